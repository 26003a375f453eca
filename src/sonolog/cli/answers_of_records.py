"""The form of what all other commands answer under ``--json``: sign-off, setting up, safekeeping."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sonolog.cli.answer_parts import EXPLANATION, FIELDS, PROGRESS
from sonolog.cli.answer_shape import Keyed, either
from sonolog.cli.cohort_schema import BOARD

_BLOCKED = [{"digest": "digest", "what": "text", "fields": ["text"]}]
_PLACED = [{"what": "text", "where": "text"}]
_EDITION = {"id": "text", "edition": "text", "where": "text"}
_FORM = {
    **{"id": "text", "edition": "text", "title": "text", "items": "count", "purpose": "text", "rule": "text"},
    **{"licence": "text", "where": "text"},
}
_FRAMEWORK = {
    **{"id": "text", "edition": "text", "title": "text", "source": "text", "confidence": "text", "where": "text"},
}
_ME = {"id": "id", "name": "text", "roles": ["text"], "register": "text", "fingerprint": "key?", "key_file": "text?"}
_IMPORT = {
    **{
        "rows": "count",
        "ready": "count",
        "here": "count",
        "divided": "count",
        "faulty_rows": ["count"],
        "people": ["text"],
    },
    "refused": ["#problem"],
    "faults": [
        {
            **{"file": "text", "line": "count?", "where": "text", "severity": "text", "code": "text"},
            **{"message": "text", "hint": "text", "row": "count?", "column": "text"},
        }
    ],
    "duplicates": [{"row": "count", "like": either("text", "count"), "adds": ["text"]}],
}
_WAITING = {
    "inbox": [
        {
            **{"id": "id", "label": "text", "kind": "text", "date": "day?", "trainee": "text", "words": "text"},
            **{"supervision": "text", "submitted": "time?", "images_until": "day?", "meaning": "text"},
            **{"meaning_words": "text", "digest": "digest", "fields": FIELDS},
        }
    ]
}
_CHECKED = {"problems": ["#problem"], "sound": ["text"]}
_TAKEN_FROM_CASE = {"files": ["text"], "problems": ["#problem"]}
_PUT_INTO_CASE = {"file": "text", "title": "text", "lost": ["text"]}

OF_RECORDS: Mapping[str, Any] = {
    "amend": {
        **{"id": "id", "label": "text", "status": "text"},
        "changed": [{"title": "text", "old": "text", "new": "text"}],
    },
    "tag": {"tagged": ["text"], "left_out": ["text"]},
    "withdraw": {"records": ["#record"]},
    "undo": {"undone": "text"},
    "add": either(
        {"id": "id", "label": "text", "kind": "text", "date": "day?", "added_people": ["text"]},
        {
            "kind": "text",
            "fields": [{"name": "text", "title": "text", "kind": "text", "choices": ["text"], "required": "flag"}],
        },
    ),
    "draw": {
        **{"id": "id", "framework": "text", "requirement": "text", "entries": ["id"], "labels": ["text"]},
        "out_of": "count",
    },
    "submit": {"records": ["#record"], "to": ["text"]},
    "recall": {"records": ["#record"]},
    "inbox": _WAITING,
    "sign": {"records": ["#record"], "statements": "count"},
    "return": {"records": ["#record"]},
    "revoke": {"records": ["#record"]},
    "request": {"file": "text", "to": "text", "records": "count"},
    "open": _WAITING,
    "respond": {"file": "text", "to": "text", "statements": "count"},
    "absorb": {
        **{"new": "count", "statements": "count", "known": "count", "redacted": "count", "blocked": _BLOCKED},
        **{"doubted": _BLOCKED, "left": "count", "waiting": "count", "conflicts": ["text"]},
        "keys": [{"fingerprint": "key", "name": "text"}],
    },
    "vouch": {"name": "text", "fingerprint": "key", "roles": ["text"], "from": "day", "until": "day"},
    "badge": either(
        {"file": "text", "title": "text", "holder": "text", "issuer": "text", "key": "text"},
        {"stages": [{"id": "text", "title": "text"}]},
    ),
    "cohort": either(BOARD, {"report": "text"}),
    "checkpoint": {"chains": "count"},
    "demo": {
        **{"logbook": "text", "report": "text", "trainee": {"id": "id", "name": "text"}, "scans": "count"},
        **{"keys": "text", "passphrases": [{"name": "text", "passphrase": "text"}]},
    },
    "enrol": either(
        {
            **{"id": "id", "framework": "text", "edition": "text", "title": "text", "date": "day", "warning": "text"},
            "questions": [{"id": "text", "title": "text"}],
        },
        {
            **{"trainee": "id", "before": "#progress-of-framework", "after": "#progress-of-framework"},
            "changed": ["text"],
        },
    ),
    "people": {"people": ["#person"]},
    "people add": {"people": ["#person"]},
    "identity": _ME,
    "identity show": _ME,
    "identity create": _ME,
    "identity card": either(_ME | {"public": "text"}, {"card": "text", "revocation": "text"}),
    "identity export": {"key_file": "text"},
    "identity import": _ME,
    "identity revoke": {"fingerprint": "key", "from": "day", "reason": "text"},
    "import": either(
        {"import": "text", "imported": "count", "merged": "count", **_IMPORT},
        {
            "form": "text",
            "columns": [{"heading": "text", "meaning": "text", "examples": ["text"]}],
            "rows_shown": [{"row": "count", "scan": "text"}],
            **_IMPORT,
        },
        {"maps": [{"name": "text", "kind": "text", "columns": Keyed("text")}]},
        {"imports": [{"import": "text", "at": "time", "records": "count", "standing": "count"}]},
        {"import": "text", "withdrawn": "count", "restored": "count", "left": ["text"]},
    ),
    "programme": {"programmes": [{"name": "text", "fingerprint": "key"}]},
    "programme list": {"programmes": [{"name": "text", "fingerprint": "key"}]},
    "programme pin": {"name": "text", "fingerprint": "key"},
    "programme unpin": {"forgotten": "flag"},
    "programme publish": {"files": ["text"], "roots": ["key"]},
    "framework list": {"frameworks": [_FRAMEWORK]},
    "framework show": _FRAMEWORK | {"text": "text"},
    "framework check": _CHECKED,
    "framework add": {"frameworks": [_FRAMEWORK]},
    "framework new": {"file": "text", "framework": "text", "edition": "text"},
    "framework try": either(PROGRESS | {"since": "day"}, EXPLANATION),
    "framework diff": {
        **{"old": _EDITION, "new": _EDITION},
        "differences": [
            {"change": "text", "section": "text", "id": "text", "key": "text", "before": "text", "after": "text"},
        ],
    },
    "framework export": _PUT_INTO_CASE,
    "framework import": _TAKEN_FROM_CASE,
    "form list": {"forms": [_FORM]},
    "form show": _FORM | {"text": "text"},
    "form check": _CHECKED,
    "form add": {"forms": [_FORM]},
    "form results": {
        **{"form": "text", "edition": "text", "signed": "count", "blank": "count"},
        "needs": [{"what": "text", "have": "number", "need": "number", "met": "flag"}],
        "groups": [
            {
                **{"title": "text", "edition": "text", "assessors": "count", "released": "flag"},
                "answers": Keyed(Keyed("count")),
            }
        ],
    },
    "form export": _PUT_INTO_CASE,
    "form import": _TAKEN_FROM_CASE,
    "settings": {"settings": Keyed("text"), "file": "text"},
    "department init": {"logbook": "text", "id": "text", "made": "flag", "rebuilt": "flag"},
    "department add-person": {"people": ["#login"]},
    "department people": {"people": ["#login"]},
    "department close": {"people": ["#login"]},
    "serve": {"address": "text"},
    "completion": {"shell": "text", "script": "text"},
    "verify": {
        **{"word": "text", "source": "text", "words": Keyed("count"), "faults": _PLACED, "missing": ["text"]},
        "statements": [
            {
                **{"digest": "text", "act": "text", "by": "text", "name": "text", "word": "text", "reason": "text"},
                "seen_by": "text",
            }
        ],
        "records": [
            {
                **{"id": "text", "label": "text", "kind": "text", "date": "text", "status": "text", "word": "text"},
                **{"reason": "text", "signer": "text", "key": "text"},
            }
        ],
        "gaps": [{"key": "text", "name": "text", "subject": "text", "count": "count", "numbers": "text"}],
        "journals": [{"writer": "text", "last": "count", "digest": "text"}],
        **{"left_out": "count", "numbered_twice": "count", "withdrawn": "count", "late": "count"},
        **{"walk_up": "count", "selection": "text", "pages": "text", "roots": ["text"]},
    },
    "check": either(
        {
            **{"objects": "count", "entries": "count", "statements": Keyed("count"), "faults": _PLACED},
            **{"warnings": _PLACED, "rebuilt": "flag", "same": "flag?"},
        },
        {
            **{"objects": "count", "unread": "count", "blocked": "count"},
            "found": [
                {
                    **{"level": "text", "record": "text", "kind": "text", "field": "text", "rule": "text"},
                    **{"looks_like": "text", "masked": "text", "digest": "digest", "current": "flag"},
                }
            ],
        },
        {
            "source": "text",
            "items": [
                {
                    **{"id": "text", "need": "text", "asks": "text", "met": "text", "how": "text"},
                    **{"commands": ["text"], "pages": ["text"]},
                }
            ],
        },
    ),
    "redact": {
        **{"label": "text", "texts": "count", "copies": ["text"], "cleaned": "flag"},
        "remaining": ["text"],
    },
    "export": {"files": ["text"], "selection": "text"},
    "backup": either(
        {"backup": "text"},
        {"backups": [{"file": "text", "when": "text", "bytes": "count", "why": "text"}]},
    ),
    "restore": {
        **{"logbook": "text", "backup": "text", "set_aside": "text?", "missing": ["text"], "newer": "count"},
        **{"kept": "count", "redacted": "count", "blocked": _BLOCKED},
    },
    "destroy": {
        **{"name": "text", "files": [{"path": "text", "bytes": "count", "what": "text"}], "destroyed": "count"},
        "remaining": [{"path": "text", "why": "text"}],
        "department": either({"own": "count", "led": "count", "taken": "count"}, "null"),
    },
    "recover": {
        **{"target": "text", "backup": "text?", "whole": "flag", "objects": "count", "only_in_file": "count"},
        **{"only_in_backup": "count", "entries": "count", "refused": "count", "lost": ["digest"]},
        **{"missing": ["text"], "blocked": _BLOCKED},
    },
}
"""By what is typed."""
