-- The schemas and who may look into them. Tables and their grants are made by the migrations.
--
-- accounting   the books and everything around them
-- audit        what happened, append-only
-- results      what Spark found: evidence, not books
create extension if not exists pg_stat_statements;

revoke all on schema public from public;
do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to app_owner, app_api, app_relay, app_spark', current_database());
  execute format('grant create, temporary on database %I to app_owner', current_database());
end
$$;

create schema if not exists accounting authorization app_owner;
create schema if not exists audit authorization app_owner;
create schema if not exists results authorization app_owner;

grant usage on schema public to app_owner, app_api, app_relay, app_spark;
grant create on schema public to app_owner;
grant usage on schema accounting to app_api, app_relay, app_spark;
grant usage on schema audit to app_api;
grant usage on schema results to app_api, app_spark;
