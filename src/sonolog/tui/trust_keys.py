"""The keys of the screens about people, their keys, settings, and files that are exchanged, verified or destroyed."""

from __future__ import annotations

from sonolog.tui.key import ASK, BACK, Key

SIGN_OFF_FILES = (
    Key("w", "walk_up", "Walk-up", "Somebody else signs here, with a key made on this computer."),
    Key("f", "files", "Files", "Ask for signatures by a file, open such a request, answer it.", shown=True),
    Key("e", "ask_by_file", "Ask by file", "Write a request for somebody who signs on their own computer."),
    Key("k", "open_by_file", "Open request", "Open a request that was sent to you."),
    Key("v", "answer_by_file", "Answer", "Write the answer to a request."),
    Key("j", "take_in", "Take in", "Take in an answer, or another copy of the logbook."),
)
"""What Sign-off does with files, and with somebody who comes by."""

TRUST_KEYS: dict[str, tuple[Key, ...]] = {
    "people": (
        Key("enter", "open", "Open", "Show everything about the person.", shown=True),
        Key("plus", "add", "Add", "Add a person.", shown=True),
        Key("a", "amend", "Amend", "Change what is recorded of the person; earlier versions stay.", shown=True),
        Key("f", "fingerprint", "Compare", "Show the whole fingerprint of a key, to be compared.", shown=True),
        Key("v", "vouch", "Vouch", "Say with your signature, as a lead, that a key is theirs.", shown=True),
        Key("x", "revoke", "Revoke", "Say that a key is not to be trusted from a day on.", shown=True),
        Key("k", "my_key", "My key", "Write my card, carry my key, or bring one along.", shown=True),
        Key("t", "take_card", "Take a card", "Take in somebody's card, and vouch for them as a lead."),
        Key("g", "programmes", "Programmes", "See and choose which programmes are trusted; publish.", shown=True),
        Key("w", "witness", "Checkpoint", "Note with your signature how far everything has come."),
        BACK,
        ASK,
    ),
    "programme": (
        Key("plus", "add", "Trust", "Trust a programme, by the fingerprint of its root key.", shown=True),
        Key("x", "drop", "No longer", "Trust it no longer.", shown=True),
        Key("b", "publish", "Publish", "Write the list of signers and the statements about keys.", shown=True),
        BACK,
        ASK,
    ),
    "versions": (
        *(
            Key(
                str(digit),
                f"take({digit})",
                "Take",
                "Take the field from this version; on the first row, everything.",
                shown=digit == 1,
                spoken="1–9" if digit == 1 else "-",
            )
            for digit in range(1, 10)
        ),
        Key("enter", "accept", "Keep", "Keep what is marked, as a version that follows both.", shown=True),
        BACK,
        ASK,
    ),
    "safekeeping": (
        Key("enter", "open", "Do it", "Do what is under the cursor.", shown=True),
        Key("v", "verify", "Verify", "Verify a report, a file or a logbook.", shown=True),
        Key("c", "check", "Check", "Check this logbook against its own records.", shown=True),
        Key("p", "look_for_patients", "Patients", "Look through every text for what may identify a patient."),
        Key("t", "absorb", "Take in", "Take in an answer, a list of keys or another copy.", shown=True),
        Key("b", "backups", "Backups", "List backups, make one, go back to one."),
        Key("x", "export", "Export", "Write everything as plain files.", shown=True),
        Key("s", "export_part", "A part", "Write some records as plain files, by days, placement, region or words."),
        BACK,
        ASK,
    ),
    "backups": (
        Key("enter", "restore", "Go back", "Go back to this backup; the present file is set aside.", shown=True),
        Key("plus", "make", "Make one", "Make a checked backup now.", shown=True),
        BACK,
        ASK,
    ),
    "settings": (
        Key("enter", "change", "Change", "Change the setting, or drop the template.", shown=True),
        Key("D", "destroy", "Destroy", "Look at everything you own here, to destroy it for good."),
        BACK,
        ASK,
    ),
    "destroy": (
        Key("D", "destroy", "Destroy", "Destroy all of this for good; your name is asked.", shown=True),
        BACK,
        ASK,
    ),
    "verify-file": (
        Key("enter", "open", "All of it", "Show everything that was found, as a page.", shown=True),
        Key("f", "next_filter", "Filter", "Show what wants a look, or every record.", shown=True),
        Key("c", "compare", "Compare", "Compare with the logbook on a signer's own computer.", shown=True),
        BACK,
        ASK,
    ),
    "writing": (Key("escape", "", "Wait", "It is kept whole or not at all; wait a moment.", shown=True),),
    "absorb": (
        Key("enter", "accept", "Take it in", "Let in what the file brings.", shown=True),
        Key("escape,backspace", "leave", "Back", "Go back; nothing is kept.", shown=True),
    ),
}
