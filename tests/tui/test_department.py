"""The app on a department's server: everybody under a login of their own, and nobody as somebody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from tests.department_server import Server, the_server
from tests.usecases.hostile_sql import a_revision, sessions

from sonolog.ledger.keys import Passphrase
from sonolog.store.errors import RecordUnreadable
from sonolog.tui.desk import Desk
from sonolog.usecases import cohort as use_cases
from sonolog.usecases.check import check
from sonolog.usecases.enrol import enrol
from sonolog.usecases.keys import create_key, open_key
from sonolog.usecases.list_scans import list_scans
from sonolog.usecases.log_scan import log_scan
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.open_logbook import open_logbook
from sonolog.usecases.show_progress import show_progress
from sonolog.usecases.sign import Choice, sign
from sonolog.usecases.submit import submit
from sonolog.usecases.walk_up import Visitor, walk_up

from .made import PASSPHRASE
from .pilot import held_clock, home_in, seeded
from .walk import walking_at

_LEFT = """SELECT r.record FROM sonolog.revision r JOIN sonolog.object o USING (digest)
  WHERE o.type = 'revision' AND r.kind <> 'person'
  AND r.author = (SELECT person FROM sonolog.account WHERE login = 'tess')"""
"""Records of which the server still has a text that the trainee wrote."""
_ASKED = {"supervisor": "Sam Supervisor", "supervision": "direct", "role": "performed", "finding": "normal"}


class Ward:
    """A department's database of one's own, with a home for each login."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server, self.folder = server, folder
        self.database = server.new_database()
        self._open: list[Logbook] = []

    def opened(self, login: str) -> Logbook:
        """Open it for use cases."""
        where = self.server.address(login, self.database)
        home = home_in(self.folder / login)
        book = open_logbook(where, home=home, clock=held_clock(), entropy=seeded(login))
        self._open.append(book)
        return book

    def desk(self, login: str, trainee: str | None = None) -> Desk:
        """Return the desk of a login."""
        where = self.server.address(login, self.database)
        return Desk(
            where,
            person=None,
            home=home_in(self.folder / login),
            clock=held_clock(),
            trainee=trainee,
            entropy=seeded(f"app {login}"),
        )

    def close(self) -> None:
        """Let go of everything."""
        for book in self._open:
            book.close()
        self.server.drop(self.database)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    """Return a department in which Tess asked Sam for two signatures, and Tom for none."""
    made = Ward(the_server(), tmp_path)
    for login, days in (("tess", (2, 3)), ("tom", (4,))):
        book = made.opened(login)
        enrol(book, "rcr-msk", day="2026-10-01")
        ids = [log_scan(book, {**_ASKED, "region": "knee", "date": f"2026-11-0{day}"}).id for day in days]
        if login == "tess":
            create_key(book, Passphrase(PASSPHRASE))
            submit(book, ids, key=open_key(book, Passphrase(PASSPHRASE)))
    yield made
    made.close()


async def test_nobody_signs_under_anothers_login(ward: Ward) -> None:
    """A trainee sees who has how much to sign, and can choose nobody, not even one who comes by; a supervisor signs."""
    async with walking_at(ward.desk("tess")) as walk:
        await walk.press("o")
        assert "each signs under a login of their own" in walk.words
        assert "Sam Supervisor 2 records waiting" in walk.words
        assert "makes a key first" not in walk.words
        assert "Audrey Auditor" not in walk.words
        await walk.press("enter")
        assert "Sam Supervisor signs elsewhere" in walk.words
        await walk.press("w")
        assert "Who came by" not in walk.words
    async with walking_at(ward.desk("sam")) as walk:
        await walk.press("o")
        assert "Sam Supervisor signs. 2 waiting" in walk.words
        await walk.press("c")
        assert "Sam Supervisor signs. 2 waiting" in walk.words
    with pytest.raises(Exception, match="not for a department's"):
        walk_up(ward.opened("tess"), Visitor("Vera Visitor"), Passphrase(PASSPHRASE))


