"""An assessment made on a form: its levels are checked, and outcome, score and level come from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sonolog.assessment.marking import Result, decides, is_told_whole, level_faults, mark, outcomes_of
from sonolog.domain.form import AssessmentForm, FormPart
from sonolog.domain.problems import nearest
from sonolog.ledger.objects import Document
from sonolog.usecases.errors import FieldFault, FieldsRefused
from sonolog.usecases.field_words import title_of
from sonolog.usecases.form_errors import UnknownForm
from sonolog.usecases.form_results import results_of
from sonolog.usecases.forms import find_form
from sonolog.usecases.guarding import refuse_identity_in_lines
from sonolog.usecases.pinned_forms import pinned_form
from sonolog.usecases.trusted_evidence import answered_evidence
from sonolog.usecases.writing import Writing

_ON_PAPER = "If it was filled in on paper, say its score or level beside the outcome."
_COMPUTED = ("outcome", "score", "level", "entrustment")


def with_form_filled(act: Writing, subject: str, values: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of an assessment of ``subject`` with what its form makes of them.

    Without levels it was made elsewhere, unless it is on a portfolio, which has none: nothing is made of it then, and
    it says no more than a form can.
    ``typed`` is what a person just said: where the form says otherwise, that is refused.

    Raises:
        FieldsRefused: the form is not known, items are missing, a level is none of the form, or what was typed
            contradicts what the levels come to; every fault is named.
        IdentityRefused: a line of the form may identify a patient.
    """
    said = {name: value for name, value in values.items() if name not in ("item_levels", "document", "gathered")}
    levels = {one["item"]: one.get("level") for one in map(_plain, values.get("item_levels") or ())}
    found = _form(act, values, typed, needed=bool(levels))
    if found is None:
        require_as_told(act, said, typed)
        return said
    form, digest = found
    result = mark(form, levels, said.get("variant"))
    if {"form", "form_edition"} & typed.keys():  # what another form came to says nothing any more
        said = {name: value for name, value in said.items() if name in typed or name not in _COMPUTED}
    said |= _computed(act, subject, form, result, said)
    faults = (*_level_faults(form, levels, result), *_part_faults(form, said)) or (*_typed_faults(form, said, typed),)
    if faults:
        raise FieldsRefused(faults)
    said.setdefault("purpose", form.purpose)
    order = {item.id: at for at, item in enumerate(form.items)}
    told = tuple({"item": name, "level": levels[name]} for name in sorted(levels, key=order.__getitem__))
    gathered = True if form.evidence.release else None
    made = {"form_edition": form.edition, "document": digest, "gathered": gathered, "item_levels": told}
    return {name: value for name, value in {**said, **made}.items() if value is not None}


def require_as_told(act: Writing, said: Mapping[str, Any], typed: Mapping[str, Any]) -> None:
    """Refuse of an assessment without levels what its form, where one is known here, does not allow.

    Raises:
        FieldsRefused: an outcome the form cannot have, or that it works out from levels nobody gave; or nothing filled
            in where answers are only shown gathered.
    """
    if not {"form", "form_edition", "outcome", "item_levels"} & typed.keys():
        return
    edition = f"@{said['form_edition']}" if said.get("form_edition") else ""
    try:
        form = find_form(f"{said.get('form', '')}{edition}", act.logbook.home).form
    except UnknownForm:  # it was made on a form that only its assessor knows
        return
    faults = tuple(_told_faults(form, said))
    if faults:
        raise FieldsRefused(faults)


def _told_faults(form: AssessmentForm, said: Mapping[str, Any]) -> Iterator[FieldFault]:
    outcome = str(said.get("outcome", "not-judged"))
    if form.evidence.release:
        why = f"the answers on {form.form} are only shown gathered, so a blank one is none: give each item its level"
        yield FieldFault("Item levels", "item_levels", "", why)
    if outcome in ("not-judged", *outcomes_of(form)):
        if outcome != "not-judged" and not is_told_whole(form, said):
            why = f"the form {form.form} works it out from its items, and none is filled in: give each item its level"
            yield FieldFault("Outcome", "outcome", outcome, why, (), _ON_PAPER)
        return
    if form.pass_rule.rule == "none":
        yield FieldFault(
            "Outcome", "outcome", outcome, f"the form {form.form} cannot be passed or failed: leave it out"
        )
    else:
        why = f"the form {form.form} has no such outcome"
        yield FieldFault("Outcome", "outcome", outcome, why, outcomes_of(form))


