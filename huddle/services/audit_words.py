"""The audit in words: what was done, to what, and how fields were and became."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from huddle import dates
from huddle.clock import local
from huddle.i18n import N_, _, ngettext
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
    label,
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

THINGS: dict[str, str] = {
    "account": N_("an account"),
    "actions": N_("actions"),
    "addendum": N_("a dated correction"),
    "attendance": N_("a line of the roster"),
    "audit": N_("the audit"),
    "closed_day": N_("a closed day"),
    "concerns": N_("concerns"),
    "department": N_("a department"),
    "escalation": N_("an escalation"),
    "everything": N_("everything in the store"),
    "goal_measure": N_("a measure of a goal"),
    "goal_plan": N_("the plan of a goal"),
    "hand_over": N_("a hand-over file"),
    "harm": N_("a kind of harm"),
    "harm_day": N_("a day of the safety cross"),
    "hold": N_("a hold on disposal"),
    "huddle": N_("a huddle"),
    "huddle_step": N_("a step of a huddle"),
    "huddles": N_("huddles"),
    "import_run": N_("a file from elsewhere"),
    "item": N_("an item"),
    "mail_server": N_("the mail settings"),
    "measure": N_("a measure"),
    "measures": N_("readings of measures"),
    "overdue": N_("the overdue actions by department"),
    "part": N_("a part of an action"),
    "person": N_("a person"),
    "policy": N_("the privacy settings"),
    "reading": N_("a reading"),
    "rebase": N_("a new start of a chart"),
    "received_escalation": N_("an escalation from another unit"),
    "receiver": N_("a receiver of escalations"),
    "reminders": N_("reminders"),
    "pulse": N_("the pulse of a quarter"),
    "pulse_reply": N_("what a low result of the pulse leads to"),
    "rota_place": N_("a place in a rota"),
    "rota_swap": N_("a swap in a rota"),
    "saved_view": N_("a saved view"),
    "series": N_("a series"),
    "series_exception": N_("another day of a series"),
    "sheet": N_("a sheet"),
    "stage": N_("a journey stage"),
    "template": N_("an agenda"),
    "template_step": N_("a step of an agenda"),
    "test_message": N_("a test message"),
    "tier": N_("a tier"),
    "unit": N_("the ward"),
}
"""What it was done to, by its name in the audit."""

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

FIELDS: dict[str, str] = {
    "about": N_("about"),
    "account_id": N_("account"),
    "act_now_number": N_("number to call first"),
    "actions": N_("actions"),
    "address": N_("hand-over address"),
    "answer": N_("answer"),
    "answered_at": N_("answered"),
    "answered_by": N_("answered by"),
    "ask": N_("ask"),
    "asked_for_in": N_("asked for in"),
    "audit": N_("old and new values in the audit"),
    "audit_values": N_("entries of the audit that lost their values"),
    "backup_alarm_days": N_("days without a backup before the warning"),
    "baseline": N_("baseline"),
    "because": N_("why there is no action"),
    "became": N_("became"),
    "bed_asked": N_("asked whether a bed is a patient or a place"),
    "by": N_("by"),
    "came_by": N_("came by"),
    "checked_at": N_("checked"),
    "checked_by": N_("checked by"),
    "classification": N_("classification"),
    "closed_at": N_("closed"),
    "code": N_("code"),
    "collected_by": N_("collected by"),
    "comes_usually": N_("comes usually"),
    "copies": N_("copies"),
    "count": N_("number"),
    "criteria": N_("criteria"),
    "day": N_("day"),
    "deleted": N_("what was deleted"),
    "deleted_at": N_("taken away"),
    "deleted_by": N_("taken away by"),
    "deleted_why": N_("why it was taken away"),
    "delta": N_("next time"),
    "denominator": N_("divided by"),
    "department": N_("department"),
    "department_id": N_("department"),
    "department_ids": N_("departments"),
    "deputy_id": N_("deputy"),
    "destroy_after_days": N_("days until a sheet is to be destroyed"),
    "direction": N_("which way is an improvement"),
    "disagreement": N_("disagreement"),
    "done_at": N_("done"),
    "done_on": N_("day done"),
    "drafts": N_("texts that nobody finished"),
    "due_on": N_("due"),
    "due_time": N_("due time"),
    "ended_at": N_("ended"),
    "ends_at": N_("ends"),
    "entered_late_at": N_("typed in later"),
    "entered_late_by": N_("typed in later by"),
    "escalate_after_carried": N_("times carried before it is proposed to escalate"),
    "escalate_after_days": N_("days late before it is proposed to escalate"),
    "escalation_id": N_("escalation"),
    "events": N_("events"),
    "extension": N_("extension"),
    "facilitator": N_("facilitator"),
    "family": N_("family"),
    "file": N_("file"),
    "first_due_on": N_("first due"),
    "found": N_("what was found"),
    "from_code": N_("code there"),
    "from_id": N_("turned into this from"),
    "from_on": N_("from"),
    "from_pc": N_("from computer"),
    "from_unit": N_("from"),
    "goal_id": N_("goal"),
    "harm_id": N_("kind of harm"),
    "held_on": N_("day"),
    "hospital_numbers": N_("shapes of hospital numbers"),
    "host": N_("mail server"),
    "how_known": N_("how we will know"),
    "how_often": N_("how often"),
    "huddle": N_("huddle"),
    "huddle_id": N_("huddle"),
    "huddles": N_("huddles and their records"),
    "import_run_id": N_("import from a file"),
    "incident_reference": N_("incident reference"),
    "incident_reported": N_("incident reported"),
    "incidents": N_("what is tied to a reported incident"),
    "is_disabled": N_("disabled"),
    "is_held": N_("held"),
    "is_lifted": N_("lifted"),
    "is_main": N_("main series"),
    "is_of_the_day": N_("a measure of the day"),
    "is_on": N_("mail is sent"),
    "is_post": N_("post"),
    "is_priority": N_("priority"),
    "is_retired": N_("off the lists"),
    "is_screened": N_("large steps left out of the limits"),
    "is_search": N_("is a search"),
    "is_sensitive": N_("sensitive"),
    "is_shared": N_("for everybody"),
    "item_id": N_("item"),
    "items": N_("what was said in huddles"),
    "join_stage_id": N_("join with"),
    "keep_audit_months": N_("months the audit is kept"),
    "keep_deleted_months": N_("months what was taken away is kept"),
    "keep_huddles_months": N_("months huddles are kept"),
    "keep_incidents_months": N_("months incidents are kept"),
    "kind": N_("kind"),
    "last_at": N_("last"),
    "led_by": N_("led by"),
    "left_out": N_("whom it might leave out"),
    "login": N_("login of the server"),
    "mailbox": N_("mailbox"),
    "measure": N_("measure"),
    "measure_id": N_("measure"),
    "minimum": N_("answers shown together"),
    "more_times": N_("further times"),
    "move_count": N_("times moved"),
    "name": N_("name"),
    "near_misses": N_("near misses"),
    "needed_on": N_("needed by"),
    "needed_time": N_("time it is needed by"),
    "not_held_reason": N_("why it was not held"),
    "note": N_("note"),
    "number": N_("number"),
    "numerator": N_("what is counted"),
    "on_day": N_("day"),
    "only_when_needed": N_("only when needed"),
    "other_unit_ids": N_("other units"),
    "owner_id": N_("owner"),
    "owner_text": N_("owner as typed"),
    "parent_id": N_("belongs to"),
    "patient_reference": N_("patient reference"),
    "patient_reference_at": N_("patient reference given"),
    "patient_reference_hours": N_("hours a patient reference stays"),
    "paused_at": N_("paused"),
    "paused_seconds": N_("pauses"),
    "pc": N_("computer"),
    "per": N_("per"),
    "person_id": N_("person"),
    "pins_allowed": N_("PINs allowed"),
    "place": N_("where"),
    "planned_seconds": N_("planned time"),
    "plus": N_("went well"),
    "port": N_("port"),
    "position": N_("place in the list"),
    "presence": N_("presence"),
    "prompts": N_("prompts"),
    "purpose": N_("purpose"),
    "quiet_from": N_("quiet from"),
    "quiet_until": N_("quiet until"),
    "pulse_id": N_("pulse"),
    "quarter": N_("quarter"),
    "question": N_("question"),
    "raised_by_department_id": N_("raised by department"),
    "raised_by_person_id": N_("raised by"),
    "raised_on": N_("raised"),
    "read_back": N_("read back"),
    "read_on": N_("day it stands for"),
    "reason": N_("reason"),
    "receiver_id": N_("receiver"),
    "receiving_unit_id": N_("receiving unit"),
    "reopened_count": N_("times opened again"),
    "reopened_reason": N_("why it was opened again"),
    "replaced": N_("places where the name was replaced"),
    "replaces_id": N_("corrects"),
    "reply_address": N_("hand-over address for the answer"),
    "reply_hours": N_("hours until a reply"),
    "review_on": N_("comes back"),
    "role": N_("role"),
    "role_group": N_("role group"),
    "roster": N_("people on the list"),
    "rota_from": N_("rota from"),
    "rota_turns": N_("rota moves on"),
    "second_backup_folder": N_("second place for backups"),
    "seconds": N_("time box"),
    "security": N_("encryption"),
    "seed": N_("seed"),
    "sender": N_("sender"),
    "sends_digest": N_("reminders are mailed"),
    "sends_sheets": N_("sheets are mailed at the close"),
    "sensitive_roles": N_("who sees sensitive items"),
    "sent_back_at": N_("answer sent back"),
    "series_id": N_("series"),
    "sheet": N_("sheet"),
    "shows": N_("shows also"),
    "since_on": N_("since"),
    "skips_closed_days": N_("rests on closed days"),
    "slip": N_("slip number"),
    "source": N_("source"),
    "speak_up_contact": N_("speak-up contact"),
    "spent_seconds": N_("time spent"),
    "stage_id": N_("stage"),
    "started_at": N_("started"),
    "starts_at": N_("starts"),
    "starts_on": N_("from"),
    "status": N_("status"),
    "step_entered_at": N_("step begun"),
    "step_id": N_("step"),
    "strength": N_("strength of action"),
    "summary_to": N_("summary goes to"),
    "supports": N_("supports"),
    "target": N_("target"),
    "telephone": N_("telephone"),
    "tell_us": N_("how teams tell us"),
    "template_id": N_("agenda"),
    "text": N_("text"),
    "texts_with_the_name": N_("texts that still hold the name"),
    "tier": N_("tier"),
    "tier_id": N_("tier"),
    "time_zone": N_("time zone"),
    "title": N_("title"),
    "to": N_("to"),
    "to_name": N_("to"),
    "to_role": N_("role of the receiver"),
    "to_unit_id": N_("their unit"),
    "told_at": N_("told"),
    "told_back_at": N_("told back"),
    "told_back_in": N_("told back in"),
    "told_by": N_("told by"),
    "told_whom": N_("told to"),
    "turned_into_id": N_("turned into"),
    "unit": N_("unit"),
    "units": N_("units"),
    "until_on": N_("until"),
    "user_name": N_("name at the mail server"),
    "value": N_("value"),
    "wanted": N_("what it shows"),
    "was_visited": N_("visited"),
    "weekdays": N_("weekdays"),
    "why": N_("why"),
}
"""The fields of audited rows."""

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


def _status_in_words(value: str) -> str:
    known = {one.value for one in Status}
    return label(Status(value)) if value in known else label(HuddleStatus(value))


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
    "status": _status_in_words,
    "sheet": lambda value: _(_SHEETS.get(value, value)),
    "rota_from": lambda value: dates.in_table(dt.date.fromisoformat(value)),
    "rota_turns": lambda value: label(RotaTurns(value)),
    "starts_at": _time_in_words,
    "due_time": _time_in_words,
    "needed_time": _time_in_words,
    "role": lambda value: label(AccessRole(value)),
    "kind": lambda value: label(ItemKind(value)),
    "purpose": lambda value: label(StepPurpose(value)),
    "presence": lambda value: label(Presence(value)),
    "incident_reported": lambda value: label(IncidentReported(value)),
    "role_group": lambda value: label(RoleGroup(value)),
    "weekdays": lambda value: ", ".join(dates.short_weekday(int(day)) for day in value),
    "strength": lambda value: label(Strength(value)),
    "sensitive_roles": lambda value: ", ".join(label(AccessRole(one)) for one in value.split()),
    "read_back": lambda value: _("agreed") if value == "agreed" else value,
}
"""How the words of a vocabulary are read, by field."""
