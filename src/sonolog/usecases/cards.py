"""What a person hands to a programme, and what it publishes: enrolment cards, keys to carry, lists of signers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sonolog import __version__
from sonolog.exchange.bundle import write_bundle
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import Statement, read_object
from sonolog.ledger.sshsig import NAMESPACE, fingerprint
from sonolog.ledger.statements import Intent, Setting, make_statement, sign_statement
from sonolog.paths import PlaceUnusable, make_private, read_ordinary
from sonolog.store.lookups import head_of
from sonolog.store.statements import trusting_statements
from sonolog.usecases.errors import NobodyActs, NoKey
from sonolog.usecases.gathering import gathered
from sonolog.usecases.key_files import key_path, key_places
from sonolog.usecases.keys import KeyPlace, KeyUse, key_of
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.programme import sound_statements
from sonolog.usecases.stating import a_signer
from sonolog.usecases.written_file import refuse_existing, write_file

_DAY_BEFORE_LAST = date.max - timedelta(days=1)


def write_card(logbook: Logbook, path: Path, *, key: KeyUse) -> tuple[Path, Path]:
    """Write the card a lead vouches by, and beside it a revocation signed in advance, to be kept in a safe place.

    The revocation is of today: used as it is, nothing the key ever signed is proven to be earlier. A lead who is told
    says the right day instead.

    Raises:
        FileNotWritten: one of the files is there already, or cannot be made.
    """
    beside = path.with_name(f"{path.stem}-revocation{path.suffix or '.slb'}")
    refuse_existing(path, replace=False)
    refuse_existing(beside, replace=False)
    with logbook.reading() as connection:
        head = head_of(connection, key.person)
        if head is None:
            raise NobodyActs
        person = gathered(connection, [head.digest])
    told = {"made_by": f"sonolog {__version__}", "subject": key.person, "subject_name": head.label}
    card = write_bundle({"purpose": "card", "key": key.signing.public, **told}, person)
    revocation = _revocation(logbook, key)
    write_file(path, card)
    write_file(beside, write_bundle({"purpose": "revocation", **told}, [revocation]))
    return path, beside


def export_key(logbook: Logbook, path: Path) -> Path:
    """Copy the key of whoever acts, encrypted as it is, to carry it elsewhere.

    Raises:
        NoKey: there is none on this machine.
        FileNotWritten: the file is there already, or cannot be made.
    """
    place = _key_place(logbook)
    refuse_existing(path, replace=False)
    write_file(path, place.path.read_bytes())
    return path


def import_key(logbook: Logbook, path: Path) -> KeyPlace:
    """Take a key that was made elsewhere as that of whoever acts; a key never replaces another one.

    Raises:
        KeyFileExists: they have a key here.
        KeyFileMissing, UnusableKey: the file is no encrypted key.
    """
    from sonolog.ledger.errors import KeyFileExists
    from sonolog.ledger.keyfile import LARGEST_KEY_FILE, read_envelope
    from sonolog.usecases.incoming_file import FileMissing

    person = logbook.actor
    if person is None:
        raise NobodyActs
    if key_path(logbook, person) is not None:
        raise KeyFileExists(str(key_path(logbook, person)))
    try:
        content = read_ordinary(path, LARGEST_KEY_FILE)
    except OSError as fault:
        raise FileMissing(path, fault) from None
    public = read_envelope(content, where=str(path)).public
    target = key_places(logbook, person)[0]
    make_private(target.parent)
    try:
        write_file(target, content)
        write_file(target.with_name(f"{target.name}.pub"), f"{public}\n".encode())
    except OSError as fault:
        raise PlaceUnusable(target, fault) from None
    return KeyPlace(person, target, public, fingerprint(public))


@dataclass(frozen=True, slots=True)
class Published:
    """What a programme puts on its page."""

    files: tuple[Path, ...]
    roots: tuple[str, ...]
    """Fingerprints of the keys that vouch and that nobody vouches for: others trust the programme by them."""


def publish(logbook: Logbook, folder: Path) -> Published:
    """Write what a programme puts on its page: the list of signers for OpenSSH, and its statements as a file.

    Raises:
        FileNotWritten: one of the files is there already, or cannot be made.
    """
    with logbook.reading() as connection:
        kept = trusting_statements(connection)
    objects = [Kept(read_object(one.text), one.signature) for one in kept]
    head = {"purpose": "programme", "made_by": f"sonolog {__version__}"}
    make_private(folder)
    vouches = [one for one in sound_statements(kept) if one.act == "vouch"]
    roots = {one.by for one in vouches} - {fingerprint(one.terms["key"]) for one in vouches}
    files = {
        "allowed_signers": allowed_signers(vouches).encode(),
        "programme.slb": write_bundle(head, [one for one in objects if _is_about_keys(one)]),
    }
    for name in files:
        refuse_existing(folder / name, replace=False)
    written = tuple(write_file(folder / name, content) for name, content in files.items())
    return Published(written, tuple(sorted(roots)))


def allowed_signers(statements: list[Statement]) -> str:
    """Return the file by which ``ssh-keygen -Y verify`` knows the people vouched for, and until when."""
    lines = set()
    for one in statements:
        if one.act == "vouch":
            first, last = one.terms["valid_from"], one.terms["valid_to"]
            after = min(date.fromisoformat(last), _DAY_BEFORE_LAST) + timedelta(days=1)
            days = [day.replace("-", "") for day in (first, after.isoformat())]
            when = f'valid-after="{days[0]}Z",valid-before="{days[1]}Z"'
            lines.add(f'{one.subject} namespaces="{NAMESPACE}",{when} {one.terms["key"]}\n')
    return "".join(sorted(lines))


def _revocation(logbook: Logbook, key: KeyUse) -> Kept:
    moment = logbook.clock.now()
    terms = {"key": key.signing.fingerprint, "effective": moment.date().isoformat(), "reason": "lost"}
    with logbook.reading() as connection:
        signer = a_signer(connection, key.person)
    made = make_statement(
        Intent(act="key-revoke", subject=key.person, items=(), terms=terms),
        signer=signer,
        public=key.signing.public,
        previous=(),
        moment=moment,
        setting=Setting(assurance=key.assurance),
    )
    return Kept(made, sign_statement(made, key.signing).signature)


def _key_place(logbook: Logbook) -> KeyPlace:
    place = key_of(logbook)
    if place is None:
        raise NoKey("This person")
    return place


def _is_about_keys(one: Kept) -> bool:
    return isinstance(one.found, Statement) and one.found.act in ("vouch", "key-revoke")
