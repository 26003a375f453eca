"""Addresses of departments: what they may hold, what is printed of them, and how far the server is trusted."""

from __future__ import annotations

import pytest

from sonolog.store.department.address import AddressRefused, is_address, read_address


@pytest.mark.parametrize(
    ("where", "sslmode"),
    [
        ("postgresql:///logbook", ""),
        ("postgresql://localhost/logbook", ""),
        ("postgresql://tess@127.0.0.1:5433/logbook", ""),
        ("postgresql:///logbook?host=/run/postgresql", ""),
        ("postgresql://%2Frun%2Fpostgresql/logbook", ""),
        ("postgresql://server.example.org/logbook", "verify-full"),
        ("postgres://tess@server.example.org/logbook", "verify-full"),
        ("postgresql:///logbook?host=server.example.org", "verify-full"),
        ("postgresql:///logbook?host=/run/postgresql,server.example.org", "verify-full"),
        ("postgresql:///?service=department", "verify-full"),
        ("postgresql://server.example.org/logbook?sslmode=require", "require"),
        ("postgresql://server.example.org/logbook?sslmode=verify-full", "verify-full"),
    ],
)
def test_a_server_elsewhere_proves_who_it_is_unless_it_is_said_that_it_need_not(where: str, sslmode: str) -> None:
    """On this machine there is no network between; anywhere else weaker is only what the address itself says."""
    found = read_address(where, {})
    assert (found.sslmode, found.is_unchecked) == (sslmode, sslmode not in ("", "verify-full"))


@pytest.mark.parametrize(
    ("where", "environment"),
    [
        ("postgresql://tess:geheim@server.example.org/logbook", {}),
        ("postgresql://server.example.org/logbook?password=geheim", {}),
        ("postgresql://server.example.org/logbook?sslpassword=geheim", {}),
        ("postgresql://server.example.org/logbook", {"PGPASSWORD": "geheim"}),
        ("mysql://server.example.org/logbook", {}),
        ("postgresql://server.example.org:many/logbook", {}),
    ],
)
def test_what_others_could_read_is_refused_and_not_repeated(where: str, environment: dict[str, str]) -> None:
    """A password in the address or the environment, another kind of server, what is no address."""
    with pytest.raises(AddressRefused) as caught:
        read_address(where, environment)
    assert "geheim" not in f"{caught.value.message} {caught.value.hint}"


def test_what_is_printed_names_the_server_alone() -> None:
    """Neither login nor parameters."""
    found = read_address("postgresql://tess@server.example.org:5433/logbook?application_name=x", {})
    assert found.printed == "postgresql://server.example.org:5433/logbook"


def test_a_path_is_no_address() -> None:
    """A file may have any name without “://”."""
    assert not is_address("postgresql.db") and not is_address(None) and is_address("postgresql:///logbook")
