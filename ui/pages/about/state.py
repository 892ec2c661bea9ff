"""What the About page shows, and the same in plain lines for whoever helps."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huddle import dates
from huddle.i18n import _
from huddle.proving import Installation
from ui.widgets.facts import Fact
from ui.widgets.labels import breakable


@dataclass(frozen=True, slots=True)
class AboutState:
    """What is installed, where its data is, and whom to tell.

    Attributes:
        installed: The versions.
        qt: The version of Qt.
        data_place: The folder or the server of the data.
        act_now_number, tell_us, speak_up_contact: Whom to tell, as the ward says; may be empty.
    """

    installed: Installation
    qt: str
    data_place: str
    act_now_number: str
    tell_us: str
    speak_up_contact: str

    @property
    def version(self) -> str:
        """The program's name and version."""
        return _("Huddle {version}").format(version=self.installed.version)

    @property
    def build(self) -> str:
        """Which build it is, in words."""
        build = self.installed.build
        if not build.built_on:
            return _("It runs from its source.")
        return _("Built on {day} from {commit}.").format(
            day=dates.in_prose(dt.date.fromisoformat(build.built_on)), commit=build.commit
        )

    @property
    def made_with(self) -> str:
        """The versions of what it stands on."""
        return _("Python {python}, Qt {qt}, SQLCipher {sqlcipher}").format(
            python=self.installed.python, qt=self.qt, sqlcipher=self.installed.sqlcipher
        )

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What is installed."""
        return (
            ("about_build", _("Build"), self.build),
            ("about_data", _("Where the data is"), breakable(self.data_place)),
            ("about_data_version", _("Version of the data"), self.installed.data_version),
            ("about_made_with", _("Made with"), self.made_with),
            ("about_system", _("This computer"), self.installed.system),
        )

    @property
    def contacts(self) -> tuple[Fact, ...]:
        """Whom to tell; what the ward did not say is left out."""
        found = (
            ("about_act_now", _("It happens now"), self.act_now_number),
            ("about_tell_us", _("On this ward"), self.tell_us),
            ("about_speak_up", _("To speak up"), self.speak_up_contact),
        )
        return tuple(fact for fact in found if fact[2])

    def for_support(self, proved: str = "") -> str:
        """Plain lines for whoever helps.

        Args:
            proved: What the self-test said, if it ran.
        """
        installed = self.installed
        lines = (
            self.version,
            self.build,
            self.made_with,
            installed.system,
            _("Version of the data: {version}").format(version=installed.data_version),
            _("Data: {place}").format(place=self.data_place),
            proved,
        )
        return "\n".join(line for line in lines if line)