def merged_levels(old: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[dict[str, Any], ...]:
    """Return the levels of an assessment with those of ``new`` put in, and those taken back left out."""
    merged = {one["item"]: one for one in map(_plain, (*old, *new))}
    return tuple(one for one in merged.values() if not one.get("gone"))


def kept_levels(fields: Mapping[str, Any], typed: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the levels an amendment goes on from: none where all are cleared or the form becomes another one."""
    changed = any(typed.get(name) not in (None, fields.get(name)) for name in ("form", "form_edition"))
    return () if changed or typed["item_levels"] is None else tuple(fields["item_levels"])


def _plain(one: Any) -> dict[str, Any]:
    found: dict[str, Any] = one if isinstance(one, dict) else one.model_dump()
    return found


def _form(
    act: Writing, values: Mapping[str, Any], typed: Mapping[str, Any], *, needed: bool
) -> tuple[AssessmentForm, str] | None:
    """Return the form and the digest of its text: the one kept with the record, unless another one was typed."""
    if values.get("document"):
        kept = pinned_form(act.connection, values["document"])
        if (kept.form, kept.edition) == (values.get("form"), values.get("form_edition")):
            return kept, values["document"]
    edition = f"@{values['form_edition']}" if typed.get("form_edition") else ""
    try:
        found = find_form(f"{values.get('form', '')}{edition}", act.logbook.home)
    except UnknownForm as refusal:
        if not needed:
            return None
        fault = FieldFault("Form", "form", str(values.get("form", "")), refusal.message.rstrip("."), (), refusal.hint)
        raise FieldsRefused((fault,)) from None
    if not needed and found.form.pass_rule.rule != "portfolio":
        return None
    refuse_identity_in_lines(found.text)
    text = Document(kind="form", name=found.form.form, edition=found.form.edition, content=found.text)
    return found.form, act.document(text)


def _computed(
    act: Writing, subject: str, form: AssessmentForm, result: Result, said: Mapping[str, Any]
) -> dict[str, Any]:
    made: dict[str, Any] = {
        "score": result.score,
        "level": result.level,
        "entrustment": result.level if form.entrustment else None,
    }
    made = {name: value for name, value in made.items() if value is not None}
    if form.pass_rule.rule == "portfolio":
        good, bad = outcomes_of(form)
        return {"outcome": good if _is_complete(act, subject, form, said) else bad}
    if decides(form) or result.failed:
        return {**made, "outcome": result.outcome}
    return made


def _is_complete(act: Writing, subject: str, form: AssessmentForm, said: Mapping[str, Any]) -> bool:
    """Return whether every part of a portfolio is there, by what was signed and holds."""
    day = said.get("date", act.logbook.today)
    log = answered_evidence(act.connection, act.logbook, subject, day).log("assessment")
    return all(need.met for need in results_of(form, log).needs)


def _level_faults(form: AssessmentForm, levels: Mapping[str, int | None], result: Result) -> Iterator[FieldFault]:
    for fault in level_faults(form, levels):
        yield FieldFault(fault.item, f"item.{fault.item}", "", fault.why, (), fault.hint)
    for name in result.missing:
        item = form.item(name)
        why = f"“{item.text if item else name}” has no level yet"
        hint = "If it was not assessed, say so." if item and item.allow_not_assessed else ""
        yield FieldFault(name, f"item.{name}", "", why, (), hint)


def _part_faults(form: AssessmentForm, said: Mapping[str, Any]) -> Iterator[FieldFault]:
    parts: tuple[tuple[str, tuple[FormPart, ...]], ...] = (("variant", form.variants), ("group", form.groups))
    for name, known in parts:
        ids, word = [one.id for one in known], said.get(name)
        if word is not None and word not in ids:
            near = nearest(word, ids) or tuple(ids[:5])
            yield FieldFault(title_of(name), name, word, f"the form {form.form} has no {name} “{word}”", near)
    if form.evidence.per == "group" and said.get("group") is None:
        yield FieldFault(
            "Group", "group", "", "which group the assessor belongs to is missing", tuple(one.id for one in form.groups)
        )


def _typed_faults(form: AssessmentForm, said: Mapping[str, Any], typed: Mapping[str, Any]) -> Iterator[FieldFault]:
    """Yield what was typed and is not what the levels come to."""
    for name in _COMPUTED:
        word = typed.get(name)
        is_free = name == "outcome" and not decides(form)
        if word is not None and not is_free and said.get(name) != word:
            why = f"the levels come to {said.get(name)}, not {word}: leave it out"
            yield FieldFault(title_of(name), name, str(word), why)
    outcome = said.get("outcome", "not-judged")
    if form.pass_rule.rule == "judged" and outcome not in outcomes_of(form):
        why = "the assessor says it on this form"
        yield FieldFault("Outcome", "outcome", str(outcome), why, outcomes_of(form))
