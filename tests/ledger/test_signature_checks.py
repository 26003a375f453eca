"""Many signatures are checked in processes of their own; whatever becomes of those, every answer is the right one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonolog.ledger import signature_checks, sshsig
from sonolog.ledger.keys import key_from_seed
from sonolog.ledger.signature_checks import SignatureChecks
from sonolog.ledger.signature_worker import NONCE, Check, framed, seal, unframed

KEY, OTHER = (key_from_seed(bytes([number]) * 32) for number in (1, 2))
COUNT = 950


def _signed(number: int) -> Check:
    text = f"statement {number} “é”"
    mark = KEY.sign(sshsig.signed_bytes(text.encode()))
    return {0: (KEY.public, text, None), 1: (OTHER.public, text, mark), 2: (KEY.public, f"{text}.", mark)}.get(
        number % 50, (KEY.public, text, mark)
    )


CHECKS = [_signed(number) for number in range(COUNT)]
EXPECTED = [number % 50 > 2 for number in range(COUNT)]


def _answers(checks: Sequence[Check]) -> list[bool]:
    with SignatureChecks() as asked:
        for one in checks:
            asked.add(*one)
        return list(asked.results())


@pytest.mark.parametrize("few", [0, 300, 10_000], ids=["in processes", "in both", "here"])
@pytest.mark.parametrize("processors", [1, 2, 5])
def test_each_answer_is_in_its_place(monkeypatch: pytest.MonkeyPatch, few: int, processors: int) -> None:
    """Missing, by another key, of another text: each is told at its place, whoever checked it."""
    monkeypatch.setattr(signature_checks, "_FEW", few)
    monkeypatch.setattr("os.cpu_count", lambda: processors)
    assert _answers(CHECKS) == EXPECTED


_ENDING = {
    "at once": "raise SystemExit",
    "after three": "import sys; sys.stdin.read(9000); print('\\1' * 3, end='')",
    "without a word": "pass",
}


@pytest.mark.parametrize("command", _ENDING.values(), ids=_ENDING)
def test_what_a_process_does_not_answer_is_checked_here(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """A process that ends early, in whatever way, changes no answer."""
    monkeypatch.setattr(signature_checks, "_FEW", 0)
    monkeypatch.setattr(signature_checks, "_COMMAND", command)
    assert _answers(CHECKS) == EXPECTED


_MAIN = "from sonolog.ledger.signature_worker import main; main()"
_STRAY = {
    "before the first answer": f"import os; os.write(1, b'\1' * 3); {_MAIN}",
    "as many as a run has": f"import os; os.write(1, b'\1' * 132); {_MAIN}",
    "between answers": f"import os; w = os.write; os.write = lambda to, b: w(to, b + b'\1'); {_MAIN}",
    "in an answer": f"import os; w = os.write; os.write = lambda to, b: w(to, b[:50] + b'\1' + b[50:]); {_MAIN}",
    "what it was handed": "import os\nwhile given := os.read(0, 4096): os.write(1, given)",
    "without end": "import os\nwhile True: os.write(1, b'\1' * 4096)",
}


@pytest.mark.parametrize("command", _STRAY.values(), ids=_STRAY)
def test_stray_bytes_in_a_process_s_output_are_nobody_s_answer(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """What a ``.pth`` file or sitecustomize prints gives no signature an answer, and none another's."""
    monkeypatch.setattr(signature_checks, "_FEW", 0)
    monkeypatch.setattr(signature_checks, "_COMMAND", command)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    assert _answers(CHECKS) == EXPECTED


def test_a_signature_of_zeros_holds_under_no_output(monkeypatch: pytest.MonkeyPatch) -> None:
    """One false signature among 1,200 true ones, and a process that prints three bytes first: the false one is told."""
    monkeypatch.setattr(signature_checks, "_COMMAND", _STRAY["before the first answer"])
    checks = [CHECKS[3] for _ in range(1_200)]
    checks[777] = (*checks[777][:2], bytes(64))
    assert [at for at, holds in enumerate(_answers(checks)) if not holds] == [777]


def test_an_answer_under_another_run_s_nonce_is_none() -> None:
    """The seal changes with the nonce and with every answer."""
    answers, nonce = bytes([1, 0, 1]), bytes(NONCE)
    assert len({seal(answers, nonce), seal(answers, b"\1" * NONCE), seal(bytes(3), nonce)}) == 3


@pytest.mark.parametrize("executable", ["", "/nowhere/python"])
def test_without_processes_everything_is_checked_here(monkeypatch: pytest.MonkeyPatch, executable: str) -> None:
    """Where no process can be begun the answers are the same."""
    monkeypatch.setattr(signature_checks, "_FEW", 0)
    monkeypatch.setattr(sys, "executable", executable)
    assert _answers(CHECKS) == EXPECTED


@pytest.mark.parametrize(
    "command", ["import time; time.sleep(600)", "import sys, time; sys.stdin.buffer.read(9); time.sleep(600)"]
)
def test_a_process_that_falls_silent_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """It is ended after a while, and what it had is checked here."""
    monkeypatch.setattr(signature_checks, "_FEW", 0)
    monkeypatch.setattr(signature_checks, "_COMMAND", command)
    monkeypatch.setattr(signature_checks, "_PATIENCE", 0.05)
    assert _answers(CHECKS) == EXPECTED


def test_whoever_does_not_wait_leaves_no_process_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Left before the answers are asked for: what was begun ends."""
    monkeypatch.setattr(signature_checks, "_FEW", 0)
    with SignatureChecks() as asked:
        for one in CHECKS:
            asked.add(*one)
        begun = [one._process for one in asked._workers]
    assert begun
    assert all(one is not None and one.poll() is not None for one in begun)


_CHECKS = st.lists(st.tuples(st.text(), st.text(), st.none() | st.binary(min_size=64, max_size=64)))


@given(st.lists(_CHECKS))
def test_what_is_handed_over_arrives(runs: list[list[Check]]) -> None:
    """Any key, text and signature, in any number."""
    nonces = [bytes([at % 256]) * NONCE for at in range(len(runs))]
    arrived = list(unframed(BytesIO(b"".join(map(framed, runs, nonces)))))
    expected = [[(key, text.encode(), mark or b"") for key, text, mark in run] for run in runs]
    assert arrived == list(zip(nonces, expected, strict=True))
