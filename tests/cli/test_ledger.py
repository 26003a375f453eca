"""What a signer's own computer says of a sign-off, and what its logbook alone can show."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from sonolog.errors import Exit

from .desk import PASSPHRASE, Desk
from .exchange import ABSORB, Exchange


def test_what_is_signed_on_the_signers_own_computer_says_that_it_came_by_a_file(exchange: Exchange) -> None:
    """The setting stands in the signed text: the trainee's submission is of their own device, the sign-off is not."""
    exchange.trainee.ok(*ABSORB, str(exchange.response))
    with sqlite3.connect(exchange.trainee.logbook) as raw:
        said = dict(raw.execute("SELECT act, assurance FROM statement WHERE act IN ('submit', 'sign', 'return')"))
    assert said == {"submit": "own-device", "sign": "external-file", "return": "external-file"}


def test_the_signers_own_logbook_shows_what_was_signed_in_their_name_and_what_was_taken_away(
    exchange: Exchange, tmp_path: Path
) -> None:
    """Equal: nothing is told.  A key used elsewhere: Invalid.  The signer's newest statement taken away: Incomplete."""
    trainee, ledger = exchange.trainee, str(exchange.supervisor.logbook)
    trainee.ok(*ABSORB, str(exchange.response))
    compared = ("verify", str(trainee.logbook), "--ledger", ledger, "--json")
    assert trainee.ask(*compared).json["word"] == "Valid, identity not confirmed"
    shutil.copytree(exchange.supervisor.home, tmp_path / "older")
    exchange.supervisor.ok("revoke", exchange.supervisor.case("signed"), "--why", "wrong view", passphrase=PASSPHRASE)
    answer = trainee.ask(*compared)
    assert (answer.code, answer.json["word"]) == (Exit.UNCONFIRMED, "Incomplete")
    assert any("(revoke," in one and one.endswith("and not here.") for one in answer.json["missing"])
    exchange.supervisor.ok("respond", str(tmp_path / "second.slb"))
    trainee.ok(*ABSORB, str(tmp_path / "second.slb"))
    assert trainee.ask(*compared).json["word"] == "Valid, identity not confirmed"
    older = ("--ledger", str(Desk(tmp_path / "older").logbook))
    answer = trainee.ask("verify", str(trainee.logbook), *older, "--json")
    assert (answer.code, answer.json["word"]) == (Exit.INVALID, "Invalid")
    assert any("(revoke," in one["what"] for one in answer.json["faults"])
    assert trainee.ask("verify", str(trainee.logbook), "--ledger", str(trainee.logbook)).code == Exit.INPUT