async def test_whoever_sees_several_chooses_whose_training_is_shown(ward: Ward) -> None:
    """A lead chooses with O, or says it when the app is opened; whose it is stands in the title."""
    async with walking_at(ward.desk("lea")) as walk:
        await walk.press("l")
        assert "press O to choose one" in walk.words
        await walk.press("O", "down", "enter")
        assert "of Tom Trai" in walk.words
        assert "4 Nov 26" in walk.words
        await walk.press("h")
        assert "Tom Trainee: 1 scan" in walk.words
        await walk.press("p")
        assert "Tom Trainee, 24 Nov 2026" in walk.words
    async with walking_at(ward.desk("lea", "Tess")) as walk:
        assert "Tess Trainee: 2 scans" in walk.words
    async with walking_at(ward.desk("tess")) as walk:
        await walk.press("O")
        assert "Only Tess Trainee trains here" in walk.words


async def test_a_supervisors_home_says_of_whom_what_waits(ward: Ward) -> None:
    """Of two trainees: how much of each waits for a signature."""
    async with walking_at(ward.desk("sam")) as walk:
        told = "Sam Supervisor has 2 records to sign: press o. Tess Trainee 2, the oldest since 24 Nov 2026"
        assert told in walk.words


async def test_what_others_wrote_meanwhile_is_shown_where_one_goes(ward: Ward) -> None:
    """A place is loaded anew when its key is pressed, the place one is in too: a supervisor's, and a trainee's."""
    tess, sam = ward.opened("tess"), ward.opened("sam")
    create_key(sam, Passphrase(PASSPHRASE))
    ids = [log_scan(tess, {**_ASKED, "region": "elbow", "date": f"2026-11-0{day}"}).id for day in (5, 6)]
    async with walking_at(ward.desk("sam")) as walk:
        for place in ("o", "h"):
            await walk.press(place)
        assert "has 2 records to sign" in walk.words
        submit(tess, ids[:1], key=open_key(tess, Passphrase(PASSPHRASE)))
        await walk.press("h")
        assert "has 3 records to sign" in walk.words
        submit(tess, ids[1:], key=open_key(tess, Passphrase(PASSPHRASE)))
        await walk.press("o")
        assert "4 waiting" in walk.words
    async with walking_at(ward.desk("tess")) as walk:
        await walk.press("l")
        assert "Normal signed" not in walk.words
        sign(sam, [Choice(ids[0])], key=open_key(sam, Passphrase(PASSPHRASE)))
        await walk.press("l")
        assert walk.words.count("Normal signed") == 1
        sign(sam, [Choice(ids[1])], key=open_key(sam, Passphrase(PASSPHRASE)))
        await walk.press("h", "l")
        assert walk.words.count("Normal signed") == 2


async def test_the_cohort_is_refused_to_who_sees_only_part_of_it(ward: Ward) -> None:
    """A trainee and a supervisor are told why, and whom to ask; no board is shown."""
    for login in ("tess", "sam"):
        async with walking_at(ward.desk(login)) as walk:
            await walk.press("C")
            assert "The cohort is for leads and auditors of a department" in walk.words
            assert "waiting for signatures" not in walk.words


