"""A department's database: the same transactions as a file's, and a file beside it for what is this machine's alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from sonolog.store.database import Database, create_database, open_database
from sonolog.store.department.address import Address
from sonolog.store.department.connecting import connect
from sonolog.store.department.errors import NoAccount, NoDepartment, NotInDepartment, OtherTables, department_errors
from sonolog.store.department.schema import TABLES
from sonolog.store.engines import BESIDE
from sonolog.store.schema import make_tables

_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_WRITE = "BEGIN ISOLATION LEVEL READ COMMITTED"
_TURN = "SELECT pg_advisory_xact_lock(hashtextextended('sonolog ' || session_user, 20231123))"
"""One act of a login at a time, so that its journal has no two entries of one number."""
_SEEN = "SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = 'sonolog'"
_WHO = """SELECT person, rank, session_user, (SELECT value FROM setting WHERE name = 'tables'),
  (SELECT value FROM setting WHERE name = 'logbook') FROM whoami()"""


@dataclass(frozen=True, kw_only=True)
class DepartmentDatabase(Database):
    """An open department's database, as one login sees it."""

    address: Address
    logbook: str
    """The department's own id."""
    person: str
    """Id of the person whose login it is."""
    rank: str
    """What they are here: trainee, supervisor, lead or auditor."""
    beside: Callable[[], Database] = field(repr=False)
    """Opens the file that keeps this machine's unfinished forms and preferences."""

    @property
    def place(self) -> str:
        """The address, for people."""
        return self.address.printed

    @property
    def is_department(self) -> bool:
        """Whether it is a department's."""
        return True

    @property
    def shows_all(self) -> bool:
        """Whether this login sees everything."""
        return self.rank in ("lead", "auditor")

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection inside one read transaction, which sees one state of the logbook."""
        with department_errors(self.place), ExitStack() as after, self.engine.connect() as connection:
            _BesideTransaction(self.beside, after).belong_to(connection)
            with connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection inside one write transaction: all of it is kept, or nothing.

        Raises:
            DepartmentBusy: another act took longer than 30 seconds.
            NotAllowedHere: the rules of the department refuse it.
            ServerGone, ServerFault: nothing was kept, or the server does not say any more.
        """
        self.require_writable()
        with department_errors(self.place), ExitStack() as after, self.engine.connect() as plain:
            connection = plain.execution_options(sonolog_write=True)
            _BesideTransaction(self.beside, after, writes=True).belong_to(connection)
            with connection.begin():
                yield connection

    @contextmanager
    def trial(self) -> Iterator[Connection]:
        """Refuse: the server's views are not this program's to make anew.

        Raises:
            NotInDepartment: always.
        """
        raise NotInDepartment("Making the tables anew")
        yield  # type: ignore[unreachable]


@dataclass
class _BesideTransaction:
    """A transaction in the file beside, begun when first asked for, and ended as the server's ends."""

    open: Callable[[], Database]
    after: ExitStack
    writes: bool = False
    connection: Connection | None = None

    def belong_to(self, connection: Connection) -> None:
        connection.execution_options(**{BESIDE: self.begun})

    def begun(self) -> Connection:
        if self.connection is None:
            database = self.open()
            self.connection = self.after.enter_context(database.write() if self.writes else database.read())
        return self.connection


def open_department(address: Address, folder: Path) -> DepartmentDatabase:
    """Open the department at ``address`` as the login it names; ``folder`` keeps what is this machine's alone.

    Raises:
        DriverMissing, ServerUnreachable, NoDepartment, NoAccount, OtherTables: see
        :mod:`sonolog.store.department.errors`.
    """
    engine = _engine(address)
    try:
        with department_errors(address.printed), engine.connect() as connection, connection.begin():
            _require_tables(connection, address)
            person, rank, logbook = _whose(connection, address)
    except BaseException:
        engine.dispose()
        raise
    path = folder / logbook / "beside.db"
    opened = _Beside(path)
    return DepartmentDatabase(
        engine,
        path,
        address=address,
        logbook=logbook,
        person=person,
        rank=rank,
        beside=opened.database,
        after=opened.close,
    )


def _whose(connection: Connection, address: Address) -> tuple[str, str, str]:
    """Return person, rank, and the department's own id."""
    person, rank, login, tables, logbook = connection.exec_driver_sql(_WHO).one()
    if person is None:
        raise NoAccount(address.printed, login)
    if tables != TABLES:
        raise OtherTables(address.printed, tables, TABLES)
    return person, rank, logbook


def _require_tables(connection: Connection, address: Address) -> None:
    may_look = connection.exec_driver_sql(_SEEN).scalar()
    if may_look is None:
        raise NoDepartment(address.printed)
    if not may_look:
        raise NoAccount(address.printed, str(connection.exec_driver_sql("SELECT session_user").scalar_one()))


class _Beside:
    """The file beside, opened when first needed and made if it is not there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: Database | None = None

    def database(self) -> Database:
        if self._open is None:
            self._open = open_database(self._path) if self._path.exists() else create_database(self._path)
            with self._open.write() as connection:
                make_tables(connection)
        return self._open

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


def _engine(address: Address) -> Engine:
    engine = create_engine(
        "postgresql+psycopg://",
        creator=partial(connect, address),
        poolclass=QueuePool,
        pool_pre_ping=True,
        use_native_hstore=False,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("sonolog_write", False)
    connection.exec_driver_sql(_WRITE if writing else _READ)
    if writing:
        connection.exec_driver_sql(_TURN)
