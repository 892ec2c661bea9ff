"""Four real meetings, replayed through the window as huddles of one series.

The minutes lie outside this project; `HUDDLE_REAL_INPUTS` names their folder.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.rows.items import ItemRow
from huddle.vocabulary import HuddleStatus, ItemKind, Status
from tests.helpers import minutes, qt, wards
from tests.helpers.sheet_text import has_pdftotext, pages_of
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import on_a_screen
from ui.pages.people.item_model import PeopleModel
from ui.pages.run.promises_panel import PromiseCard
from ui.widgets.choices import Tick

pytestmark = [
    on_a_screen,
    minutes.are_there,
    pytest.mark.skipif(not has_pdftotext(), reason="pdftotext (poppler-utils) is not installed"),
]

SERIES = "Obs & Gynae group"
POSTS = ("members", "PMs")
SONOGRAPHY, PROJECTS = "Sonography", "Project office"
TEAMS = {"Attendee 141": SONOGRAPHY, "Attendee 063": PROJECTS, "PMs": PROJECTS}
"""Who of the owners belongs to a department; the others have none."""
NOBODYS = "No department yet"


def _letters(text: str) -> str:
    return "".join(text.split())


@dataclass
class Replay:
    """The series as it is replayed, and what it must come to."""

    meetings: list[dict[str, Any]]
    expected: dict[str, Any]
    open_with: dict[str, str] = field(default_factory=dict)
    """Owners of what is open, by text."""

    @property
    def texts(self) -> set[str]:
        """Every action, as it was worded when it was raised."""
        texts = {action["text"] for meeting in self.meetings for action in meeting["actions"]}
        return texts - set(self.said_first)

    @property
    def said_first(self) -> dict[str, str]:
        """How an action was worded when it was raised, by how it was worded later."""
        return minutes.said_first(self.meetings, self.expected)

    def due_words(self, place: int) -> str:
        """Until when the actions of a meeting are to be done: the next meeting."""
        if place + 1 == len(self.meetings):
            return ""
        day = minutes.starts(self.meetings[place + 1]).date()
        return f" due {day.day} {day:%b}".lower() + f" {day.year}"


@pytest.fixture
def replay() -> Replay:
    expected = minutes.expected()
    ours = [one for one in minutes.meetings() if one["group"] == expected["group"]]
    return Replay(ours, expected)


@pytest.fixture
def window(
    qapp: QApplication, paths: Paths, clock: ShiftedClock, tmp_path: Path, replay: Replay
) -> Iterator[Driver]:
    """A ward that is made through the window, shortly before the first meeting."""
    clock.set_to(minutes.starts(replay.meetings[0]) - dt.timedelta(hours=1))
    driver = Driver(paths, clock, tmp_path)
    driver.type("ward_name", "Imaging collaborative")
    driver.type("departments", f"{SONOGRAPHY}\n{PROJECTS}", instead=True)
    driver.type("time_zone", wards.ZONE, instead=True)
    driver.type("sign_in_name", wards.NAME)
    driver.type("password", wards.PASSWORD)
    driver.press(Qt.Key.Key_Return)
    driver.click("recovery_noted")
    driver.click("recovery_go_on")
    assert driver.page == "today"
    yield driver
    driver.vanish()
    assert not driver.failures
    qapp.setStyleSheet("")


# Setting up


def add_posts(window: Driver) -> None:
    """Owners that are no people."""
    window.alt(Qt.Key.Key_5)
    for post in POSTS:
        window.type("person_add", post)
        window.press(Qt.Key.Key_Return)
        window.click("person_kind_post")


def give_teams(window: Driver) -> None:
    """Put the owners known by now into their departments."""
    window.alt(Qt.Key.Key_5)
    table = window.find("people_table", QTableView)
    model = table.model()
    assert isinstance(model, PeopleModel)
    for row in range(model.rowCount()):
        person = model.person_at(row)
        team = TEAMS.get(person.name) if person else None
        if person is not None and team and person.department_name != team:
            qt.click_row(table, row)
            window.settle()
            window.choose("person_department", team)


def make_template(window: Driver, meeting: dict[str, Any]) -> str:
    """An agenda of the meeting's own."""
    window.alt(Qt.Key.Key_4)
    window.click("templates_section_agendas")
    window.click("template_new")
    window.answer(meeting["title"])
    window.paste("step_add", "\n".join(meeting["agenda"]))
    template = next(
        one for one in window.ward.templates.templates() if one.name == meeting["title"]
    )
    assert [step.name for step in template.steps] == meeting["agenda"]
    return template.name


