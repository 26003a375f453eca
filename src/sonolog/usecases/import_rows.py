"""Rows of a foreign table to records: several scans in a row, rows that go on, and every fault of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

from sonolog.domain.admission import RecordRefused, admit, make_record
from sonolog.domain.identity_answers import Answers, doubts_of
from sonolog.domain.identity_guard import IdentityRefused
from sonolog.exchange.import_map import CUSTOM, LEFT_OUT, NUMBER, WORDS
from sonolog.ledger.canonical import SIZE_LIMIT
from sonolog.ledger.errors import NotCanonical
from sonolog.store.first_versions import Spelled, places, spell, spell_answers
from sonolog.usecases.import_cells import BARE, CellReader
from sonolog.usecases.import_columns import is_stored
from sonolog.usecases.import_faults import Fault, Faults
from sonolog.usecases.import_scans import Ready, ScanMaker, Slots, joined_custom, joined_lists, shares
from sonolog.usecases.import_texts import BLANK, Cell, text_reader

if TYPE_CHECKING:
    from sonolog.domain.vocabulary import Vocabulary
    from sonolog.exchange.table_file import Row
    from sonolog.usecases.import_columns import Column

_MOST_KNOWN = 20_000
"""Different texts of one column that are read once."""
_REGIONAL = frozenset({"structures", "findings", "supervisor_findings", "pathologies"})
"""Fields whose words mean something else in each region."""
_FIRST = ("date", "start", WORDS, "region")
_ON_SCAN = frozenset({WORDS, "region", "structures", "side", "finding", "pathologies", "examination", "intervention"})
"""Meanings that make a row that goes on a scan of its own."""
_PROSE = frozenset({"note", "reflection", "indication", "text"})
_LARGE = SIZE_LIMIT // 16
"""Characters of a row from which on its size is looked at; a sign may take six bytes of a text."""
_SAID, _ODD = attrgetter("said"), attrgetter("odd")
_TOLD_EACH = 1_000


@dataclass(slots=True)
class _Plan:
    """A column that is read, with what was read of it."""

    at: int
    heading: str
    meaning: str
    regional: bool
    stored: bool
    text: Callable[[str], Cell | None] | None = None
    """Reads free text quickly."""
    known: dict[str, Cell] = field(default_factory=lambda: {"": BLANK})
    by_region: dict[str, dict[str, Cell]] = field(default_factory=dict)
    """The same for words that mean something else in each region."""

    def known_in(self, region: str) -> dict[str, Cell]:
        """Return the cells met so far that are read so in a region."""
        return self.by_region.setdefault(region, {"": BLANK}) if self.regional else self.known

    @property
    def is_own(self) -> bool:
        """Whether it is a field of the person's own."""
        return self.meaning == NUMBER or self.meaning.startswith(CUSTOM)

    @property
    def likeness(self) -> int:
        """How alike rows are in it: numbers and prose are seldom the same twice, and so are compared first."""
        return 0 if self.meaning == NUMBER else 1 if self.meaning in _PROSE else 2


