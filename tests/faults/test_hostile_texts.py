"""Texts made to break a program, through the doors of statements and files: kept exactly, refused, or harmless."""

from __future__ import annotations

import csv
import hashlib
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from tests.cli.desk import PASSPHRASE, SUPERVISOR, TRAINEE, Answer, Desk
from tests.hostile.strings import STRINGS, WORST
from tests.tui.pilot import app_on, picture, press
from tests.tui.test_sizes import SCREENS

from sonolog.clock import HeldClock, SystemClock
from sonolog.domain.text import clean_text
from sonolog.errors import Exit, SonologError
from sonolog.ledger.keys import Passphrase
from sonolog.ledger.objects import Statement, read_object
from sonolog.paths import Home
from sonolog.store.objects import all_objects
from sonolog.tui.desk import Desk as AppDesk
from sonolog.usecases.give_back import give_back
from sonolog.usecases.keys import create_key, open_key
from sonolog.usecases.log_scan import log_scan
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.open_logbook import open_logbook
from sonolog.usecases.people import add_person, list_people
from sonolog.usecases.programme import pin, pinned
from sonolog.usecases.sign import Choice, sign
from sonolog.usecases.submit import submit
from sonolog.usecases.withdraw import withdraw

from .confined import confined
from .programme import Programme
from .strangers import bundle_about, first_scan, with_head

ORDERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What a terminal or a reader would take for an order; tab and line feed lay out tables and lines."""
_FORMULA = re.compile("[ \u00a0\u3000\u200b\ufeff]*[=+\\-@＝＋－＠\t\r]")


def _home(root: Path) -> Home:
    return Home(data=root / "data", config=root / "config", state=root / "state")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Logbook]:
    """Give a logbook of a trainee with a supervisor, both with keys that open at once."""
    desk = Desk(tmp_path / "home")
    desk.known_as(TRAINEE)
    desk.ok("log", "knee", f"by={SUPERVISOR}")
    logbook = open_logbook(None, home=_home(tmp_path / "home"), clock=HeldClock(SystemClock().now()))
    create_key(logbook, Passphrase(PASSPHRASE))
    create_key(logbook, Passphrase(PASSPHRASE), _supervisor(logbook))
    yield logbook
    logbook.close()


def _supervisor(logbook: Logbook) -> str:
    return next(one.id for one in list_people(logbook) if one.name == SUPERVISOR)


def _said(logbook: Logbook, act: str) -> Counter[str]:
    """Return what the statements of an act say, in their reasons or comments."""
    with logbook.reading() as connection:
        read = [read_object(one.text) for one in all_objects(connection)]
    found = [one for one in read if isinstance(one, Statement) and one.act == act]
    return Counter(text for one in found for text in (one.reason, *(item.comment for item in one.items)) if text)


def test_reasons_comments_and_names_are_kept_exactly_or_refused(book: Logbook, programme: Programme) -> None:
    """Reasons of a return and a withdrawal, comments of a sign-off, names of people and programmes."""
    texts = STRINGS if programme.full else WORST
    sam = book.acting_as(_supervisor(book))
    mine, theirs = open_key(book, Passphrase(PASSPHRASE)), open_key(sam, Passphrase(PASSPHRASE))
    cases = [log_scan(book, {"region": "knee", "supervisor": SUPERVISOR}).case for _ in texts]
    submit(book, None, key=mine)
    expected: dict[str, Counter[str]] = {}
    wrong: list[str] = []
    tried = 0
    for text, case in zip(texts, cases, strict=True):
        doors: dict[str, Callable[[], object]] = {
            "sign": lambda: sign(sam, [Choice(case, comment=text)], key=theirs),  # noqa: B023  (called in this turn)
            "withdraw": lambda: withdraw(book, [case], text, key=mine),  # noqa: B023
            "person": lambda: add_person(book, text),  # noqa: B023
            "programme": lambda: pin(book.home, _root(text), text),  # noqa: B023
        }
        if tried % 8 == 0:
            doors = {"return": lambda: give_back(sam, [case], text, key=theirs)} | doors  # noqa: B023
        for door, act in doors.items():
            tried += 1
            try:
                act()
            except SonologError as refusal:
                if not refusal.message or ORDERS.search(f"{refusal.message}{refusal.hint}"):
                    wrong.append(f"{door} refused {text!r} with {refusal.message!r}")
            else:
                expected.setdefault(door, Counter())[_as_kept(text, door)] += 1
    for act_name in ("sign", "withdraw", "return"):
        wanted = Counter({text: count for text, count in expected[act_name].items() if text})
        wrong += [
            f"{act_name}: {text!r}" for text in (wanted - _said(book, act_name)) | (_said(book, act_name) - wanted)
        ]
    wrong += _names_lost(book, expected)
    kept = sum(map(len, expected.values()))
    assert not wrong, "\n".join(wrong[:20])
    programme.figure("T6", "texts into statements and names", count=tried, least=1_900, note=f"{kept:,} kept exactly")


def _names_lost(book: Logbook, expected: dict[str, Counter[str]]) -> list[str]:
    known = {"person": {one.name for one in list_people(book)}, "programme": {one.name for one in pinned(book.home)}}
    return [f"{door} {text!r}" for door, names in known.items() for text in expected[door] if text not in names]


def _as_kept(text: str, door: str) -> str:
    if door in ("person", "programme"):
        return clean_text(text, limit=500, multiline=False) or "programme"
    return clean_text(text, limit=10_000, multiline=True)


def _root(text: str) -> str:
    return "SHA256:" + hashlib.sha256(text.encode(errors="replace")).hexdigest()[:43]


@pytest.fixture
def visited(valid_files: Path, tmp_path: Path, programme: Programme) -> tuple[Desk, str, int]:
    """Return a desk whose logbook holds what hundreds of strangers said of one scan, its case, and how many."""
    desk = Desk(Path(shutil.copytree(valid_files / "home", tmp_path / "home")))
    record, objects = first_scan(valid_files / "request.slb")
    texts = STRINGS if programme.full else WORST
    content, count = bundle_about(record, texts, objects)
    (tmp_path / "strange.slb").write_bytes(content)
    desk.ok("absorb", str(tmp_path / "strange.slb"), "--accept-unconfirmed")
    return desk, str(record.body["case"]), count


def _harmful(answer: Answer, words: object) -> list[str]:
    """Return what of an answer would reach a terminal as an order, or is no answer at all."""
    found = ORDERS.search(answer.out + answer.err)
    wrong = [f"{words}: {found.group()!r}"] if found else []
    return [*wrong, f"{words}: {answer.err[:300]}"] if answer.code in (Exit.BUG, Exit.USAGE) else wrong


def test_what_strangers_said_is_shown_harmlessly(
    visited: tuple[Desk, str, int], programme: Programme, tmp_path: Path
) -> None:
    """Every command that shows it, as text, plain and JSON; the report; and each cell of the tables of an export."""
    desk, case, count = visited
    everything = ("show", case), ("verify", str(desk.logbook)), ("verify", str(tmp_path / "strange.slb"))
    shown = (
        *everything,
        ("people",),
        ("scans",),
        ("inbox", "--as", SUPERVISOR),
        ("check",),
        ("progress",),
        ("records",),
    )
    wrong: list[str] = []
    for words in shown:
        for how in ((), ("--plain",), ("--json",)):
            answer = desk.ask(*words, *how)
            wrong += _harmful(answer, (*words, *how))
            if how == ("--json",):
                assert answer.json is not None
    for words in (("export", "all"), ("report", "progress", "r.pdf"), ("show", case, "--evidence", "evidence")):
        answer = desk.ask(*words[:-1], str(tmp_path / words[-1]))
        wrong += _harmful(answer, words)
        assert answer.code == Exit.DONE, answer.err
    wrong += [f"a formula: {cell[:40]!r}" for cell in _cells(tmp_path / "all") if _FORMULA.match(cell)]
    for path in (tmp_path / "evidence").glob("*.txt"):  # the others are the exact bytes that were signed
        wrong += [str(path)] if ORDERS.search(path.read_text("utf-8")) else []
    assert wrong == []
    programme.figure("T6", "texts of strangers, shown by every command", count=count, least=1_000, wrong=len(wrong))


def _cells(folder: Path) -> Iterator[str]:
    for path in folder.glob("*.csv"):
        for row in csv.reader(StringIO(path.read_text("utf-8"))):
            yield from row


async def test_what_strangers_said_on_every_screen(visited: tuple[Desk, str, int], programme: Programme) -> None:
    """No order reaches a screen, no markup is taken for one, and the app goes on."""
    desk, case, _ = visited
    app = AppDesk(None, person=None, home=_home(desk.home), clock=HeldClock(SystemClock().now()))
    walks = {name: keys for name, (keys, _) in SCREENS.items()} | {"found": ("l", "slash", *case, "enter", "enter")}
    seen = 0
    async with app_on(app, (140, 40)) as pilot:
        for keys in list(walks.values())[:: programme.amount(4, 1)]:
            await press(pilot, *(_NAMED.get(key, key) for key in keys))
            for _ in range(programme.amount(1, 12)):
                shown = picture(pilot)
                assert not ORDERS.search(shown.replace("\n", "")), shown
                seen += 1
                await press(pilot, "pagedown")
            await press(pilot, *["escape"] * len(keys), "h")
            assert "[h Home]" in picture(pilot)
    programme.figure("T6", "pictures of screens with texts of strangers", count=seen, least=250)


_NAMED = {"-": "minus"}


def test_heads_of_files_name_no_place_and_give_no_order(
    valid_files: Path, programme: Programme, tmp_path: Path
) -> None:
    """Whom a file is for and from, who made it and what it selects: shown harmlessly, and no part of a path."""
    request = (valid_files / "request.slb").read_bytes()
    texts = (*_PLACES, *(STRINGS if programme.full else WORST[::4]))
    wrong: list[str] = []
    path, tried = tmp_path / "asked.slb", 0
    for number, text in enumerate(texts):
        told = {"to_names": [text], "subject_name": text, "made_by": text, "selection": {"words": text}}
        try:
            path.write_bytes(with_head(request, told))  # type: ignore[arg-type]
        except SonologError:
            continue
        here = tmp_path / str(number)
        (here / "work").mkdir(parents=True)
        desk = Desk(here / "home")
        wrong += _harmful(desk.ask("verify", str(path)), ("verify", text))
        if number % 3 == 0 or text in _PLACES:
            wrong += _harmful(desk.ask("open", str(path), "--yes"), ("open", text))
        if text in _PLACES:
            said = confined(desk, "respond", folder=here / "work", room=2**31)
            wrong += _harmful(said.answer, ("respond", text))
        wrong += [f"{text!r} wrote {one}" for one in here.iterdir() if one.name not in ("work", "home")]
        tried += 1
        shutil.rmtree(here)
    assert not (tmp_path.parent / "x").exists()
    assert wrong == []
    programme.figure("T6", "texts in the heads of files", count=tried, least=450, wrong=len(wrong))


_PLACES = ("../../x", "/tmp/x", "..", "a/../../x", "~/x", "C:\\x", "x\x00/y", "." * 300)  # noqa: S108  (nothing is written there)
