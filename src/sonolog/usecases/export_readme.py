"""The page that lies in every export and tells what each file is, and how to check and use it without sonolog."""

from __future__ import annotations

_FILES = """\
everything.slb        {what} (everything-2.slb and so on, if there is more)
records.json          every record as it stands now; logbook.schema.json says what each kind of record holds
*.csv                 the same as tables, a row for each version of a record, for each statement and so on
allowed_signers       the keys that signed, for ssh-keygen
verify.py             checks everything.slb with Python and its cryptography package, without sonolog
check.sh              checks the signatures with OpenSSH and sha256sum alone
docs/logbook-format.md of sonolog says what every line means; both programs are short enough to be read.
"""
_USES = """\
Check all of it, every rule, every link (--root SHA256:... names the programme whose word is to count):

    python3 verify.py everything*.slb

Check every signature, and that what was signed is here, with nothing but ssh-keygen and sha256sum:

    sh check.sh

allowed_signers was written from the statements themselves: it shows that one key made each signature, not whose key it
is.  Compare its fingerprints (ssh-keygen -l -f allowed_signers) with those that the programme gives you another way.

Take it into a logbook again: sonolog absorb FOLDER.  It reads everything.slb; where only the tables are left, it reads
those, and gets the same objects.  A row of a table that was changed is refused: its first cell is its SHA-256.
"""


_HELD = """
Answers on forms that are only shown gathered are in none of these files ({held}): of each stands its digest, so that
everything else can be checked, and not what it says.  What they come to together: sonolog form results.  A backup has
them all.
"""


def export_readme(selection: str, *, held: str = "") -> str:
    """Return the page; ``selection`` says what was chosen, empty for everything, ``held`` what was held back."""
    what = "what was chosen" if selection else "every record, version and signature"
    title = "A logbook of sonolog, as plain files" if not selection else f"Of a logbook of sonolog: {selection}"
    told = _HELD.format(held=held) if held else ""
    return f"{title}\n{'=' * len(title)}\n\n{_FILES.format(what=what)}\n{_USES}{told}"
