"""What happens with saved views: chosen, kept under a name, shared, removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from huddle.errors import Refused
from huddle.i18n import N_, _
from huddle.rows.views import FollowUpsShape, SavedViewRow, SavedViews

if TYPE_CHECKING:
    from ui.care import Watch
    from ui.desk import Desk
    from ui.pages.followups.page import FollowUpsPage

_FIELDS = {
    "department_id": N_("department"),
    "owner_id": N_("owner"),
    "stage_id": N_("stage"),
    "goal_id": N_("goal"),
}


class Viewing(QObject):
    """The behaviour of saved views.

    Signals:
        wanted: A `FollowUpsShape` to show.

    Args:
        page: The page.
        desk: What it works with.
        watch: Looks at names for what tells who a patient is.
        shown: Gives what stands on the page now.
    """

    wanted = Signal(object)

    def __init__(
        self, page: FollowUpsPage, desk: Desk, watch: Watch, shown: Callable[[], FollowUpsShape]
    ) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._watch = watch
        self._shown = shown
        self._views = SavedViews()
        self._picked_id = ""
        control = page.filter.views
        control.picked.connect(self._pick)
        control.save_asked.connect(lambda: self._ask_name(_("Save this view"), self._save))
        control.rename_asked.connect(self._ask_to_rename)
        control.share_asked.connect(self._share)
        control.remove_asked.connect(self._ask_to_remove)

    def show_views(self, views: SavedViews) -> None:
        """Offer these, and mark the one that stands on the page."""
        self._views = views
        self.mark()

    def mark(self) -> None:
        """Show which view stands on the page: what was changed since is none."""
        now = self._shown()
        fitting = [view for view in self._views.views if _is_shown(view.shape, now)]
        picked = (view for view in fitting if view.id == self._picked_id)
        view = next(picked, fitting[0] if fitting else None)
        self._page.filter.views.show_views(self._views, view)

    def took(self, view: SavedViewRow) -> None:
        """A view stands on the page: say what it named that is not there any more."""
        self._picked_id = view.id
        if view.dropped:
            fields = ", ".join(_(_FIELDS[name]) for name in view.dropped)
            said = _("Not there any more, and left out of “{name}”: {fields}.")
            self._desk.messages.say(said.format(name=view.name, fields=fields))

    def _pick(self, view_id: str) -> None:
        view, ward = self._views.view(view_id), self._desk.ward
        self._picked_id = ""
        self.wanted.emit(view.shape if view else FollowUpsShape())
        if view is not None:
            self.took(view)
        self._run(lambda: ward.views.use(view_id))

    def _ask_name(
        self, title: str, then: Callable[[str], object], start: str = "", why: str = ""
    ) -> None:
        self._desk.ask.one_line(
            self._page,
            title=title,
            text=why or _("Filter, order and board or table come back under this name."),
            label=_("Name of the view"),
            yes=_("Save"),
            then=then,
            start=start,
            watch=self._watch,
        )

    def _save(self, name: str) -> None:
        ward, shape = self._desk.ward, self._shown()

        def saved(view: SavedViewRow) -> None:
            self._picked_id = view.id
            self.mark()
            self._desk.messages.say(_("Saved as “{name}”.").format(name=view.name))

        def ask_again(error: Refused) -> None:
            self._ask_name(_("Save this view"), self._save, name, error.message)

        self._run(lambda: ward.views.add(name, shape), saved, ask_again)

    def _ask_to_rename(self, view: SavedViewRow) -> None:
        def rename(name: str) -> None:
            ward = self._desk.ward
            self._run(
                lambda: ward.views.rename(view.id, view.row_version, name),
                refused=lambda error: self._ask_name(
                    _("Rename the view"), rename, name, error.message
                ),
            )

        self._ask_name(_("Rename the view"), rename, view.name)

    def _share(self, view: SavedViewRow) -> None:
        ward, shares = self._desk.ward, not view.is_shared
        said = _("Everybody has “{name}” now.") if shares else _("“{name}” is shared no more.")
        self._run(
            lambda: ward.views.share(view.id, view.row_version, is_shared=shares),
            lambda _none: self._desk.messages.say(said.format(name=view.name)),
        )

    def _ask_to_remove(self, view: SavedViewRow) -> None:
        ward = self._desk.ward
        shared = _("Whoever it is shared with loses it, too.") if view.is_shared else ""
        self._desk.ask.confirm(
            self._page,
            title=_("Remove the view “{name}”?").format(name=view.name),
            text=_("The actions in it stay as they are. {more}").format(more=shared).strip(),
            yes=_("Remove"),
            harmful=True,
            then=lambda: self._run(lambda: ward.views.remove(view.id)),
        )

    def _run(
        self,
        call: Callable[[], Any],
        done: Callable[[Any], None] = lambda _none: None,
        refused: Callable[[Refused], object] | None = None,
    ) -> None:
        def failed(error: Exception) -> None:
            if isinstance(error, Refused):
                (refused or (lambda one: self._desk.messages.warn(one.message)))(error)
            else:
                self._desk.tasks.unhandled.emit(error)

        self._desk.tasks.run(self._page, call, done, failed, key="view")


def _is_shown(shape: FollowUpsShape, now: FollowUpsShape) -> bool:
    """Whether a view is what stands on the page; what it leaves open may be as it likes."""
    return (
        shape.wanted == now.wanted
        and shape.order in (None, now.order)
        and shape.is_board in (None, now.is_board)
    )
