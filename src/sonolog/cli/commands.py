"""All commands in one table: names, files, help and groups, known without importing a single command."""

from __future__ import annotations

from typing import NamedTuple


class CommandEntry(NamedTuple):
    """One command of the program."""

    name: str
    """What is typed."""
    module: str
    """File under ``sonolog.cli`` that holds it as ``command``; the stem of its use case."""
    summary: str
    """One line of help."""
    heading: str
    """The group it is listed under."""


EVERY_DAY = "Every day"
CORRECTIONS = "Corrections"
SIGN_OFF = "Sign-off"
SETTING_UP = "Setting up"
SAFEKEEPING = "Safekeeping"

COMMANDS = (
    CommandEntry("log", "log_scan", "Log one scan, or one a line from standard input.", EVERY_DAY),
    CommandEntry("template", "template", "Keep what is scanned often under a digit.", EVERY_DAY),
    CommandEntry("scans", "list_scans", "List and find scans.", EVERY_DAY),
    CommandEntry("records", "list_records", "List courses, placements, meetings and the like.", EVERY_DAY),
    CommandEntry("placements", "placements", "Show hours by week against the agreement.", EVERY_DAY),
    CommandEntry("clock", "clock_in", "Clock in and out of a session.", EVERY_DAY),
    CommandEntry("show", "show_record", "Show one record with its history and sign-off.", EVERY_DAY),
    CommandEntry("progress", "show_progress", "Show where one stands, and why a scan counts or not.", EVERY_DAY),
    CommandEntry("scope", "show_scope", "Show what one may do today, and what the next step needs.", EVERY_DAY),
    CommandEntry("forecast", "forecast", "Tell when open requirements will be met at this pace.", EVERY_DAY),
    CommandEntry("what-next", "what_next", "Tell which next scan moves most requirements at once.", EVERY_DAY),
    CommandEntry("charts", "charts", "Show scans over time, by region and week by week.", EVERY_DAY),
    CommandEntry("stats", "stats", "Show agreement with supervisors and proof of learning.", EVERY_DAY),
    CommandEntry("report", "make_report", "Write a report as a PDF.", EVERY_DAY),
    CommandEntry("amend", "amend", "Change a record; its earlier versions stay.", CORRECTIONS),
    CommandEntry("tag", "tag_scans", "Put words of one's own on several scans.", CORRECTIONS),
    CommandEntry("withdraw", "withdraw", "Withdraw a record; it stays visible as withdrawn.", CORRECTIONS),
    CommandEntry("undo", "undo", "Take back the last change.", CORRECTIONS),
    CommandEntry("add", "add_record", "Add a placement, session, course, assessment or the like.", CORRECTIONS),
    CommandEntry("draw", "draw_entries", "Draw entries at random for an audit.", CORRECTIONS),
    CommandEntry("submit", "submit", "Ask for sign-off.", SIGN_OFF),
    CommandEntry("recall", "recall", "Take a submission back before it is signed.", SIGN_OFF),
    CommandEntry("inbox", "inbox", "List what waits for a signature.", SIGN_OFF),
    CommandEntry("sign", "sign", "Sign off records one has supervised or assessed.", SIGN_OFF),
    CommandEntry("return", "give_back", "Give records back with a reason, unsigned.", SIGN_OFF),
    CommandEntry("revoke", "revoke", "Take back one's own sign-off.", SIGN_OFF),
    CommandEntry("request", "request", "Ask somebody for signatures by a file.", SIGN_OFF),
    CommandEntry("open", "open_request", "Open somebody's request for signatures.", SIGN_OFF),
    CommandEntry("respond", "respond", "Answer a request with a file.", SIGN_OFF),
    CommandEntry("absorb", "absorb", "Take in an answer, or another copy of the logbook.", SIGN_OFF),
    CommandEntry("vouch", "vouch", "Say, as a lead, whose key it is.", SIGN_OFF),
    CommandEntry("badge", "issue_badge", "Attest a completed stage as an Open Badge.", SIGN_OFF),
    CommandEntry("cohort", "cohort", "Show, as a lead, every trainee by every stage.", SIGN_OFF),
    CommandEntry("checkpoint", "checkpoint", "Note, as a witness, how far the logbook has come.", SIGN_OFF),
    CommandEntry("demo", "demo", "Make an example logbook to look around in.", SETTING_UP),
    CommandEntry("enrol", "enrol", "Start on a framework, or move to another edition.", SETTING_UP),
    CommandEntry("people", "people", "List and add supervisors, assessors and leads.", SETTING_UP),
    CommandEntry("identity", "identity", "Make and show one's signing key.", SETTING_UP),
    CommandEntry("import", "import_file", "Take in another logbook, or the stick of a machine.", SETTING_UP),
    CommandEntry("programme", "programme", "The programmes whose word on keys is trusted here.", SETTING_UP),
    CommandEntry("framework", "framework", "List, begin, check, try, compare and add frameworks.", SETTING_UP),
    CommandEntry("form", "form", "List, show, check and add assessment forms.", SETTING_UP),
    CommandEntry("settings", "settings", "Show and change how the program looks here.", SETTING_UP),
    CommandEntry("department", "department", "Set up a department on PostgreSQL, and its logins.", SETTING_UP),
    CommandEntry("serve", "serve", "Serve the app to a browser on this machine.", SETTING_UP),
    CommandEntry("completion", "completion", "Print the completion script of a shell.", SETTING_UP),
    CommandEntry("verify", "verify_file", "Tell what the signatures in a file are worth.", SAFEKEEPING),
    CommandEntry("check", "check", "Check every record and signature of the logbook.", SAFEKEEPING),
    CommandEntry("redact", "redact", "Take a text away for good, that could identify a patient.", SAFEKEEPING),
    CommandEntry("export", "export_everything", "Write everything as plain files.", SAFEKEEPING),
    CommandEntry("backup", "backup", "Copy the logbook to a safe place.", SAFEKEEPING),
    CommandEntry("restore", "restore", "Go back to a backup; the present file is set aside.", SAFEKEEPING),
    CommandEntry("destroy", "destroy", "Destroy everything one owns here, for good.", SAFEKEEPING),
    CommandEntry("recover", "recover", "Make a sound logbook from a damaged one.", SAFEKEEPING),
)

BY_NAME = {entry.name: entry for entry in COMMANDS}

ALSO_CALLED = {
    "approve": "sign",
    "delete": "withdraw",
    "edit": "amend",
    "enroll": "enrol",
    "list": "scans",
    "ls": "scans",
    "new": "log",
    "reject": "return",
    "remove": "withdraw",
    "status": "progress",
}
"""Words of other programs, and our command for them; offered, never obeyed."""


def nearest_commands(word: str) -> list[str]:
    """Return the names of commands that ``word`` may have been meant for, best first."""
    from difflib import get_close_matches

    if word in ALSO_CALLED:
        return [ALSO_CALLED[word]]
    return get_close_matches(word.lower(), list(BY_NAME))
