"""Saved views of Follow-ups: everybody's own, and what leaders share with all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlmodel import col, or_, select

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import SavedView
from huddle.rows.views import FollowUpsShape, SavedViewRow, SavedViews
from huddle.rules.saved_views import as_text, built_in, from_text, without_unknown
from huddle.services import drafts, goals
from huddle.services.guarded import Service
from huddle.services.people import found
from huddle.services.reading import known
from huddle.services.setting_up import check_version
from huddle.store.transaction import Reader, Writer

_USED = "followups_view"
"""The draft in which an account's last choice stands: nobody's record, and gone with drafts."""


class Views(Service, called="views"):
    """What of Follow-ups somebody wants to see again."""

    def views(self) -> SavedViews:
        """The built-in views, one's own and those that others share, in this order."""
        with self._store.read() as reader:
            ids = _known_ids(reader)
            rows = (*built_in(), *(_row(reader, view, ids) for view in _all(reader)))
            used = drafts.of_huddle(reader, reader.account_id, None).get(_USED, "")
            return SavedViews(rows, used if any(row.id == used for row in rows) else "")

    def add(self, name: str, shape: FollowUpsShape) -> SavedViewRow:
        """Keep a view under a name; it is the one used last, then.

        Raises:
            Refused: The name is empty, too long or taken, or the filter is too long.
        """
        with self._store.write() as writer:
            values = _checked(writer, name, as_text(shape))
            position = len(_all(writer))
            view = writer.add(SavedView, account_id=writer.account_id, position=position, **values)
            drafts.save(writer, None, _USED, view.id)
            return _row(writer, view, _known_ids(writer))

    def rename(self, view_id: str, row_version: int, name: str) -> None:
        """Give one's own view another name.

        Raises:
            Refused: It is somebody else's, or the name is empty, too long or taken.
        """
        with self._store.write() as writer:
            view = _own(writer, view_id)
            check_version(view.row_version, row_version)
            writer.change(view, **_checked(writer, name, view.wanted, but=view.id))

    def remove(self, view_id: str) -> None:
        """Take one's own view away, also from those it was shared with.

        Raises:
            Refused: It is somebody else's.
        """
        with self._store.write() as writer:
            writer.delete(_own(writer, view_id))

    def share(self, view_id: str, row_version: int, *, is_shared: bool) -> None:
        """Let everybody have one's own view; or any shared one only its owner again.

        Raises:
            Refused: It is somebody else's, or it changed meanwhile.
        """
        with self._store.write() as writer:
            view = found(writer, SavedView, view_id)
            if not view.is_shared:
                view = _own(writer, view_id)
            check_version(view.row_version, row_version)
            writer.change(view, is_shared=is_shared)

    def use(self, view_id: str) -> None:
        """Remember which view this account chose last; empty for none."""
        with self._store.write() as writer:
            drafts.save(writer, None, _USED, view_id)


def _all(reader: Reader) -> Sequence[SavedView]:
    """One's own views and shared ones, one's own first."""
    is_mine = col(SavedView.account_id) == reader.account_id
    query = select(SavedView).where(
        SavedView.unit_id == reader.unit_id,
        col(SavedView.deleted_at).is_(None),
        col(SavedView.is_search).is_(False),
        or_(is_mine, col(SavedView.is_shared)),
    )
    return reader.session.exec(query.order_by(is_mine.desc(), col(SavedView.id))).all()


def _own(writer: Writer, view_id: str) -> SavedView:
    view = found(writer, SavedView, view_id)
    if view.account_id != writer.account_id:
        raise Refused(_("That view is somebody else’s. Save one of your own instead."))
    return view


def _checked(writer: Writer, name: str, wanted: str, *, but: str = "") -> dict[str, Any]:
    from huddle.model.inputs import SavedViewInput, validated  # noqa: PLC0415 - at first write

    values = validated(SavedViewInput, name=name, wanted=wanted)
    names = {row.name.casefold() for row in built_in()}
    names |= {view.name.casefold() for view in _all(writer) if view.id != but}
    if values["name"].casefold() in names:
        raise Refused(_("There is a view of that name already: choose another one."), "name")
    return values


def _known_ids(reader: Reader) -> dict[str, Collection[str]]:
    """What a filter can name, by the field that names it."""
    there = known(reader)
    return {
        "department_id": {team.id for team in there.departments},
        "owner_id": {person.id for person in there.people},
        "stage_id": {stage.id for stage in there.stages},
        "goal_id": {goal.id for goal in goals.offered(reader)},
    }


def _row(reader: Reader, view: SavedView, ids: dict[str, Collection[str]]) -> SavedViewRow:
    shape, dropped = without_unknown(from_text(view.wanted), ids)
    return SavedViewRow(
        id=view.id,
        name=view.name,
        shape=shape,
        is_mine=view.account_id == reader.account_id,
        is_shared=view.is_shared,
        row_version=view.row_version,
        dropped=dropped,
    )
