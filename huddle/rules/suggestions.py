"""The program's own suggestions in words: on what each kind rests, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping

from huddle.i18n import N_, _, ngettext
from huddle.labels import label
from huddle.rows.suggestions import SuggestionRow
from huddle.tool_words import SuggestionKind

_RESTS_ON: Mapping[SuggestionKind, str] = {
    SuggestionKind.LIKE_BEFORE: N_(
        "While a concern is typed: one of another day that shares words with it. The line names "
        "the words."
    ),
    SuggestionKind.NEXT_HUDDLE: N_(
        "While an action without a day is typed: the day of the next huddle, which looks at it "
        "then."
    ),
    SuggestionKind.ESCALATE: N_(
        "When an action was carried more often, or is later, than the limits under People. It "
        "says which."
    ),
    SuggestionKind.COMES_AGAIN: N_(
        "Under How we huddle: concerns that share most of their words within 30 days. It says how "
        "often."
    ),
    SuggestionKind.THEME: N_(
        "Under Patient voice: words that a comment shares with sorted ones. It says which."
    ),
}
_NOT_COUNTED: Mapping[SuggestionKind, str] = {
    SuggestionKind.NEXT_HUDDLE: N_("Another day that is typed is not counted."),
    SuggestionKind.COMES_AGAIN: N_("It asks for no decision, so nothing is counted."),
    SuggestionKind.THEME: N_("Another theme that is chosen is not counted."),
}


def rests_on(kind: SuggestionKind) -> str:
    """When a kind of suggestion is made, and on what it rests."""
    return _(_RESTS_ON[kind])


def became(row: SuggestionRow) -> str:
    """What people did with a kind of suggestion, as counts."""
    said = [_(_NOT_COUNTED[row.kind])] if row.kind in _NOT_COUNTED else []
    if row.kind is not SuggestionKind.COMES_AGAIN:
        said.insert(0, _counts(row))
    return " ".join(said)


def told(row: SuggestionRow) -> str:
    """A kind in one line: what it is, whether the ward wants it, and what became of it."""
    state = _("on") if row.is_on else _("turned off")
    return _("{kind}: {state}. {became}").format(
        kind=label(row.kind), state=state, became=became(row)
    )


def _counts(row: SuggestionRow) -> str:
    if not (row.taken or row.declined):
        return _("Nobody decided on one yet.")
    taken = ngettext("Taken {count} time", "Taken {count} times", row.taken)
    words = taken.format(count=f"{row.taken:,}")
    declined = ngettext("declined {count} time", "declined {count} times", row.declined)
    return _("{taken}, {declined}.").format(
        taken=words, declined=declined.format(count=f"{row.declined:,}")
    )
