"""The form of what the commands of every day answer under ``--json``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sonolog.cli.answer_parts import EXPLANATION, FIELDS, PROGRESS, VALUE
from sonolog.cli.answer_shape import Keyed, either
from sonolog.usecases.report_kinds import REPORTS

_DAYS = {"p10": "day?", "p50": "day?", "p90": "day?"}
_SHARE = {"count": "count", "of": "count", "rate": "share?", "low": "share", "high": "share"}
_COUNTED = {"kind": "text", "id": "text", "title": "text", **_SHARE}
_KAPPA = {
    **{"estimate": "number?", "se": "number?", "low": "number?", "high": "number?"},
    **{"observed": "number", "expected": "number"},
}
_LIMIT = {"limit": "number", "false_pass": "share", "detection": "share"}
_PRACTICE = {
    **{"practice": "text", "title": "text", "framework": "text", "by": "text", "since": "day?", "until": "day?"},
}
_OF_MOVE = {"left": "number", "unit": "text", "strength": "text", "framework": "text"}


OF_TRAINING: Mapping[str, Any] = {
    "log": {
        **{"id": "id", "case": "text", "date": "day", "words": "text", "added_people": ["text"], "notices": ["text"]},
    },
    "template": {"templates": ["#template"]},
    "template keep": "#template",
    "template drop": {"digit": "count", "name": "text"},
    "scans": either(
        {
            "scans": [
                {
                    **{"id": "id", "case": "text", "date": "day", "region": "text", "side": "text"},
                    **{"structures": "text", "finding": "text", "pathology": "text", "supervisor": "text"},
                    **{"supervision": "text", "role": "text", "status": "text"},
                }
            ],
            "total": "count",
        },
        {"file": "text", "scans": "count"},
    ),
    "records": {"records": ["#record"]},
    "placements": {
        "placements": [
            {
                **{"id": "id", "site": "text", "start": "day", "until": "day?", "agreed": "flag", "minutes": "count"},
                "weeks": [
                    {
                        **{"monday": "day", "minutes": "count", "agreed": "count?", "sessions": "count"},
                        **{"leave": "flag", "short": "flag"},
                    }
                ],
            }
        ]
    },
    "clock": {"since": "time?", "site": "text?", "minutes": "count?"},
    "clock in": {"since": "time", "site": "text"},
    "clock out": {"id": "id", "kind": "text", "label": "text"},
    "show": {
        **{"id": "id", "kind": "text", "label": "text", "date": "day?", "trainee": "text", "status": "text"},
        **{"digest": "digest", "fields": FIELDS, "allowed": ["text"], "evidence?": ["text"]},
        "history": [
            {
                **{"at": "time", "who": "text", "act": "text", "words": "text", "verification": "text"},
                "changes": [{"title": "text", "before": "text", "after": "text"}],
            }
        ],
        "versions": [
            {
                **{"version": "text", "digest": "digest", "who": "text", "at": "time", "withdrawn": "flag"},
                **{"redacted": "flag", "differs": Keyed("text")},
            }
        ],
    },
    "progress": either(PROGRESS, EXPLANATION),
    "scope": {"trainee": "id", "as_of": "day", "may": [_PRACTICE], "not_yet": [_PRACTICE | {"missing": "text"}]},
    "forecast": {
        **{"trainee": "id", "as_of": "day", "by": "day?"},
        "frameworks": [
            {
                **{"framework": "text", "edition": "text", "binding": "text?"},
                "requirements": [
                    {
                        **{"id": "text", "parent": "text?", "stage": "text?", "title": "text", "strength": "text"},
                        **{"have": "number", "need": "number?", "left": "number?", "unit": "text", "outlook": "text"},
                        **{"weekly": "number?", "weeks": "number?", **_DAYS, "deadline": "day?", "chance": "share?"},
                        "sentence": "text",
                        "clinics": [
                            {
                                **{"place": "text", "weekday": "count", "sessions": "count", "gave": "number"},
                                "more": "number?",
                            }
                        ],
                    }
                ],
                "stages": [
                    {
                        **{"id": "text", "status": "text", "deadline": "day?", "deadline_from": "text"},
                        **{"binding": "text?", **_DAYS, "chance": "share?", "untold": ["text"], "sentence": "text"},
                    }
                ],
            }
        ],
    },
    "what-next": {
        **{"trainee": "id", "as_of": "day"},
        "scans": [
            {
                **{"words": "text", "requirements": "count", "fields": Keyed(VALUE)},
                "moves": [{**_OF_MOVE, "id": "text", "parent": "text?", "title": "text"}],
            }
        ],
        "others": [{"framework": "text", "id": "text", "kind": "text", "title": "text", "sentence": "text"}],
    },
    "charts": {
        **{"trainee": "text", "as_of": "day", "total": "count", "weeks": [{"monday": "day", "scans": "count"}]},
        "regions": [{"region": "text", "scans": "count", "signed": "count", "abnormal": "count"}],
        "targets": [{"framework": "text", "requirement": "text", "have": "number", "need": "number"}],
    },
    "stats": {
        **{"trainee": "id", "as_of": "day", "scans": "count"},
        "agreement": [
            {
                **{"kind": "text", "id": "text", "title": "text", "scans": "count", "reviewed": _SHARE},
                **{"agreed": _SHARE, "together": "count", "pairs": "count", "kappa": either(_KAPPA, "null")},
                **{
                    "accuracy": either("#accuracy", "null"),
                    "typed": "count",
                    "amended": "count",
                    "sentences": ["text"],
                },
            }
        ],
        "cusums": [
            {
                **{"id": "text", "title": "text", "cases": "count", "path": ["number"], "competent_at": "count?"},
                **{"limit": _LIMIT, "looked_at": "count", "within": _LIMIT, "watch_limit": _LIMIT},
                **{"alarms": either(["count"], "null"), "sentences": ["text"]},
            }
        ],
        **{"adequacy": [_COUNTED], "case_mix": [_COUNTED]},
        "lags": [
            {
                **{"id": "text", "title": "text", "cases": "count", "median": "number?", "p90": "number?"},
                **{"longest": "number?", "sentence": "text"},
            }
        ],
        "learning": [
            {
                **{"form": "text", "edition": "text?", "variant": "text?", "cases": "count", "sentence": "text"},
                "curve": either({"plateau": "number", "rate": "number", "rss": "number"}, "null"),
            }
        ],
    },
    **{f"report {kind}": {"report": "text"} for kind in REPORTS},
}
"""By what is typed."""