async def test_a_cold_board_says_how_far_it_is(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    """While trainees are judged for the first time their number goes up; then the board is there."""
    go_on, real = Event(), use_cases.cohort

    def held(logbook: Logbook, *, words: str, tell: Callable[[int, int], None]) -> object:
        tell(1, 2)
        go_on.wait(30)
        return real(logbook, words=words, tell=tell)

    monkeypatch.setattr(use_cases, "cohort", held)
    async with walking_at(ward.desk("aud")) as walk:
        await walk.pilot.strike("C")  # type: ignore[attr-defined]
        for _ in range(400):
            if "Judging who changed: 1 of 2 trainees" in walk.words:
                break
            await walk.pilot.glance()  # type: ignore[attr-defined]
        assert "Judging who changed: 1 of 2 trainees" in walk.words
        go_on.set()
        await walk.press("down")
        assert "2 trainees; 2 waiting for signatures" in walk.words
        await walk.press("home")
        assert "1 scan, 0 signed" in walk.words


async def test_settings_tell_where_a_department_is_backed_up(ward: Ward) -> None:
    """No folder of this computer is named for backups, and none can be made."""
    async with walking_at(ward.desk("tess"), size=(120, 40)) as walk:
        await walk.press("S")
        assert "on the department's server" in walk.words
        assert str(home_in(ward.folder / "tess").backups) not in walk.picture
        await walk.press("escape", "K", "b")
        assert "backed up on its server" in walk.words


async def test_destroying_takes_away_what_is_ones_own_on_the_server(ward: Ward) -> None:
    """What nobody signed is redacted by the owner's function, what was signed stays; then this computer is emptied."""
    sam = ward.opened("sam")
    create_key(sam, Passphrase(PASSPHRASE))
    tess = ward.opened("tess")
    with tess.reading() as connection:
        (first, _) = connection.exec_driver_sql("SELECT record FROM head WHERE kind = 'scan' ORDER BY day").fetchall()
    sign(sam, [Choice(first[0])], key=open_key(sam, Passphrase(PASSPHRASE)))
    home = home_in(ward.folder / "tess")
    async with walking_at(ward.desk("tess"), size=(100, 40)) as walk:
        await walk.press("S", "end", "enter", "D")
        assert "2 records whose texts are taken away, 1 record that stays" in walk.words
        await walk.write("Tom")
        assert "That is not “Tess Trainee”" in walk.words
        await walk.press("enter", "D")
        await walk.write("Tess Trainee")
        await walk.pilot.press(*(one if one != " " else "space" for one in PASSPHRASE))
        await walk.pilot.strike("enter")  # type: ignore[attr-defined]
        for _ in range(400):
            if not walk.app.is_running:
                break
            await walk.pilot.glance()  # type: ignore[attr-defined]
    assert not home.keys.exists()
    left = {row[0] for row in ward.server.sql(_LEFT, database=ward.database)}
    assert left == {first[0]}


async def test_a_record_that_cannot_be_read_is_told_and_ends_nothing(ward: Ward) -> None:
    """A day that is none, put there by SQL: the app of whose record it is stays, says which, and check does too."""
    tom = ward.server.people["tom"]
    made = a_revision("scan", by=tom, subject=tom, region="knee", date="2026-1")
    with sessions(ward.server, ward.database) as as_sql:
        as_sql.keep("tom", made)
    book = ward.opened("tom")
    record = next(one.where for one in check(book).faults if "“2026-1”" in one.what)
    for refused in (lambda: list_scans(book, tom), lambda: show_progress(book, tom)):
        with pytest.raises(RecordUnreadable, match="2026-1"):
            refused()
    for login in ("tom", "lea"):
        async with walking_at(ward.desk(login, "Tom"), size=(100, 40)) as walk:
            assert f"“2026-1” in the record {record} is no value of its field" in walk.words
            assert f"sonolog redact {record}" in walk.words
            await walk.press("escape", "d")
            assert walk.app.is_running
            assert walk.app.current_mode == "records"


async def test_what_stands_where_no_value_of_its_field_is_shown_as_it_stands(ward: Ward) -> None:
    """A placement that began long ago, a scan of no region and no case: lists and the record itself are shown."""
    tom = ward.server.people["tom"]
    made = (
        a_revision("placement", by=tom, subject=tom, start="long ago", site="Example Hospital"),
        a_revision("scan", by=tom, subject=tom, date="2026-11-06", region={"a": 1}),
        a_revision("scan", by=tom, subject=tom, date="2026-11-07"),
    )
    with sessions(ward.server, ward.database) as as_sql:
        for one in made:
            as_sql.keep("tom", one)
    async with walking_at(ward.desk("tom"), size=(100, 40)) as walk:
        await walk.press("l")
        assert "7 Nov 26" in walk.words
        await walk.press("d", "enter")
        assert "long ago" in walk.words
        await walk.press("escape", "l", "enter")
        assert walk.app.is_running


async def test_redacting_there_asks_for_no_backups_and_says_where_they_are(ward: Ward) -> None:
    """There are none on this computer: the incident report names the server's vacuum and dumps instead."""
    async with walking_at(ward.desk("tess")) as walk:
        await walk.press("l", "enter", "x", "enter")
        await walk.write("a remark that tells who it is")
        assert "And the copies?" not in walk.words
        await walk.write(PASSPHRASE)
        assert "1 text of" in walk.words
        assert "because it could identify a patient" in walk.words
        assert "VACUUM (FULL) sonolog.object; dumps made before hold them" in walk.words
