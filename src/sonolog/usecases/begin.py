"""The first step: a name, and nothing else."""

from __future__ import annotations

from datetime import date

from sonolog.domain.admission import admit, make_record
from sonolog.domain.value import Record
from sonolog.store.people import people_rows, person_row
from sonolog.store.settings import read_setting, write_setting
from sonolog.usecases.identity import OWNER, Identity, claimed_identity, read_identity
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.writing import Place, writing


def needs_name(logbook: Logbook) -> bool:
    """Return whether it is still unknown who keeps this logbook."""
    return logbook.actor is None


def is_nobodys(logbook: Logbook) -> bool:
    """Return whether the logbook has nobody in it: just made, or stopped before its first name was kept."""
    with logbook.reading() as connection:
        return not people_rows(connection)


def begin(logbook: Logbook, name: str) -> Logbook:
    """Make ``name`` the trainee of this logbook and the person of this home; return the logbook acting as them.

    Raises:
        RecordRefused, IdentityRefused: the name may not be kept.
    """
    value = trainee_called(name, logbook.today)
    person = claimed_identity(logbook.home, Identity(logbook.new_id(), name)).person
    acting = logbook.acting_as(person)
    with writing(acting, "begin") as act:
        if person_row(act.connection, person) is None:
            act.record(value, Place(record=person, subject=person))
        if read_setting(act.connection, OWNER) is None:
            write_setting(act.connection, OWNER, person)
    return acting


def trainee_called(name: str, today: date) -> Record:
    """Return the record of a trainee of this name.

    Raises:
        RecordRefused, IdentityRefused: the name may not be kept.
    """
    value = make_record("person", {"name": name, "roles": ("trainee",)})
    admit(value, today)
    return value


def begin_as_account(logbook: Logbook) -> Logbook:
    """Do the same with the name of this home's identity, or of the machine's account."""
    known = read_identity(logbook.home)
    return begin(logbook, known.name if known is not None else account_name())


def account_name() -> str:
    """Return the name the machine knows its user by; “Trainee” where it knows none."""
    import getpass

    try:
        account = getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "Trainee"
    return _full_name(account) or account


def _full_name(account: str) -> str:
    try:
        import pwd
    except ImportError:  # not every system has an account file
        return ""
    try:
        return pwd.getpwnam(account).pw_gecos.partition(",")[0].strip()
    except KeyError:
        return ""
