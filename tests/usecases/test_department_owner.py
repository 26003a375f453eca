"""What the owner's functions let whom do, and that the rules are on: SQL through each person's own login."""

from __future__ import annotations

from tests.department_server import PEOPLE

from sonolog.ledger.objects import Document
from sonolog.usecases.check import check

from .department_ward import DepartmentWard
from .hostile_sql import ADD, Sessions, gone
from .ward import TESS


def test_the_owners_role_takes_a_text_away_for_its_author_or_a_lead_alone(
    place: DepartmentWard, as_sql: Sessions
) -> None:
    """What was signed only a lead; what was not, its author; what is another's, nobody else."""
    replace = "SELECT replace_text(%s, 'tombstone', %s, NULL)"
    signed = as_sql.rows("lea", "SELECT digest FROM head WHERE status = 'signed' AND kind = 'scan'")[0][0]
    mine_written = "SELECT h.digest FROM head h JOIN revision r USING (digest) WHERE status = 'draft' AND author = %s"
    plain = as_sql.rows("lea", mine_written, (place.people[TESS],))
    kept = {row[0]: row for row in as_sql.rows("lea", "SELECT digest, type, text, signature FROM object")}
    assert not as_sql.may("tess", replace, gone(kept[signed]))
    assert not as_sql.may("sam", replace, gone(kept[signed]))
    assert as_sql.may("lea", replace, gone(kept[signed]))
    mine = next(digest for (digest,) in plain if kept[digest][1] == "revision")
    assert as_sql.may("tess", replace, gone(kept[mine]))
    assert not as_sql.may("tom", replace, gone(kept[mine]))
    assert not as_sql.may("tess", replace, (mine, gone(kept[signed])[1]))


def test_rules_hold_for_the_owner_of_the_tables(as_sql: Sessions) -> None:
    """Row-level security is on and forced for every table, and nobody who logs in is exempt."""
    query = """SELECT relname FROM pg_class WHERE relnamespace = 'sonolog'::regnamespace AND relkind = 'r'
      AND NOT (relrowsecurity AND relforcerowsecurity)"""
    assert as_sql.rows("lea", query) == []
    exempt = "SELECT rolname FROM pg_roles WHERE (rolsuper OR rolbypassrls) AND rolname = ANY (%s)"
    assert as_sql.rows("lea", exempt, ([*PEOPLE, "sonolog_owner", "sonolog_member", "sonolog_auditor"],)) == []


def test_rules_switched_off_by_an_administrator_are_told(place: DepartmentWard) -> None:
    """``check`` names the table whose triggers or rules were taken away."""
    for off, on in (("DISABLE TRIGGER object_is_kept", "ENABLE TRIGGER object_is_kept"), ("NO FORCE", "FORCE")):
        words = ("", "") if "TRIGGER" in off else (" ROW LEVEL SECURITY", " ROW LEVEL SECURITY")
        place.server.sql(f"ALTER TABLE sonolog.object {off}{words[0]}", database=place.database)
        found = check(place.acting("Lea Lead")).faults
        place.server.sql(f"ALTER TABLE sonolog.object {on}{words[1]}", database=place.database)
        assert "“object” is not guarded" in found[0].what


def test_documents_are_everybodys(place: DepartmentWard, as_sql: Sessions) -> None:
    """A framework's text is read by all and added by whoever may add anything."""
    made = Document(kind="framework", name="ours", edition="1", content="title = 'Ours'")
    assert as_sql.may("tom", ADD, (made.digest, "document", made.text, None))
    assert not as_sql.may("aud", ADD, (made.digest, "document", made.text, None))
