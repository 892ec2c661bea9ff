"""What is missing before a huddle closes: warnings that never block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from huddle.i18n import _, ngettext
from huddle.rows.huddles import GapRow, HuddleStepRow, PromiseRow, RosterRow
from huddle.rows.items import ItemRow
from huddle.vocabulary import Gap, ItemKind, Presence, Status, StepPurpose

if TYPE_CHECKING:
    from huddle.rules.guarding import Guard

_LONGEST_QUOTE = 60


def gaps(
    steps: Sequence[HuddleStepRow],
    roster: Sequence[RosterRow],
    items: Sequence[ItemRow],
    promises: Sequence[PromiseRow],
    drafts: dict[str, str],
    guard: Guard,
) -> tuple[GapRow, ...]:
    """Everything the quality gate found missing, in the order a facilitator would mend it."""
    return (
        *_draft_gaps(drafts),
        *_identifier_gaps(items, guard),
        *_attendance_gaps(roster),
        *_action_gaps(items),
        *_concern_gaps(items),
        *_promise_gaps(promises),
        *_step_gaps(steps),
    )


def _draft_gaps(drafts: dict[str, str]) -> list[GapRow]:
    typed = drafts.get("capture", "").strip()
    if not typed:
        return []
    text = _("“{text}” is still in the capture line; closing keeps it.").format(text=_quoted(typed))
    return [GapRow(Gap.DRAFT_LEFT, text)]


def _identifier_gaps(items: Sequence[ItemRow], guard: Guard) -> list[GapRow]:
    """What may tell who a patient is, while it can still be put right."""
    from huddle.rules.guarding import in_item, said_of  # noqa: PLC0415 - not at start

    found = []
    for item in items:
        if findings := in_item(guard, item):
            text = _("“{text}”: {says}").format(text=_quoted(item.text), says=said_of(findings))
            found.append(GapRow(Gap.IDENTIFIER, text, item.id))
    return found


def _attendance_gaps(roster: Sequence[RosterRow]) -> list[GapRow]:
    if any(row.presence is Presence.HERE for row in roster):
        return []
    return [GapRow(Gap.NOBODY_PRESENT, _("Nobody is marked as here."))]


def _action_gaps(items: Sequence[ItemRow]) -> list[GapRow]:
    found = []
    for item in items:
        if not item.is_open:
            continue
        quoted = _quoted(item.text)
        if not item.owner_name and not item.parts:
            text = _("“{text}” has no owner.").format(text=quoted)
            found.append(GapRow(Gap.NO_OWNER, text, item.id))
        elif item.needs_name and not item.parts:
            text = _("“{text}” is with {owner}: who is that?").format(
                text=quoted, owner=item.owner_name
            )
            found.append(GapRow(Gap.OWNER_UNNAMED, text, item.id))
        if item.due_on is None:
            found.append(
                GapRow(Gap.NO_TIME, _("“{text}” has no day.").format(text=quoted), item.id)
            )
    return found


def _concern_gaps(items: Sequence[ItemRow]) -> list[GapRow]:
    return [
        GapRow(
            Gap.CONCERN_UNDECIDED,
            _("Nothing was decided about “{text}”.").format(text=_quoted(item.text)),
            item.id,
        )
        for item in items
        if item.kind is ItemKind.CONCERN and item.status is Status.NEW and item.turned_into is None
    ]


def _promise_gaps(promises: Sequence[PromiseRow]) -> list[GapRow]:
    left = [promise.item for promise in promises if promise.answer is None and promise.item.is_open]
    if not left:
        return []
    text = ngettext(
        "One promise was not gone through: it stays open and comes back.",
        "{count} promises were not gone through: they stay open and come back.",
        len(left),
    ).format(count=len(left))
    return [GapRow(Gap.PROMISE_UNREVIEWED, text, left[0].id)]


def _step_gaps(steps: Sequence[HuddleStepRow]) -> list[GapRow]:
    skipped = [
        step for step in steps if not step.was_visited and step.purpose is not StepPurpose.READ_BACK
    ]
    if not skipped:
        return []
    text = _("Not visited: {steps}.").format(steps=", ".join(step.name for step in skipped))
    return [GapRow(Gap.STEP_SKIPPED, text, None, skipped[0].id)]


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1]}…"
