"""Clock in and out of a session: it is recorded when one clocks out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sonolog.clock import read_stamp, stamp
from sonolog.store.lookups import body_of
from sonolog.usecases.add_record import AddedRecord, add_record
from sonolog.usecases.errors import NothingToDo
from sonolog.usecases.find_record import find_record
from sonolog.usecases.list_records import list_records
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.own_settings import keep_own_setting, own_setting

LONGEST = timedelta(hours=16)
"""A longer session is one somebody forgot to clock out of."""
_SETTING = "clock"


@dataclass(frozen=True, slots=True)
class ClockedIn:
    """Somebody is at work."""

    since: datetime
    site: str
    placement: str
    """Record id; empty where there is no placement."""

    def minutes(self, now: datetime) -> int:
        """Return the whole minutes since then."""
        return max(int((now - self.since).total_seconds() // 60), 0)


def clocked_in(logbook: Logbook) -> ClockedIn | None:
    """Return since when whoever acts is at work; None if they are not."""
    kept = own_setting(logbook, _SETTING)
    return ClockedIn(read_stamp(kept["since"]), kept["site"], kept["placement"]) if kept else None


def clock_in(logbook: Logbook, trainee: str, words: str = "") -> ClockedIn:
    """Begin a session at the placement that ``words`` name, or at the only one that lasts today.

    Raises:
        NothingToDo: one is clocked in already, or it is not clear where.
        UnknownRecord, AmbiguousRecord: the words name no placement, or several.
    """
    now = clocked_in(logbook)
    if now is not None:
        raise NothingToDo(f"You are clocked in at {now.site} already.", hint="Clock out first: sonolog clock out.")
    placement, site = _placement(logbook, trainee, words)
    begun = ClockedIn(logbook.clock.now(), site, placement)
    kept = {"since": stamp(begun.since), "site": site, "placement": placement}
    keep_own_setting(logbook, _SETTING, kept)
    return begun


def clock_out(logbook: Logbook, *, trainee: str | None = None, minutes: str = "", note: str = "") -> AddedRecord:
    """Record the session that was begun, with the time since then or ``minutes`` as typed (“3h30”).

    Raises:
        NothingToDo: nobody clocked in, or longer ago than :data:`LONGEST` and no time is said.
        FieldsRefused, IdentityRefused: the time or the note may not be kept.
    """
    now = clocked_in(logbook)
    if now is None:
        raise NothingToDo(
            "You are not clocked in.", hint="Clock in: sonolog clock in; or add a session: sonolog add session."
        )
    worked = now.minutes(logbook.clock.now())
    if not minutes and worked > LONGEST.total_seconds() // 60:
        since = f"{now.since.astimezone(logbook.clock.now().tzinfo):%d %b, %H:%M}"
        raise NothingToDo(f"You clocked in on {since}.", hint="Say how long it was: sonolog clock out --minutes 4h.")
    day = now.since.astimezone(logbook.clock.now().tzinfo).date().isoformat()
    typed = {"date": day, "site": now.site, "minutes": minutes or str(max(worked, 1)), "note": note}
    typed |= {"placement": now.placement} if now.placement else {}
    done = add_record(logbook, "session", {name: text for name, text in typed.items() if text}, trainee=trainee)
    keep_own_setting(logbook, _SETTING, None)
    return done


def _placement(logbook: Logbook, trainee: str, words: str) -> tuple[str, str]:
    today = logbook.today.isoformat()
    with logbook.reading() as connection:
        if words:
            head = find_record(connection, words)
            return head.record, str(body_of(connection, head.digest).get("site") or head.label)
    found = []
    for one in list_records(logbook, trainee, kinds=("placement",)):
        with logbook.reading() as connection:
            body = body_of(connection, find_record(connection, one.id).digest)
        if body["start"] <= today <= body.get("until", today):
            found.append((one.id, str(body["site"])))
    if len(found) != 1:
        known = ", ".join(site for _, site in found)
        why = f"You are on several placements: {known}." if found else "You are on no placement today."
        raise NothingToDo(why, hint="Name one, or add one: sonolog add placement site=….")
    return found[0]
