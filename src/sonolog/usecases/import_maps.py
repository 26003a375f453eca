"""Maps of columns kept under a name, as TOML files in this person's folder; they hold headings, never a row."""

from __future__ import annotations

import re
from pathlib import Path

from sonolog.domain.identity_guard import mask_identity
from sonolog.domain.problems import Problem, did_you_mean
from sonolog.errors import Exit, SonologError
from sonolog.exchange.import_map import CUSTOM, LEFT_OUT, NUMBER, WORDS, ImportMap, read_map, write_map
from sonolog.paths import MOST_OF_ITS_OWN, Home, PlaceUnusable, make_private, read_ordinary, write_whole
from sonolog.usecases.field_words import typed_names
from sonolog.usecases.guarding import refuse_identity_in
from sonolog.usecases.import_columns import is_identity_heading

_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_LONGEST = 60


class NoSuchMap(SonologError):
    """No map is kept under this name."""

    code = "no-such-map"
    exit = Exit.NO_INPUT

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        hint = did_you_mean(name, known) or (f"There is {', '.join(known)}." if known else "None is kept yet.")
        super().__init__(f"No map is called “{mask_identity(name[:60])}”.", hint=hint, kept="Nothing was stored.")


class MapRefused(SonologError):
    """A map is faulty; carries every fault."""

    code = "map-refused"

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        told = " ".join(
            f"{one.where + ': ' if one.where else ''}{one.message} {one.hint}".strip() for one in problems[:10]
        )
        super().__init__(
            f"The map {path.name} cannot be used. {told}", hint=f"Mend {path}.", kept="Nothing was stored."
        )
        self.problems = problems


class BadMapName(SonologError):
    """A map cannot be called so."""

    code = "bad-map-name"
    exit = Exit.USAGE

    def __init__(self, name: str) -> None:
        super().__init__(
            f"A map cannot be called “{mask_identity(name[:60])}”.", hint="Small letters, digits and hyphens: ward-log."
        )


def map_names(home: Home) -> tuple[str, ...]:
    """Return the names of the maps kept."""
    folder = _folder(home)
    return tuple(sorted(one.stem for one in folder.glob("*.toml"))) if folder.is_dir() else ()


def kept_map(home: Home, name: str) -> ImportMap:
    """Return the map kept under ``name``, or the one in the file of that path.

    Raises:
        NoSuchMap: there is none.
        MapRefused: it is faulty.
    """
    path = Path(name) if name.endswith(".toml") else _path(home, name)
    try:
        text = read_ordinary(path, MOST_OF_ITS_OWN).decode()
    except OSError:
        raise NoSuchMap(name, map_names(home)) from None
    except UnicodeDecodeError:
        raise MapRefused(path, (Problem("It is no UTF-8 text."),)) from None
    found, problems = read_map(text, file=str(path))
    problems = problems or tuple(_meanings(found)) if found is not None else problems
    if found is None or problems:
        raise MapRefused(path, problems)
    return found


def keep_map(home: Home, name: str, found: ImportMap) -> Path:
    """Keep a map under ``name``, in place of another of that name, and return its file.

    Columns that say who a patient is are left out of it.

    Raises:
        BadMapName: the name is no name of a file.
        IdentityRefused: a heading or a value may identify a patient.
        PlaceUnusable: the system refuses.
    """
    path = _path(home, name)
    columns = {one: meaning for one, meaning in found.columns.items() if not is_identity_heading(one, found.kind)}
    kept = ImportMap(columns, found.kind, found.dates, found.always)
    refuse_identity_in([*((one, one) for one in columns), *((one, text) for one, text in found.always.items())])
    try:
        make_private(path.parent)
        write_whole(path, write_map(kept).encode(), replace=True)
    except OSError as fault:
        raise PlaceUnusable(path, fault) from None
    return path


def drop_map(home: Home, name: str) -> None:
    """Forget a map.

    Raises:
        NoSuchMap: there is none.
        PlaceUnusable: the system refuses.
    """
    path = _path(home, name)
    try:
        path.unlink()
    except FileNotFoundError:
        raise NoSuchMap(name, map_names(home)) from None
    except OSError as fault:
        raise PlaceUnusable(path, fault) from None


def meaning_fault(kind: str, meaning: str) -> str:
    """Return what is wrong with the meaning of a column, or nothing."""
    known = meanings_of(kind)
    if meaning in known or (meaning.startswith(CUSTOM) and meaning[len(CUSTOM) :].strip()):
        return ""
    return f"“{mask_identity(meaning[:60])}” is no field. {did_you_mean(meaning, known)}".strip()


def meanings_of(kind: str) -> tuple[str, ...]:
    """Return everything a column can mean, fields of one's own aside."""
    fields = tuple(name for name in typed_names(kind) if name != "custom")
    return (*fields, *(("case", WORDS) if kind == "scan" else ()), NUMBER, LEFT_OUT)


def _meanings(found: ImportMap) -> list[Problem]:
    from sonolog.domain.kinds import KINDS

    if found.kind not in KINDS:
        return [Problem(f"There is no kind “{found.kind[:60]}”.", "unknown-kind", hint=did_you_mean(found.kind, KINDS))]
    pairs = [*found.columns.items(), *((name, name) for name in found.always)]
    told = [(heading, meaning_fault(found.kind, meaning)) for heading, meaning in pairs]
    return [Problem(fault, "unknown-field", where=mask_identity(heading[:60])) for heading, fault in told if fault]


def _folder(home: Home) -> Path:
    return home.config / "import-maps"


def _path(home: Home, name: str) -> Path:
    if _NAME.fullmatch(name) is None or len(name) > _LONGEST:
        raise BadMapName(name)
    return _folder(home) / f"{name}.toml"
