"""What every presenter works with once somebody is signed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from huddle.rules import access, features

if TYPE_CHECKING:
    from huddle.autostart import Autostart
    from huddle.settings import Settings
    from huddle.ward import Ward
    from ui.changes import ChangeBus
    from ui.dialogs.ask import Asker
    from ui.dialogs.files import FileChooser
    from ui.messages import MessageBar
    from ui.tasks import TaskRunner
    from ui.theme.theme import Theme


May = Callable[[str], bool]
"""Whether whoever is signed in may call a service function, named as in `rules.access`, here."""


class Go(Protocol):
    """Leads to another page."""

    def __call__(self, page: str, **what: str) -> None:
        """Show a page; `what` names what it shall show, such as `huddle_id`."""


class GiveSettings(Protocol):
    """Gives this account's settings."""

    def __call__(self) -> Settings:
        """The settings as they are."""


class KeepSettings(Protocol):
    """Keeps this account's settings and applies them."""

    def __call__(self, settings: Settings) -> None:
        """Keep and apply."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The open ward, the workers, and the ways to speak to the person.

    Attributes:
        ward: Its services; called through `tasks`, never on the main thread.
        tasks: Runs calls on the workers.
        changes: Says what finished writes touched.
        messages: The quiet bar at the bottom.
        ask: Questions that a person must decide.
        files: Chooses files to save to.
        theme: The looks in use.
        settings: Gives this account's settings as they are.
        keep_settings: Keeps and applies changed ones.
        go: Leads to another page.
        autostart: Gives what knows whether Huddle starts by itself; asked for on a worker.
        type_in: Asks for the code on a piece of paper, and opens what it stands for.
        start_tour: Leads somebody new over the pages.
        start_again: Lets nobody be signed in any more, and says why.
        practise: Begins a practice huddle, by the name of its scenario.
        explain: Opens what explains the page in view beside it, or closes it.
    """

    ward: Ward
    tasks: TaskRunner
    changes: ChangeBus
    messages: MessageBar
    ask: Asker
    files: FileChooser
    theme: Theme
    settings: GiveSettings
    keep_settings: KeepSettings
    go: Go
    autostart: Callable[[], Autostart]
    type_in: Callable[[], None] = lambda: None
    start_tour: Callable[[], None] = lambda: None
    start_again: Callable[[str], None] = lambda _why: None
    practise: Callable[[str], None] = lambda _scenario: None
    explain: Callable[[], None] = lambda: None

    def may(self, function: str) -> bool:
        """Whether whoever is signed in may call a service function here, by role and organisation.

        Args:
            function: Named as in `rules.access`.
        """
        if features.is_off(function, self.ward.paths.fleet):
            return False
        return access.may(self.ward.account.role, function)
