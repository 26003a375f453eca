"""The keys of importing: the imports there were, the columns of a file, and what would come of it."""

from __future__ import annotations

from sonolog.tui.key import ASK, BACK, Key

IMPORT_KEYS: dict[str, tuple[Key, ...]] = {
    "imports": (
        Key("plus", "add", "Import", "Take in a logbook kept elsewhere: CSV, TSV or Excel.", shown=True),
        Key("u", "undo_import", "Undo", "Take the import under the cursor back, after asking.", shown=True),
        BACK,
        ASK,
    ),
    "import-columns": (
        Key("enter", "change", "Change", "Say what the column means.", shown=True),
        Key("x", "leave_out", "Leave out", "Do not take the column over, or take it over again.", shown=True),
        Key("m", "use_map", "Use a map", "Take the meanings kept under a name.", shown=True),
        Key("k", "keep_map", "Keep map", "Keep the meanings under a name, for the next file.", shown=True),
        Key("ctrl+l,f2", "go_on", "Go on", "Read every row and show what would come of it.", shown=True, first=True),
        BACK,
        ASK,
    ),
    "import-preview": (
        Key("enter", "keep", "Import", "Keep all that is good, or nothing.", shown=True),
        Key("f", "next_view", "Show", "Show the rows, the faults, or what is there already.", shown=True),
        Key("o", "leave_out", "Faulty rows", "Leave faulty rows out, or let them stop the import.", shown=True),
        Key("d", "duplicates", "Duplicates", "Say what becomes of scans that are there already.", shown=True),
        BACK,
        ASK,
    ),
}
