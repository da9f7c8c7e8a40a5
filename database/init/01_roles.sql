-- Who may connect. None is a superuser, none passes by row-level security, none has a password here:
-- whoever sets up the server gives them one (embedded: generated files; Docker: 03_passwords.sh).
--
-- app_owner   owns the schemas and runs the migrations
-- app_api     the API and the Celery workers: one tenant at a time
-- app_relay   the sweep that sends forgotten jobs again: reads job rows of all tenants, nothing else
-- app_spark   Spark executors: write raw results, never the books
do $$
declare
  role text;
begin
  foreach role in array array['app_owner', 'app_api', 'app_relay', 'app_spark'] loop
    if not exists (select from pg_catalog.pg_roles where rolname = role) then
      execute format('create role %I', role);
    end if;
    execute format('alter role %I login nosuperuser nocreatedb nocreaterole noreplication nobypassrls', role);
  end loop;
end
$$;
