-- Who may do what.  Rows are guarded by policies that hold for the owner of the tables too; nobody may change or delete.
REVOKE ALL ON SCHEMA sonolog FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA sonolog FROM PUBLIC, sonolog_member, sonolog_auditor;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA sonolog FROM PUBLIC, sonolog_member, sonolog_auditor;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA sonolog FROM PUBLIC, sonolog_member, sonolog_auditor;

GRANT USAGE ON SCHEMA sonolog TO sonolog_member, sonolog_auditor;
GRANT SELECT ON object, journal, setting, revision, statement, item, head, document, search TO sonolog_member, sonolog_auditor;
GRANT INSERT (digest, type, text, signature) ON object TO sonolog_member;
GRANT INSERT (writer, seq, digest, text) ON journal TO sonolog_member;
GRANT EXECUTE ON FUNCTION me(), my_rank(), sees_all(), mine(), staff_members(), is_member(), whoami()
  TO sonolog_member, sonolog_auditor;
GRANT EXECUTE ON FUNCTION may_add(text, text), not_to_be_added(text[], text[], text[]), is_others_chain(text)
  TO sonolog_member;
GRANT EXECUTE ON FUNCTION may_replace(text, text, text), replace_text(text, text, text, bytea) TO sonolog_member;
GRANT EXECUTE ON FUNCTION kept_otherwise(text[], text[]), vet(text[]), own_keys() TO sonolog_member;
GRANT EXECUTE ON FUNCTION accounts() TO sonolog_member, sonolog_auditor;

CREATE OR REPLACE TRIGGER object_is_marked BEFORE INSERT ON object FOR EACH ROW EXECUTE FUNCTION mark_stored();
CREATE OR REPLACE TRIGGER journal_is_marked BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION mark_stored();
CREATE OR REPLACE TRIGGER object_is_fixed BEFORE UPDATE ON object FOR EACH ROW EXECUTE FUNCTION fixed_object();
CREATE OR REPLACE TRIGGER object_is_kept BEFORE DELETE OR TRUNCATE ON object EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER journal_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON journal EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER object_is_viewed AFTER INSERT ON object REFERENCING NEW TABLE AS new_objects
  EXECUTE FUNCTION keep_views();

DO $do$
DECLARE
  guarded text;
  policy record;
BEGIN
  FOR policy IN SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'sonolog' LOOP
    EXECUTE format('DROP POLICY %I ON %I', policy.policyname, policy.tablename);
  END LOOP;
  FOR guarded IN SELECT tablename FROM pg_tables WHERE schemaname = 'sonolog' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY of_the_owner ON %I TO sonolog_owner USING (true) WITH CHECK (true)', guarded);
  END LOOP;
END
$do$;

CREATE POLICY is_seen ON object FOR SELECT USING (
  (SELECT sees_all()) OR subject = ANY ((SELECT mine())::text[]) OR person = (SELECT me())
  OR (subject IS NULL AND (SELECT is_member()))
  OR (kind IN ('person', 'accreditation', 'vouch', 'key-revoke', 'checkpoint') AND about = ANY ((SELECT staff_members())::text[]))
);
CREATE POLICY is_added ON object FOR INSERT WITH CHECK (
  stored_by = session_user AND redacted_by IS NULL AND may_add(type, text)
);
CREATE POLICY is_seen ON journal FOR SELECT USING (
  (SELECT sees_all()) OR stored_by = session_user OR actor = (SELECT me())
);
CREATE POLICY is_added ON journal FOR INSERT WITH CHECK (
  stored_by = session_user AND (SELECT my_rank()) IN ('trainee', 'supervisor', 'lead')
  AND ((SELECT my_rank()) = 'lead' OR NOT is_others_chain(writer))
);
CREATE POLICY is_seen ON revision FOR SELECT USING (
  (SELECT sees_all()) OR subject = ANY ((SELECT mine())::text[]) OR author = (SELECT me())
  OR (kind IN ('person', 'accreditation') AND about = ANY ((SELECT staff_members())::text[]))
);
CREATE POLICY is_seen ON statement FOR SELECT USING (
  (SELECT sees_all()) OR subject = ANY ((SELECT mine())::text[]) OR person = (SELECT me())
  OR (act IN ('vouch', 'key-revoke', 'checkpoint') AND subject = ANY ((SELECT staff_members())::text[]))
);
CREATE POLICY is_seen ON item FOR SELECT USING (
  (SELECT sees_all()) OR subject = ANY ((SELECT mine())::text[])
);
CREATE POLICY is_seen ON head FOR SELECT USING (
  (SELECT sees_all()) OR subject = ANY ((SELECT mine())::text[])
  OR (kind IN ('person', 'accreditation') AND about = ANY ((SELECT staff_members())::text[]))
);
CREATE POLICY is_seen ON document FOR SELECT USING ((SELECT is_member()));
CREATE POLICY is_seen ON setting FOR SELECT USING ((SELECT is_member()));
CREATE POLICY is_seen ON search FOR SELECT USING (
  (SELECT sees_all()) OR subject = ANY ((SELECT mine())::text[])
);
