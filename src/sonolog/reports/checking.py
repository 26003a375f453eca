"""The last words of a report: how a stranger checks it, and what of the logbook it shows."""

from __future__ import annotations

from sonolog.reports.report import Evidence, QrCode, Section

_HOW = (
    "This file carries its evidence as an attachment: every entry it counts and every signature, {selection}. "
    "On any computer, offline, sonolog verify FILE.pdf --root FINGERPRINT checks it; the fingerprint is that of the "
    "training programme's root key, and comes from the programme, not from this page. Verification words are those "
    "at the time of printing, times those stated by the signers' computers."
)


def checking(evidence: Evidence) -> Section:
    """Return the section that says how the report is checked."""
    programme = "\n".join(evidence.roots) or "none: nobody's identity is confirmed"
    words = (
        f"SHA-256 of the evidence\n{_grouped(evidence.digest)}\nSelected: {evidence.selection}\n"
        f"Programme trusted when this was printed\n{programme}"
    )
    how = _HOW.format(selection=evidence.selection)
    return Section("Checking this report", (QrCode(f"sonolog:sha256:{evidence.digest}", f"{how}\n{words}"),))


def _grouped(digest: str) -> str:
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))
