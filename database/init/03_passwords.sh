#!/bin/bash
# Gives the roles their passwords when the database's container starts for the first time.
# Each comes from APP_OWNER_PASSWORD or from the file APP_OWNER_PASSWORD_FILE, and so on; a missing one stops the set-up.
set -euo pipefail

password_of() {
  local variable="$1" file="${1}_FILE"
  if [ -n "${!file:-}" ]; then
    tr -d '\n' < "${!file}"
  else
    printf '%s' "${!variable:?set $variable or $file}"
  fi
}

for role in app_owner app_api app_relay app_spark; do
  ROLE_PASSWORD="$(password_of "${role^^}_PASSWORD")"
  export ROLE_PASSWORD
  # through the environment: an argument would show in the process list
  psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set role="$role" <<'SQL'
\getenv password ROLE_PASSWORD
alter role :"role" password :'password';
SQL
done
