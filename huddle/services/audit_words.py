"""The audit in words: what was done, to what, and how fields were and became."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from huddle import dates
from huddle.clock import local
from huddle.i18n import N_, _, ngettext
from huddle.labels import label
from huddle.services.audit_names import FIELDS, THINGS
from huddle.tool_words import (
    DeviceClass,
    IsAi,
    SuggestionKind,
    ToolHarm,
    ToolStatus,
    ToolTrouble,
)
from huddle.vocabulary import (
    AccessRole,
    HuddleStatus,
    IncidentReported,
    ItemKind,
    Presence,
    RoleGroup,
    RotaTurns,
    Status,
    StepPurpose,
    Strength,
)

ACTS: dict[str, str] = {
    "add": N_("added {thing}"),
    "change": N_("changed {thing}"),
    "delete": N_("took {thing} away"),
    "undo": N_("took back a change to {thing}"),
    "open": N_("opened {thing}"),
    "created": N_("set up the ward"),
    "demo": N_("filled in a made-up ward"),
    "sign_in": N_("signed in"),
    "sign_in_by_recovery_key": N_("signed in with the recovery key"),
    "sign_in_failed": N_("wrong attempts to sign in before this"),
    "lock": N_("locked the screen"),
    "open_wall": N_("opened the wall"),
    "disable": N_("disabled {thing}"),
    "enable": N_("enabled {thing}"),
    "end_cover": N_("ended a cover account"),
    "change_password": N_("changed their password"),
    "reset_password": N_("gave an account a new password"),
    "new_recovery_key": N_("made a new recovery key"),
    "change_key": N_("changed the data file’s key"),
    "restore": N_("brought a backup back"),
    "move": N_("moved the ward to another place"),
    "print": N_("printed {thing}"),
    "save": N_("saved {thing} as a file"),
    "copy": N_("copied {thing} as a message"),
    "type_in": N_("typed {thing} in"),
    "mail": N_("let {thing} go by mail"),
    "mailed": N_("mailed {thing}: the mail server took it"),
    "not_mailed": N_("could not mail {thing}"),
    "perhaps_mailed": N_("perhaps mailed {thing}: the mail server did not say"),
    "mail_password": N_("gave or took away this computer’s password for the mail server"),
    "export": N_("exported {thing}"),
    "import": N_("brought in {thing}"),
    "admit": N_("let {thing} in although it may tell who a patient is"),
    "undo_import": N_("took back {thing}"),
    "override": N_("let {thing} out although it may tell who a patient is"),
    "dispose": N_("disposed of what was kept long enough"),
    "expired": N_("took out {thing} when its time was over"),
    "read_in": N_("read {thing} in"),
    "hand_over": N_("made a hand-over file of {thing}"),
    "read_hand_over": N_("read {thing} in from a hand-over file"),
    "lift_hold": N_("lifted {thing}"),
    "fence": N_("let a login of the server work in some units alone"),
    "settled": N_("chose what stands of {thing}"),
    "take_clock": N_("took over the clock of {thing}"),
    "leaver_becomes_role": N_("put a role in place of the name of {thing}"),
}
"""What was done, by its name in the audit."""

KINDS: dict[ItemKind, str] = {
    ItemKind.CONCERN: N_("a concern"),
    ItemKind.ACTION: N_("an action"),
    ItemKind.DECISION: N_("a decision"),
    ItemKind.GOAL: N_("a goal"),
    ItemKind.RECOGNITION: N_("thanks"),
    ItemKind.PATIENT_VOICE: N_("a patient’s words"),
    ItemKind.PARKED: N_("a parked item"),
}

GONE: dict[str, str] = {
    "sensitive": N_("The words were taken out when it was marked as sensitive."),
    "retention": N_("The words were taken out when their time to be kept was over."),
    "person": N_("The words were taken out because they were about a person."),
}
"""Why the values of an entry went."""

_SHEETS = {
    "summary": N_("huddle summary"),
    "actions": N_("action sheets"),
    "agenda": N_("agenda"),
    "follow-up": N_("follow-up list"),
    "blank": N_("form for paper"),
    "attendance": N_("attendance"),
    "you-said": N_("you said, we did"),
    "report": N_("monthly report"),
    "poster": N_("poster"),
    "certificate": N_("certificate"),
    "escalation": N_("escalation slip"),
    "answer": N_("answer slip"),
    "chart": N_("chart"),
    "card": N_("cards"),
    "comments": N_("what patients said"),
    "thanks": N_("notes of thanks"),
    "register": N_("technology register"),
    "tool": N_("tool sheet"),
}
_NOT_SHOWN = frozenset({"press_key"})
"""Fields that mean nothing to a person."""
_Names = Mapping[str, str]


def act_in_words(act: str, thing: str) -> str:
    """What was done, as one short sentence part."""
    if act not in ACTS:
        return " ".join((act.replace("_", " "), thing))
    return _(ACTS[act]).format(thing=thing)


def thing_in_words(entity: str, kind: ItemKind | None) -> str:
    """What it was done to."""
    if kind is not None:
        return _(KINDS[kind])
    return _(THINGS[entity]) if entity in THINGS else entity.replace("_", " ")


def field_in_words(field: str) -> str:
    """The name of a field; empty for one that means nothing to a person."""
    if field in _NOT_SHOWN:
        return ""
    return _(FIELDS[field]) if field in FIELDS else field.replace("_", " ")


def value_in_words(field: str, value: Any, names: _Names, zone: str) -> str:
    """A value as a person reads it.

    Args:
        field: The field it stands in.
        value: As the audit holds it.
        names: What ids stand for.
        zone: The ward's time zone.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        return _text_in_words(field, value, names, zone)
    if isinstance(value, dict):
        return ", ".join(f"{_identifier(one)}: {count}" for one, count in value.items())
    if field.endswith("seconds"):
        return dates.span(value)
    return str(value)


