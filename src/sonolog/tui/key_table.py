"""Every key of the app, once, part by part."""

from __future__ import annotations

from sonolog.tui.key import Key

_CHARTS = "Show scans over time beside what is asked, by region and week by week."
_HELP = "Show the keys that work here."
_QUIT = "Leave; everything is saved already."
_STAYS = "Change the scan; the earlier version stays."
_RECALL = "Take a submission back, to change the scan."
_SECOND = "Say what the supervisor found, once your own finding is saved."
_MAKE_TEMPLATE = "Keep what is scanned here as a template, under a digit."
_TEMPLATE = "Log a scan from the template of this digit; t on a scan makes one."
_COPY = "Copy the case number to the clipboard."

TABLE: dict[str, tuple[Key, ...]] = {
    "everywhere": (
        Key("ctrl+p", "app.command_palette", "Commands", "Find a command by its name."),
        Key("ctrl+q", "app.quit", "Quit", _QUIT),
        Key("f1", "app.show_keys", "Keys", _HELP, shown=True),
    ),
    "place": (
        Key("h", "app.go('home')", "Home", "Go to Home: where you stand today."),
        Key("l", "app.go('scans')", "Scans", "Go to the list of scans."),
        Key("d", "app.go('records')", "Records", "Go to courses, placements, meetings and other records."),
        Key("p", "app.go('progress')", "Progress", "Go to the requirements, one by one."),
        Key("o", "app.go('sign-off')", "Sign-off", "Go to what waits for a signature."),
        Key("n", "app.new_scan", "New", "Log a scan.", shown=True),
        Key(
            "r",
            "app.repeat_scan",
            "Repeat",
            "Log a scan like the last one; no finding is copied.",
            shown=True,
        ),
        Key(
            "i",
            "app.quick_scan",
            "In a line",
            "Log a scan in one line, read as it is typed.",
            shown=True,
        ),
        *(
            Key(str(digit), f"app.template_scan({digit})", "Template", _TEMPLATE, spoken="1–9" if digit == 1 else "-")
            for digit in range(1, 10)
        ),
        Key("u", "undo", "Undo", "Take back the last change.", shown=True),
        Key("q", "app.quit", "Quit", _QUIT, shown=True),
        Key("question_mark", "app.show_keys", "Keys", _HELP, shown=True),
    ),
    "home": (
        Key("e", "enrol", "Enrol", "Choose a framework to be measured by.", shown=True),
        Key("t", "forecast", "Forecast", "Show when open requirements will be met at this pace.", shown=True),
        Key("c", "charts", "Charts", _CHARTS, shown=True),
    ),
    "begin": (
        Key("enter", "", "Begin", "Begin with this name.", shown=True),
        Key("ctrl+q", "", "Quit", "Leave; nothing was made yet.", shown=True),
    ),
    "scans": (
        Key("enter", "open", "Open", "Show everything about the scan.", shown=True),
        Key("space", "mark", "Mark", "Mark the scan, or take the mark off.", shown=True),
        Key("s", "submit", "Submit", "Ask for sign-off of the marked scans, or of this one.", shown=True),
        Key("slash", "filter", "Filter", "Show only scans with the words typed.", shown=True),
        Key("a", "amend", "Amend", _STAYS, shown=True),
        Key("w", "withdraw", "Withdraw", "Withdraw the marked scans, or this one; they stay.", shown=True),
        Key("c", "recall", "Recall", _RECALL),
        Key("f", "next_status", "Status", "Show only the scans of one status, then of the next."),
        Key("b", "pick_filter", "Filters", "Use a filter kept before, or keep this one."),
        Key("asterisk", "mark_open", "Mark all", "Mark every scan that can be submitted."),
        Key("v", "turn_details", "Details", "Show the scan under the cursor beside the list, or hide it.", shown=True),
        Key("k", "next_grouping", "Group", "Group the list by day, by session, or not at all."),
        Key("z", "choose_columns", "Columns", "Choose the columns of the list."),
        Key("e", "tag", "Tag", "Tag the marked scans, or this one."),
        Key("x", "export", "Export", "Write the marked scans, or all that are listed, as a table."),
        Key("g", "second_read", "Second read", _SECOND),
        Key("t", "make_template", "Template", _MAKE_TEMPLATE),
        Key("y", "copy_case", "Copy", _COPY),
        Key("escape", "clear", "Clear", "Take off marks and filters."),
    ),
    "records": (
        Key("enter", "open", "Open", "Show everything about the record.", shown=True),
        Key("plus", "add", "Add", "Add a course, a placement, a meeting or another record.", shown=True),
        Key("s", "submit", "Submit", "Ask for sign-off of this record.", shown=True),
        Key("slash", "filter", "Filter", "Show only records with the words typed.", shown=True),
        Key("a", "amend", "Amend", "Change the record; the earlier version stays.", shown=True),
        Key("w", "withdraw", "Withdraw", "Withdraw it; it stays visible.", shown=True),
        Key("c", "recall", "Recall", "Take the submission back, to change it."),
        Key("escape", "clear", "Clear", "Take the filter off."),
    ),
    "record": (
        Key("escape,backspace", "leave", "Back", "Go back.", shown=True),
        Key("a", "amend", "Amend", _STAYS, shown=True),
        Key("s", "submit", "Submit", "Ask for sign-off.", shown=True),
        Key("w", "withdraw", "Withdraw", "Withdraw it; it stays visible.", shown=True),
        Key("c", "recall", "Recall", _RECALL, shown=True),
        Key("g", "second_read", "Second read", _SECOND),
        Key("t", "make_template", "Template", _MAKE_TEMPLATE),
        Key("y", "copy_case", "Copy", _COPY, shown=True),
        Key("question_mark", "app.show_keys", "Keys", _HELP, shown=True),
    ),
    "log-scan": (
        Key("ctrl+l,f2", "save", "Log it", "Save the scan, or the new version of it.", shown=True, first=True),
        Key(
            "ctrl+n,f3,ctrl+enter",
            "save_and_next",
            "Log, next",
            "Save; the next has the same place and people.",
            shown=True,
            first=True,
        ),
        Key(
            "enter",
            "complete",
            "Next",
            "Take the word that is offered, and go to the next field.",
            shown=True,
            first=True,
        ),
        Key("down", "next_field", "Next field", "Go to the next word offered, or to the next field.", first=True),
        Key("up", "previous_field", "Field before", "Go to the word offered, or the field, before.", first=True),
        Key("right", "", "Complete", "At the end of what is typed: take the word that is offered."),
        Key("escape", "leave", "Leave", "Leave; asks what becomes of what is typed.", shown=True),
        Key("ctrl+t,f4", "discard", "Throw away", "Throw the form away, after asking.", shown=True),
    ),
    "record-form": (
        Key("ctrl+l,f2", "save", "Save", "Save the record, or the new version of it.", shown=True),
        Key("enter", "complete", "Next", "Take the word offered and go on; in prose: a new line.", shown=True),
        Key("down", "next_field", "Next field", "Go to the next field."),
        Key("up", "previous_field", "Field before", "Go to the field before."),
        Key("escape", "leave", "Leave", "Leave; asks what becomes of what is typed.", shown=True),
        Key("ctrl+t,f4", "discard", "Throw away", "Throw the form away, after asking.", shown=True),
    ),
    "sign-off": (
        Key("enter", "open", "Read", "Read everything the record says.", shown=True),
        Key("space", "mark", "Mark", "Mark the record, or take the mark off.", shown=True),
        Key("a", "mark_all", "All", "Mark every record, or none.", shown=True),
        Key("s", "sign", "Sign", "Sign this record, or of the marked ones those that were opened.", shown=True),
        Key("b", "give_back", "Return", "Return them to the trainee, with a reason.", shown=True),
        Key("m", "next_meaning", "Meaning", "Let the signature mean the next thing it can.", shown=True),
        Key("g", "agree", "Finding", "Say whether you agree with the finding.", shown=True),
        Key("t", "comment", "Comment", "Add a comment to the record, kept with the signature."),
        Key("x", "skip", "Skip", "Put the record at the end of what waits."),
        Key("c", "change_signer", "Who", "Choose who signs.", shown=True),
    ),
    "reading-to-sign": (
        Key("enter", "accept", "Accept, next", "Read on; at the end mark it and go on.", shown=True),
        Key("y", "agree_and_accept", "Agree, next", "The same, and agree with the finding.", shown=True),
        Key("s", "sign", "Sign", "Sign what was accepted so far.", shown=True),
        Key("x", "skip", "Skip", "Put it at the end of what waits.", shown=True),
        Key("space", "mark", "Mark", "Mark the record, or take the mark off.", shown=True),
        Key("g", "agree", "Differ", "Say how you see the finding.", shown=True),
        Key("b", "give_back", "Return", "Return it to the trainee, with a reason.", shown=True),
        Key("m", "next_meaning", "Meaning", "Let the signature mean the next thing it can."),
        Key("t", "comment", "Comment", "Add a comment, kept with the signature."),
        Key("n,right", "next_record", "Next", "Go to the next record."),
        Key("p,left", "previous_record", "Before", "Go to the record before."),
        Key("escape", "leave", "Back", "Go back to the list; marks are kept.", shown=True),
    ),
    "progress": (
        Key("enter", "open", "Open", "Show the parts of a requirement, or the entries that count for it.", shown=True),
        Key("w", "why", "Why not", "Show what does not count here, and why.", shown=True),
        Key("f", "next_framework", "Framework", "Go to the next framework.", shown=True),
        Key("t", "forecast", "Forecast", "Show when open requirements will be met at this pace.", shown=True),
        Key("c", "charts", "Charts", _CHARTS, shown=True),
        Key("s", "scope", "Scope", "Show what may be done today, and what the next step needs.", shown=True),
        Key("a", "as_of", "As of", "Show where you stood at the end of another day."),
        Key("e", "enrol", "Enrol", "Choose a framework to be measured by.", shown=True),
    ),
    "why": (
        Key("enter", "open", "Open", "Show the entry, and how each framework sees it.", shown=True),
        Key("escape,backspace", "leave", "Back", "Go back.", shown=True),
    ),
    "paper": (Key("escape,backspace,enter", "leave", "Back", "Go back.", shown=True),),
    "explanation": (Key("escape,backspace,enter", "leave", "Back", "Go back.", shown=True),),
    "dialog": (
        Key("enter", "", "Accept", "Accept.", shown=True),
        Key("escape", "leave", "Leave", "Leave without doing anything.", shown=True),
    ),
    "confirm": (
        Key("enter,y", "accept", "Yes", "Do it.", shown=True),
        Key("escape,n", "leave", "Leave", "Leave without doing anything.", shown=True),
    ),
    "pick": (
        Key("enter", "pick", "Choose", "Take this one.", shown=True),
        Key("escape", "leave", "Leave", "Leave without doing anything.", shown=True),
    ),
    "choose": (
        Key("space", "mark", "Mark", "Mark this one, or take its mark off.", shown=True),
        Key("enter", "accept", "Accept", "Take what is marked.", shown=True),
        Key("escape", "leave", "Leave", "Leave without doing anything.", shown=True),
    ),
    "notice": (Key("escape,enter,space", "leave", "Close", "Close it.", shown=True),),
}

TITLES = {
    "home": "Home",
    "scans": "Scans",
    "records": "Records",
    "record": "One record",
    "log-scan": "Log a scan",
    "record-form": "Add a record",
    "progress": "Progress",
    "why": "Why it does not count",
    "explanation": "How frameworks see one entry",
    "paper": "A page to read",
    "sign-off": "Sign-off",
    "reading-to-sign": "Reading what is signed",
    "place": "Every main screen",
    "begin": "First start",
    "dialog": "Questions",
    "confirm": "Questions of yes or no",
    "pick": "Choices",
    "choose": "Several choices",
    "notice": "Notices",
    "everywhere": "Everywhere",
}
"""The parts of the app, in the order of ``docs/keys.md``, and what they are called."""