@dataclass
class RowReader:
    """Reads the rows of one import, and keeps what was wrong with them."""

    reader: CellReader
    columns: Sequence[Column]
    always: Mapping[str, str]
    answers: Answers
    vocabulary: Vocabulary
    tell: Callable[[int], None] = lambda _done: None
    source: str = "imported"
    rows: int = 0
    divided: int = 0
    """Rows that name several scans and one length of time."""
    faults: Faults = field(default_factory=Faults)

    def __post_init__(self) -> None:
        self._kind = self.reader.kind
        plans = [_plan(self._kind, column) for column in self.columns if column.meaning != LEFT_OUT]
        self._plans = sorted((plan for plan in plans if plan.stored), key=_rank)
        self._number = next((plan for plan in plans if plan.meaning == NUMBER), None)
        self._place = places(self._kind)
        self._width = max((plan.at for plan in self._plans), default=-1) + 1
        self._always = [self.reader.read(name, name, text, "") for name, text in self.always.items()]
        headings = {plan.meaning: plan.heading for plan in plans}
        self._maker = ScanMaker(self.faults, self.answers, self.vocabulary, headings, self._always, self.source)
        self._known: dict[str, list[dict[str, Cell]]] = {}
        self._texts_of = _several_of([plan.at for plan in self._plans])
        everywhere = range(len(self._plans))
        self._regions = [plan for plan in self._plans if plan.meaning in (WORDS, "region")]
        self._own = [place for place in everywhere if self._plans[place].is_own]
        self._order = sorted(everywhere, key=lambda place: self._plans[place].likeness)
        self._in_order = _several_of(self._order)
        self._long = _LARGE // max(len(self._plans), 1)
        self._has_long = False
        self._custom = self._place.get("custom", 0)
        self._empty: Slots = self._maker.empty if self._kind == "scan" else [None] * len(self._place)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of the columns of :attr:`Ready.said`."""
        return tuple(self._plans[place].heading for place in self._order)

    def ready(self, rows: Iterable[Row]) -> Iterator[Ready]:
        """Yield what can be kept; the faults of the others are kept in :attr:`faults`."""
        for name, cell in zip(self.always, self._always, strict=True):
            if cell.fault is not None:
                self.faults.add(0, name, cell.fault)
        blank, width, is_scan = [""] * self._width, self._width, self._kind == "scan"
        for row in self._joined(rows):
            self.rows += 1
            if self.rows % _TOLD_EACH == 0:
                self.tell(self.rows)
            texts = row.cells
            if len(texts) < width:
                texts = texts + blank[len(texts) :]
            cells = self._cells(texts)
            if is_scan:
                yield from self._scan(row.number, texts, cells)
            else:
                yield from self._other_kind(row.number, cells)
        self.tell(self.rows)

    def _joined(self, rows: Iterable[Row]) -> Iterable[Row]:
        from sonolog.usecases.import_continued import continued

        if self._number is None:
            return rows
        scan = {plan.at for plan in self._plans if plan.meaning in _ON_SCAN}
        prose = {plan.at for plan in self._plans if plan.meaning in _PROSE}
        own = {plan.at for plan in self._plans if plan.meaning.startswith(CUSTOM)}
        once = {plan.at for plan in self._plans if plan.meaning == "minutes"}
        return continued(rows, self._number.at, scan=scan, prose=prose, own=own, once=once)

    def _cells(self, texts: list[str]) -> list[Cell]:
        """Return what each column says; a text that was met before is not read again."""
        region = ""
        for plan in self._regions:
            cell = plan.known.get(texts[plan.at]) or self._read(plan, texts[plan.at], "")
            region = cell.region or region
        known = self._known.get(region) or self._known_in(region)
        found = list(map(dict.get, known, self._texts_of(texts)))
        for place, met in enumerate(found):
            if met is None:
                found[place] = self._read(self._plans[place], texts[self._plans[place].at], region)
        return found  # type: ignore[return-value]

    def _known_in(self, region: str) -> list[dict[str, Cell]]:
        """Return for each column the cells met so far; structures are those of a region."""
        found = [plan.known_in(region) for plan in self._plans]
        self._known[region] = found
        return found

    def _read(self, plan: _Plan, text: str, region: str) -> Cell:
        """Return a cell that was not met before."""
        cell = (plan.text and plan.text(text)) or self.reader.read(plan.heading, plan.meaning, text, region)
        self._has_long = self._has_long or len(text) > self._long
        known = plan.known_in(region)
        if len(known) < _MOST_KNOWN:
            known[text] = cell
        return cell

    def _scan(self, number: int, texts: list[str], cells: list[Cell]) -> Iterable[Ready]:
        """Return the scans of a row: one, unless a cell names several."""
        empty = self._empty
        slots = empty.copy()
        sound = True
        for cell in cells:
            for at, part in cell.placed:
                if slots[at] is empty[at]:
                    slots[at] = part
                else:
                    sound = self._put_again(slots, at, part, number) and sound
        own = [part for part in [cells[place].custom for place in self._own] if part is not None]
        if own:
            slots[self._custom] = joined_custom(own)
        said = tuple(map(_SAID, self._in_order(cells)))
        doubtful = self._has_long and sum(map(len, texts)) > _LARGE
        if True in map(_ODD, cells):
            sound = self._note(number, cells) and sound
            doubtful = doubtful or any(cell.doubtful for cell in cells)
            several = next((cell for cell in cells if len(cell.scans) > 1), None)
            if several is not None:
                return self._several(number, slots, several, said, sound=sound)
        if not self._maker.complete(number, slots, sound=sound):
            return ()
        guard = self._maker.look_at(number, slots) if doubtful else ""
        return (Ready(number, slots, said, guard),) if guard is not None else ()

    def _note(self, number: int, cells: Sequence[Cell]) -> bool:
        """Note the faults of cells, and tell whether there were none."""
        sound = True
        for plan, cell in zip(self._plans, cells, strict=True):
            if cell.fault is not None:
                self.faults.add(number, plan.heading, cell.fault)
                self.faults.unread.add((number, plan.heading))
                sound = False
        return sound

    def _put_again(self, slots: Slots, at: int, part: Spelled, number: int) -> bool:
        """Put a field where there is one already; two columns that say different things of it are a fault."""
        before = slots[at]
        if before is None or before.text == part.text:
            slots[at] = part
            return True
        joined = joined_lists(self._kind, before, part)
        if joined is None:
            self.faults.add(number, part.name, Fault("said-twice", "two columns say different things of it"))
            return False
        slots[at] = joined
        return True

    def _several(
        self, number: int, slots: Slots, several: Cell, said: tuple[str, ...], *, sound: bool
    ) -> Iterator[Ready]:
        length = self._place["minutes"]
        self.divided += slots[length] is not None
        for values, share in zip(several.scans, shares(slots[length], len(several.scans)), strict=True):
            mine, good = slots.copy(), sound
            mine[length] = share
            body = make_record("scan", {**BARE, **values}).as_body()
            parts = [spell("scan", name, body[name]) for name in values if name in body]
            for part in parts:
                at = self._place[part.name]
                if mine[at] is self._empty[at]:
                    mine[at] = part
                else:
                    good = self._put_again(mine, at, part, number) and good
            if self._maker.complete(number, mine, sound=good):
                guard = self._maker.look_at(number, mine)
                if guard is not None:
                    yield Ready(number, mine, (";".join(part.text for part in parts), *said), guard)

    def _other_kind(self, number: int, cells: Sequence[Cell]) -> Iterator[Ready]:
        """Yield a record of another kind, made and admitted as a whole."""
        if not self._note(number, cells):
            return
        values: dict[str, Any] = {}
        for cell in (*self._always, *cells):
            for name, value in cell.scans[0].items():
                values[name] = (*values.get(name, ()), *value) if name == "custom" else value
        try:
            record = make_record(self._kind, values)
            admit(record, self.reader.today)
            body = record.as_body()
            parts = [spell(self._kind, name, body[name]) if name in body else None for name in self._place]
        except RecordRefused as refusal:
            for name, told in refusal.faults:
                self.faults.add(number, name, Fault("refused", told))
            return
        except (IdentityRefused, NotCanonical) as refusal:
            self.faults.add(number, refusal.where, Fault(refusal.code, refusal.message.rstrip("."), refusal.hint))
            return
        doubts = list(doubts_of(record))
        open_ones = [one for one in doubts if self.answers.to(one) is None]
        if open_ones:
            self.faults.doubts(number, open_ones)
            return
        said = [{"rule": one.hit.rule, "span": one.place, "why": self.answers.to(one)} for one in doubts]
        yield Ready(number, parts, tuple(map(_SAID, self._in_order(cells))), spell_answers(said))  # type: ignore[arg-type]


def _several_of(places: Sequence[int]) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """Return what picks the values at some places; of one place :func:`itemgetter` would give the value alone."""
    return itemgetter(*places) if len(places) > 1 else lambda values: [values[place] for place in places]


def _plan(kind: str, column: Column) -> _Plan:
    stored = is_stored(kind, column.heading, column.meaning)
    regional = column.meaning in _REGIONAL
    text = text_reader(column.heading, column.meaning) if kind == "scan" and not regional else None
    return _Plan(column.at, column.heading, column.meaning, regional, stored, text)


def _rank(plan: _Plan) -> tuple[int, int]:
    return (_FIRST.index(plan.meaning) if plan.meaning in _FIRST else len(_FIRST), plan.at)