def _text_in_words(field: str, value: str, names: _Names, zone: str) -> str:
    if value.startswith("hash:"):
        return _("not shown")
    if field.endswith("_ids"):
        return ", ".join(names.get(one, one) for one in value.split())
    try:
        said = _special(field, value, zone)
    except ValueError:
        # An older program may have known other words; they are shown as they stand.
        said = value
    return names.get(value, value) if said is None else said


def _special(field: str, value: str, zone: str) -> str | None:
    """Words, days and times as a person reads them; none for plain text."""
    if field in _WORDS:
        return _WORDS[field](value)
    if field.endswith("_on") or field == "on_day":
        return dates.in_table(dt.date.fromisoformat(value))
    if field.endswith("_at"):
        return dates.in_table(local(dt.datetime.fromisoformat(value), zone))
    return None


def _word_of(*vocabularies: type[StrEnum]) -> Callable[[str], str]:
    """Reads a word of the first vocabulary that knows it; one that none knows is no value."""

    def read(value: str) -> str:
        for vocabulary in vocabularies:
            if value in {one.value for one in vocabulary}:
                return label(vocabulary(value))
        raise ValueError(value)

    return read


def _identifier(kind: str) -> str:
    from huddle.rules.identifiers import Finding, IdentifierKind  # noqa: PLC0415 - not at start

    known = {one.value for one in IdentifierKind}
    return Finding(IdentifierKind(kind), 0, 0, "").label if kind in known else kind


def _time_in_words(value: str) -> str:
    return dates.clock_time(dt.time.fromisoformat(value))


def entries_in_words(count: int) -> str:
    """So many entries."""
    return ngettext("{count} entry", "{count} entries", count).format(count=f"{count:,}")


_WORDS: dict[str, Callable[[str], str]] = {
    "status": _word_of(Status, HuddleStatus, ToolStatus),
    "sheet": lambda value: _(_SHEETS.get(value, value)),
    "rota_from": lambda value: dates.in_table(dt.date.fromisoformat(value)),
    "rota_turns": _word_of(RotaTurns),
    "starts_at": _time_in_words,
    "due_time": _time_in_words,
    "needed_time": _time_in_words,
    "role": _word_of(AccessRole),
    "kind": _word_of(ItemKind, ToolTrouble, SuggestionKind),
    "was": _word_of(ToolStatus),
    "became": _word_of(ToolStatus),
    "is_ai": _word_of(IsAi),
    "device_class": _word_of(DeviceClass),
    "harm": _word_of(ToolHarm),
    "purpose": _word_of(StepPurpose),
    "presence": _word_of(Presence),
    "incident_reported": _word_of(IncidentReported),
    "role_group": _word_of(RoleGroup),
    "weekdays": lambda value: ", ".join(dates.short_weekday(int(day)) for day in value),
    "strength": _word_of(Strength),
    "sensitive_roles": lambda value: ", ".join(label(AccessRole(one)) for one in value.split()),
    "read_back": lambda value: _("agreed") if value == "agreed" else value,
}
"""How the words of a vocabulary are read, by field."""
