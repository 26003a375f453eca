"""The last words of a report: how a stranger checks it, and what of the logbook it shows."""

from __future__ import annotations

from sonolog.reports.report import Evidence, QrCode, Section, Text

_HOW = (
    "This file carries its evidence as an attachment: every entry it counts and every signature, {selection}. "
    "Check it with one command, on any computer and offline:\n"
    "sonolog verify FILE.pdf\n"
    "Give the fingerprint of the training programme's root key with --root to see whose signatures it confirms. "
    "Times are those stated by the signers' computers."
)


def checking(evidence: Evidence) -> Section:
    """Return the section that says how the report is checked."""
    words = f"SHA-256 of the evidence\n{_grouped(evidence.digest)}\nSelected: {evidence.selection}"
    content = f"sonolog:sha256:{evidence.digest}"
    return Section("Checking this report", (Text(_HOW.format(selection=evidence.selection)), QrCode(content, words)))


def _grouped(digest: str) -> str:
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))
