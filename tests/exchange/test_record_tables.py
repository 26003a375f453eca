"""Tables of an export, from which exactly the objects come back that were written."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.made import NOON, SAM, TESS, Book, a_revision, an_id, follow

from sonolog.clock import stamp
from sonolog.exchange.record_tables import read_tables, write_tables
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import Document, JournalEntry, read_object, tombstone_of

_TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
_ODD = st.sampled_from(
    ["", "12", "-5", "007", "true", "null", '"', '["', "{}", "=1+1", "'=1", "@x", "a\r\nb", " ", "\ufeffx", "\0"]
)
_NUMBERS = st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
_PLAIN = st.one_of(_TEXTS, _ODD, _NUMBERS, st.booleans(), st.none())
_VALUES = st.recursive(
    _PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner)
)
_KEYS = st.sampled_from(["region", "note", "minutes", "custom", "digest", "kind", "t", "by", "status"])
_BODIES = st.dictionaries(_KEYS, _VALUES, max_size=6)


def back(objects: list[Kept], entries: list[JournalEntry] | None = None) -> Any:
    """Return what is read from the tables that were written."""
    return read_tables(dict(write_tables(objects, entries or [], {})))


@settings(max_examples=150)
@given(st.lists(_BODIES, max_size=5), st.sampled_from(["", "put right", "=SUM(A1)", "7"]))
def test_whatever_a_record_says_comes_back_to_the_letter(bodies: list[Any], why: str) -> None:
    """Formulas, digits, blanks, lists, words that look like JSON: the same digests, and no fault."""
    made = [a_revision(number, body=body, why=why) for number, body in enumerate(bodies)]
    found = back([Kept(one) for one in made])
    assert found.faults == ()
    assert {one.digest: one.found.text for one in found.objects} == {one.digest: one.text for one in made}


def a_set() -> tuple[list[Kept], list[JournalEntry]]:
    """Return at least one object of every type."""
    book = Book()
    first = book.add(a_revision())
    second = book.add(follow(first, body={"region": "knee", "note": "+2 effusion"}, why="the wrong joint"))
    book.say("submit", TESS, second, to=(SAM.person,))
    book.say("sign", SAM, second)
    objects = [Kept(read_object(one.text), one.signature) for one in book.objects.values()]
    document = Document(kind="framework", name="ours", edition="1", content='title = "Ours"\n# =1\n')
    entry = JournalEntry(
        writer=an_id("w"), seq=1, prev=None, at=stamp(NOON), actor=None, act="log", objects=(first.digest,)
    )
    return [*objects, Kept(document), Kept(tombstone_of(a_revision(9)))], [entry]


def test_every_type_of_object_has_a_table_and_comes_back() -> None:
    """Revisions, statements with their signatures, documents, tombstones and the journal."""
    objects, entries = a_set()
    tables = dict(write_tables(objects, entries, {objects[1].digest: "signed"}))
    assert set(tables) == {"scan.csv", "statements.csv", "documents.csv", "tombstones.csv", "journal.csv"}
    assert [row["_status"] for row in csv.DictReader(StringIO(tables["scan.csv"].decode(), newline=""))] in (
        ["earlier version", "signed"],
        ["signed", "earlier version"],
    )
    found = read_tables(tables)
    assert found.faults == ()
    kept = {(one.digest, one.found.text, one.signature) for one in objects}
    assert {(one.digest, one.found.text, one.signature) for one in found.objects} == kept
    assert found.entries == tuple(entries)


def test_every_row_that_was_changed_is_named_and_the_others_are_read() -> None:
    """A changed cell, a cell that is no JSON any more, a lost digest, a lost signature: each with file and line."""
    objects, entries = a_set()
    tables = dict(write_tables(objects, entries, {}))
    tables["scan.csv"] = tables["scan.csv"].replace(b"knee", b"hip-groin")
    tables["statements.csv"] = tables["statements.csv"].replace(b"observed-directly", b"observed-0directly")
    tables["journal.csv"] = b"_sha256,_t\r\n,entry\r\n"
    tables["documents.csv"] = b"\xff\xfe"
    found = read_tables(tables)
    told = [fault.partition(":")[0] for fault in found.faults]
    assert [one.partition(",")[0] for one in told] == ["scan.csv", "statements.csv", "documents.csv", "journal.csv"]
    assert (told[0], told[1], told[3]) == ("scan.csv, line 3", "statements.csv, line 3", "journal.csv, line 2")
    assert "no longer has its digest" in found.faults[0]
    assert len(found.objects) == 3
