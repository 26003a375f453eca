"""T7: the same twenty texts at every door: refused or asked about, never repeated, never on the disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.cli.desk import PASSPHRASE, SUPERVISOR, Answer, Desk, lived_in
from tests.domain.written_numbers import with_check_digit
from tests.tui.form import fill, paste, rows, save, scans_in
from tests.tui.made import make_logbook
from tests.tui.pilot import app_on, desk_in, held_clock, press

from sonolog.domain import admission
from sonolog.errors import Exit
from sonolog.ledger.identifiers import new_id
from sonolog.paths import Home
from sonolog.tui.dialogs.doubt import DoubtDialog
from sonolog.tui.widgets.field_row import FieldRow
from sonolog.usecases.drafts import keep_form
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.open_logbook import open_logbook
from sonolog.usecases.writing import Place, writing

from .programme import Programme


class Told(NamedTuple):
    """A text, and the part of it nobody may see again."""

    text: str
    secret: str


_N = [number for rest in range(100, 200) if (number := with_check_digit(f"999{rest:06}")) is not None]
BLOCKED = (
    Told(_N[0], _N[0]),
    Told(f"seen {_N[1][:3]} {_N[1][3:6]} {_N[1][6:]} today", f"{_N[1][3:6]} {_N[1][6:]}"),
    Told(f"{_N[2][:3]}-{_N[2][3:6]}-{_N[2][6:]}", _N[2][3:6] + "-" + _N[2][6:]),
    Told("/".join((_N[3][:3], _N[3][3:6], _N[3][6:])), f"{_N[3][3:6]}/{_N[3][6:]}"),
    Told(" ".join(_N[4]), " ".join(_N[4])),
    Told("".join(chr(ord("０") + int(one)) for one in _N[5]), "".join(chr(ord("０") + int(one)) for one in _N[5])),
    Told("MRN 84726153", "84726153"),
    Told("hospital no: QX73519", "QX73519"),
    Told("DOB 17/09/1951", "17/09/1951"),
    Told("patient name: Zelda Placeholder", "Zelda"),
    Told("write to zelda.nobody@example.org", "zelda.nobody"),
    Told("NI number QQ 12 34 56 C; AB 98 76 54 C", "98 76 54"),
)
DOUBTED = (
    Told("Mrs Quillfeather came back", "Quillfeather"),
    Told("as on 19/08/1947", "19/08/1947"),
    Told("call 01632 960817", "960817"),
    Told("from ZE1 0XQ", "0XQ"),
    Told("of D02 XK85", "XK85"),
    Told("9990000917 it said", "9990000917"),
    Told("jar 74839261", "74839261"),
    Told("Master Quillwright, shy", "Quillwright"),
)
TEXTS = (*BLOCKED, *DOUBTED)
Door = Callable[[Desk, str], Answer]
DOORS: dict[str, Door] = {
    "log": lambda desk, text: desk.ask("log", "knee", "left", f"note={text}"),
    "log -": lambda desk, text: desk.ask("log", "-", stdin=f'knee left "note={text}"\n'.encode()),
    "a column": lambda desk, text: desk.ask("log", "knee", "left", f"custom.Seen={text}"),
    "add": lambda desk, text: desk.ask("add", "course", f"name={text}", "type=theory"),
    "amend": lambda desk, text: desk.ask("amend", desk.case("draft"), f"indication={text}"),
    "amend, why": lambda desk, text: desk.ask("amend", desk.case("draft"), "note=x", "--why", text),
    "tag": lambda desk, text: desk.ask("tag", desk.case("draft"), "--add", text),
    "withdraw": lambda desk, text: desk.ask("withdraw", desk.case("draft"), "--why", text, "--yes"),
}


@pytest.fixture(scope="module")
def _lived_in(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return lived_in(tmp_path_factory.mktemp("doors") / "home")


@pytest.fixture
def desk(_lived_in: Desk, tmp_path: Path) -> Desk:
    """Return a desk of one's own with a few scans."""
    shutil.copytree(_lived_in.home, tmp_path / "home")
    return Desk(tmp_path / "home")


