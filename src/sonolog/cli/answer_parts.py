"""What several answers under ``--json`` share, and the form of a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sonolog.cli.answer_shape import Keyed, Said, either

FIELDS = [{"name": "text", "title": "text", "text": "text"}]
"""The fields of a record as they are read."""

VALUE = either("text", "number", "flag", ["text"])
"""What a field of a record holds."""

PARTS: Mapping[str, Any] = {
    "error": {"error": "text", "code": "text", "where?": "text", "kept?": "text", "hint?": "text"},
    "problem": {
        **{"file": "text", "line": "count?", "where": "text", "severity": "text", "code": "text"},
        **{"message": "text", "hint": "text"},
    },
    "accuracy": {
        **{"sensitivity": "share?", "specificity": "share?", "ppv": "share?", "npv": "share?", "prevalence": "share"},
        **{"sensitivity_interval": ["share"], "specificity_interval": ["share"], "ppv_interval": ["share"]},
        **{"npv_interval": ["share"], "prevalence_interval": ["share"]},
    },
    "record": {"id": "id", "label": "text", "kind": "text", "date": "day?", "status": "text"},
    "person": {
        **{"id": "id", "name": "text", "roles": ["text"], "register": "text", "accredited": "text"},
        **{"has_key": "flag", "is_me": "flag"},
    },
    "login": {"login": "text", "id": "id", "name": "text", "rank": "text", "closed": "flag"},
    "template": {"digit": "count", "name": "text", "fields": Keyed(VALUE)},
    "progress-of-framework": {
        "framework": "text",
        "edition": "text",
        "requirements": [
            {
                **{"id": "text", "parent": "text?", "stage": "text?", "title": "text", "have": "number"},
                **{"sign_off": Said("flag", "Whether what counts has to be signed; if not, signed says nothing.")},
                **{"signed": "number", "need": "number?", "unit": "text", "met": "flag", "status": "text"},
                **{"strength": "text", "sentence": "text", "counted": either("count", ["id"])},
                **{"not_counted": Keyed(either("count", ["id"])), "falls_on": "day?"},
            }
        ],
        "stages": [
            {
                **{"id": "text", "met": "flag", "status": "text", "title": "text", "sentence": "text"},
                **{"blocking": ["text"], "ratified": "day?", "until": "day?"},
            }
        ],
        "decisions": ["id"],
    },
}
"""What several answers share; ``error`` is what a refusal writes to standard error."""

PROGRESS = {
    **{"trainee": "id", "as_of": "day", "frameworks": ["#progress-of-framework"]},
    "sign_offs": {
        **{"records": "count", "identity_not_confirmed": "count", "key_revoked_order_proven": "count"},
        **{"key_revoked_order_not_proven": "count", "walk_up": "count", "not_as_signed": "count"},
    },
}
"""Where one stands."""

EXPLANATION = {
    "id": "id",
    "frameworks": [{"framework": "text", "requirements": [{"id": "text", "counts": "flag", "reason": "text"}]}],
}
"""Why a record counts or not."""
