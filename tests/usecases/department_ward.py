"""The same ward in a department's database: everybody opens it with a login of their own."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field

from tests.department_server import PEOPLE, Server

from sonolog.usecases.logbook import Logbook
from sonolog.usecases.open_logbook import open_logbook

from .ward import Ward, home_in, seeded

LOGINS = {name: login for login, (name, _) in PEOPLE.items()}


@dataclass(kw_only=True)
class DepartmentWard(Ward):
    """A department's database of one's own."""

    server: Server
    books: dict[str, Logbook] = field(default_factory=dict)
    database: str = ""

    def __post_init__(self) -> None:
        self.database = self.server.new_database()
        self.people = {name: self.server.people[login] for name, login in LOGINS.items()}
        self.book = self.open()

    def open(self, *, make: bool = False, person: str | None = None, login: str = "tess") -> Logbook:
        """Open the logbook as ``sonolog`` would, with this login."""
        return open_logbook(
            self.server.address(login, self.database),
            home=home_in(self.folder / login),
            clock=self.clock,
            person=person,
            entropy=seeded(f"{self.seed} {login}"),
        )

    def acting(self, name: str) -> Logbook:
        """Return the logbook as ``name`` opens it."""
        login = LOGINS[name]
        if login == "tess":
            return self.book
        if login not in self.books:
            self.books[login] = self.open(login=login)
        return self.books[login]

    def as_trainee(self, login: str) -> Ward:
        """Return the same department with another trainee at the keyboard."""
        other = copy(self)
        other.book = self.acting(PEOPLE[login][0])
        return other

    def close(self) -> None:
        """Let go of what is open, and take the database away."""
        for book in (self.book, *self.books.values()):
            book.close()
        self.server.drop(self.database)
