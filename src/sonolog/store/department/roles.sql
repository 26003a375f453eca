-- Roles of the whole server: who owns the tables, who may read and add, who may only read.  Nobody logs in as these.
DO $do$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['sonolog_owner', 'sonolog_member', 'sonolog_auditor'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', wanted);
    END IF;
  END LOOP;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT sonolog_owner TO %I', current_user);
  END IF;
  IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'sonolog') THEN
    CREATE SCHEMA sonolog AUTHORIZATION sonolog_owner;
  END IF;
END
$do$;