def hold_by(window: Driver, template: str) -> None:
    """Have the series held by a template; the first time, make the series."""
    window.click("templates_section_held")
    if not any(one.name == SERIES for one in window.ward.templates.series()):
        window.choose("series_add_template", template)
        window.type("series_add", SERIES)
        window.press(Qt.Key.Key_Return)
    elif not window.shows("series_template"):
        window.click("series_2")
    window.choose("series_template", template)
    series = next(one for one in window.ward.templates.series() if one.name == SERIES)
    assert (series.template_name, series.weekdays) == (template, ())


# In the meeting


def take_attendance(window: Driver, names: list[str]) -> None:
    for name in names:
        window.type("roster_name", name)
        window.press(Qt.Key.Key_Return)
    here = [row.name for row in wards_state(window).roster if row.presence.value == "here"]
    assert sorted(here) == sorted(names)


def wards_state(window: Driver) -> Any:
    """How the huddle in view stands."""
    huddle_id = window.ward.planning.today().unfinished[0].id
    return window.ward.running.state(huddle_id)


def go_along(window: Driver, agenda: list[str]) -> None:
    """Visit every step by the keys, and see its name."""
    assert window.text("step_name") == agenda[0]
    for name in agenda[1:]:
        window.alt(Qt.Key.Key_Right)
        assert window.text("step_name") == name


def in_hand(window: Driver) -> tuple[str, str]:
    """The text and the owner of the promise that the keys answer for."""
    (card,) = [
        one
        for one in window.window.findChildren(PromiseCard)
        if one.isVisible() and one.findChild(type(window.find("review_done")), "review_done")
    ]
    code = card.objectName().removeprefix("promise_")
    return window.text(f"promise_text_{code}"), window.text(f"promise_owner_{code}")


def answer_for(window: Driver, replay: Replay, action: dict[str, str]) -> None:
    """Find an action among the promises due, and answer as the minutes do."""
    text = replay.said_first.get(action["text"], action["text"])
    qt.activate(window.window)
    for _promise in replay.open_with:
        if in_hand(window)[0] == text:
            break
        window.ctrl(Qt.Key.Key_Down)
    assert in_hand(window)[0] == text
    if action["owner"] and action["owner"] != replay.open_with[text]:
        give_to(window, action["owner"])
        replay.open_with[text] = action["owner"]
    if action["status"] == "closed":
        window.ctrl(Qt.Key.Key_1)
        del replay.open_with[text]
    else:
        window.ctrl(Qt.Key.Key_2)


def give_to(window: Driver, owner: str) -> None:
    """Give the promise in hand to somebody else."""
    window.click("edit_promise")
    window.type("edit_owner", owner, instead=True)
    window.press(Qt.Key.Key_Tab)
    window.click("edit_finish")
    assert owner in in_hand(window)[1]


def raise_new(window: Driver, replay: Replay, place: int, action: dict[str, str]) -> None:
    """Type a new action with its owner words and its day."""
    owner = f' @"{action["owner"]}"' if action["owner"] else ""
    window.type("capture_line", f"a: {action['text']}{owner}{replay.due_words(place)}")
    if window.shows("chip_unknown"):
        window.ctrl(Qt.Key.Key_N)
        assert not window.shows("chip_unknown")
    window.press(Qt.Key.Key_Return)
    assert not window.run.capture.text
    replay.open_with[action["text"]] = action["owner"]