def _on_disk(folder: Path, told: Told) -> bool:
    secret = told.secret.encode()
    return any(secret in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def _let_in(desk: Desk, door: Door, texts: tuple[Told, ...]) -> list[str]:
    """Return what was wrong: let in, repeated, or found on the disk."""
    wrong = []
    for told in texts:
        answer = door(desk, told.text)
        if answer.code != Exit.INPUT:
            wrong.append(f"{told.text}: exit {answer.code}")
        if told.secret in answer.out + answer.err:
            wrong.append(f"{told.text}: repeated")
    return wrong + [f"{told.text}: on the disk" for told in texts if _on_disk(desk.home, told)]


@pytest.mark.parametrize("name", DOORS)
def test_the_command_line_refuses_or_asks(desk: Desk, programme: Programme, name: str) -> None:
    """Each text through each command that writes: exit 65, nothing of it in the answer or in any file."""
    texts = TEXTS if programme.full else (*BLOCKED[::3], *DOUBTED[::2])
    wrong = _let_in(desk, DOORS[name], texts)
    programme.figure("T7", f"door: {name}", count=len(texts), least=20, wrong=len(wrong), note="; ".join(wrong[:3]))


def test_a_door_left_open_is_noticed(desk: Desk, programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the guard taken out of the gate the same texts are let in, and the check of the doors says so."""
    monkeypatch.setattr(admission, "identity_hits", lambda record: iter(()))
    wrong = _let_in(desk, DOORS["log"], BLOCKED[:3])
    programme.figure("T7", "negative control: a gate without its guard, noticed", count=len(wrong), least=3)


def test_signed_words_are_refused(desk: Desk, programme: Programme) -> None:
    """A reason and a comment of a signature: refused, and the record is not signed."""
    case = desk.case("submitted")
    texts = (*BLOCKED[::3], *DOUBTED[::4]) if programme.full else (BLOCKED[1], DOUBTED[0])

    def signing(at: Desk, text: str) -> Answer:
        return at.ask("return", case, "--as", SUPERVISOR, "--why", text, passphrase=PASSPHRASE)

    wrong = _let_in(desk, signing, texts)
    assert desk.cases()[case]["status"] == "submitted"
    programme.figure("T7", "door: a signed reason", count=len(texts), least=6, wrong=len(wrong), note=str(wrong[:3]))


def test_a_framework_file_is_refused(desk: Desk, programme: Programme) -> None:
    """In a comment of a framework; what is doubtful may stand there, for frameworks are full of dates and codes."""
    file = desk.home.parent / "ours.toml"
    desk.ok("framework", "new", str(file))
    sound = file.read_text("utf-8")

    def adding(at: Desk, text: str) -> Answer:
        file.write_text(f"{sound}# {text}\n", "utf-8")
        return at.ask("framework", "add", str(file))

    texts = tuple(told for told in BLOCKED if "@" not in told.text)
    wrong = _let_in(desk, adding, texts)
    programme.figure("T7", "door: a framework file", count=len(texts), least=11, wrong=len(wrong), note=str(wrong[:3]))


def _opened(desk: Desk) -> Logbook:
    return open_logbook(
        None, home=Home(desk.home / "data", desk.home / "config", desk.home / "state"), clock=held_clock()
    )


def test_drafts_keep_nothing_that_is_blocked(desk: Desk, programme: Programme) -> None:
    """Twelve unfinished forms: the field with the text is not kept, the field beside it is."""
    book = _opened(desk)
    for told in BLOCKED:
        keep_form(book, book.new_id(), "scan", {"note": told.text, "region": "knee"})
    book.close()
    kept = [told for told in BLOCKED if _on_disk(desk.home, told)]
    programme.figure("T7", "door: drafts on the disk", count=len(BLOCKED), least=12, wrong=len(kept))


def _words_of(report: Path) -> str:
    """Return everything a PDF says: its pages, its metadata, and the files it carries."""
    from pypdf import PdfReader

    read = PdfReader(report)
    attached = [one.decode(errors="replace") for files in read.attachments.values() for one in files]
    assert attached
    return "".join([*(page.extract_text() for page in read.pages), str(read.metadata), *attached])


def test_metadata_of_a_pdf_is_not_repeated(desk: Desk, programme: Programme) -> None:
    """Twenty reports whose title and author were changed: verify says what it thinks of them, and none of the words."""
    from pypdf import PdfReader, PdfWriter

    report = desk.home / "progress.pdf"
    desk.ok("report", "progress", str(report))
    texts = TEXTS if programme.full else (BLOCKED[0], BLOCKED[9], DOUBTED[0])
    repeated = []
    for told in texts:
        changed = PdfWriter(clone_from=PdfReader(report))
        changed.add_metadata({"/Title": told.text, "/Author": told.text})
        copy = desk.home.parent / "changed.pdf"
        changed.write(copy)
        answer = desk.ask("verify", str(copy), *(["--json"] if told in DOUBTED else []))
        if told.secret in answer.out + answer.err or answer.code == Exit.BUG:
            repeated.append(told.text)
    programme.figure("T7", "door: metadata of a PDF", count=len(texts), least=20, wrong=len(repeated))


async def test_the_form_of_the_app(tmp_path: Path, programme: Programme) -> None:
    """Pasted into a form and saved: the place is marked or asked about, escape stores nothing, the text stays."""
    make_logbook(tmp_path, scans=0)
    texts = TEXTS if programme.full else (BLOCKED[1], DOUBTED[0])
    wrong = []
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await fill(pilot, region="knee", indication="x")
        row = next(one for one in pilot.app.screen.query(FieldRow) if one.field == "indication")
        for told in texts:
            row.typed = ""
            await paste(pilot, "indication", told.text)
            await save(pilot)
            if isinstance(pilot.app.screen, DoubtDialog) != (told in DOUBTED):
                wrong.append(told.text)
            if told in DOUBTED:
                await press(pilot, "escape")
            if rows(pilot)["indication"] != told.text:
                wrong.append(f"{told.text}: not kept in the form")
    assert scans_in(tmp_path) == ()
    wrong += [told.text for told in texts if told in BLOCKED and _on_disk(tmp_path, told)]
    programme.figure("T7", "door: the form of the app", count=len(texts), least=20, wrong=len(wrong), note=str(wrong))


def test_absorbing_and_reporting(desk: Desk, programme: Programme) -> None:
    """A copy that holds all twenty: what blocks comes in as tombstones, what is doubtful is listed, nothing is said.

    The report made of it carries none of the blocked texts, in its pages, its metadata or its attachment.
    """
    other = Desk(desk.home.parent / "other")
    shutil.copytree(desk.home, other.home)
    book = _opened(other)
    with writing(book, "log") as act:
        for told in TEXTS:
            body = {"date": "2026-11-01", "case": f"C-{len(act.objects):04}", "examination": "msk", "region": "knee"}
            place = Place(record=new_id(book.clock.now(), book.entropy), subject=str(book.actor))
            act.revision("scan", body | {"setting": "patient", "role": "performed", "note": told.text}, place)
    book.close()
    bundle = other.home.parent / "out"
    other.ok("export", str(bundle))
    done = desk.ask("absorb", str(bundle / "everything.slb"), "--accept-unconfirmed", "--json")
    assert done.code == 0, done.err
    assert (len(done.json["blocked"]), len(done.json["doubted"])) == (len(BLOCKED), len(DOUBTED))
    report = desk.home / "progress.pdf"
    desk.ok("report", "progress", str(report))
    checked = desk.ask("check", "--identity")
    said = "".join(one for answer in (done, checked) for one in (answer.out, answer.err))
    printed = _words_of(report)
    wrong = [told.text for told in BLOCKED if _on_disk(desk.home, told) or told.secret in printed]
    wrong += [told.text for told in TEXTS if told.secret in said]
    programme.figure(
        "T7", "door: absorbed, then reported", count=len(TEXTS), least=20, wrong=len(wrong), note=str(wrong)
    )