def hold(window: Driver, replay: Replay, place: int) -> dict[str, Any]:
    """One meeting from its start to its close; leaves its summary in view."""
    meeting = replay.meetings[place]
    window.alt(Qt.Key.Key_1)
    window.click("other_huddle_start")
    take_attendance(window, meeting["attendance"])
    for action in meeting["actions"]:
        if action["status"] != "new":
            answer_for(window, replay, action)
    go_along(window, meeting["agenda"])
    for action in meeting["actions"]:
        if action["status"] == "new":
            raise_new(window, replay, place, action)
    window.click("run_leave")
    give_teams(window)
    window.alt(Qt.Key.Key_1)
    window.click("resume_huddle")
    window.ctrl(Qt.Key.Key_Return)
    window.press(Qt.Key.Key_F9)
    window.ctrl(Qt.Key.Key_Return)
    assert window.page == "sheet"
    return meeting


# On paper


def save_sheet(window: Driver) -> list[str]:
    """Save the sheet in view, and read it back page by page."""
    qt.wait_until(window.find("sheet_save").isEnabled, "the sheet", timeout_ms=20_000)
    window.click("sheet_save")
    return pages_of(window.files.saved[-1].read_bytes())


def check_summary(window: Driver, meeting: dict[str, Any], replay: Replay) -> None:
    text = _letters(" ".join(save_sheet(window)))
    for action in meeting["actions"]:
        said = replay.said_first.get(action["text"], action["text"])
        assert _letters(said) in text
    for name in meeting["attendance"]:
        assert _letters(name) in text


def check_action_sheets(window: Driver, replay: Replay) -> None:
    """Each department's sheet holds its own actions and no other, and so does nobody's."""
    window.alt(Qt.Key.Key_2)
    window.click("print_sheets")
    pages = save_sheet(window)
    by_team: dict[str, str] = {}
    for page in pages:
        team = next(one for one in (SONOGRAPHY, PROJECTS, NOBODYS) if one in page[:200])
        by_team[team] = by_team.get(team, "") + _letters(page)
    for team in (SONOGRAPHY, PROJECTS, NOBODYS):
        wanted = {text for text, who in replay.open_with.items() if TEAMS.get(who, NOBODYS) == team}
        assert {text for text in replay.texts if _letters(text) in by_team.get(team, "")} == wanted
        if team != NOBODYS:
            only_of(window, team)
            alone = _letters(" ".join(save_sheet(window)))
            assert {text for text in replay.texts if _letters(text) in alone} == wanted


def only_of(window: Driver, team: str) -> None:
    """Have the sheet of one department alone, by the ticks above the preview."""
    window.click("sheet_departments")
    window.click("sheet_every_department")
    ticks = window.find("sheet_department_ticks").findChildren(Tick)
    (tick,) = (one for one in ticks if one.text().replace("&&", "&") == team)
    window.click(tick.objectName())
    window.click("sheet_leave_departments")


# What it comes to


def check_expected(item: ItemRow, wanted: dict[str, Any]) -> None:
    assert item.raised_on.isoformat() == wanted["raised"]
    assert item.is_open == wanted.get("open_at_end", False)
    if item.is_open:
        assert (item.age_days, item.times_carried) == (wanted["age_days"], wanted["carried"])
    else:
        assert item.status is Status.CLOSED
        assert item.done_on is not None
        assert item.done_on.isoformat() == wanted["closed"]
    if "owner_becomes" in wanted:
        assert item.owner_name == wanted["owner_becomes"]


def test_four_meetings_come_to_what_the_minutes_say(
    window: Driver, replay: Replay, clock: ShiftedClock
) -> None:
    add_posts(window)
    for place, meeting in enumerate(replay.meetings):
        clock.set_to(minutes.starts(meeting))
        hold_by(window, make_template(window, meeting))
        hold(window, replay, place)
        check_summary(window, meeting, replay)
        check_action_sheets(window, replay)

    items = window.ward.history.items(ItemKind.ACTION)
    totals = replay.expected["totals"]
    assert len(items) == totals["actions"]
    assert sum(item.is_open for item in items) == totals["open_at_end"]
    assert sum(item.status is Status.CLOSED for item in items) == totals["closed"]
    for wanted in replay.expected["actions"]:
        (item,) = [one for one in items if one.text.startswith(wanted["text_begins"])]
        check_expected(item, wanted)
    held = window.ward.history.huddles()
    assert [huddle.status for huddle in held] == [HuddleStatus.CLOSED] * len(replay.meetings)
