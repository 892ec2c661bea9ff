"""Every page for everybody: by key alone, by ear, with large text and in longer words."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView, QTableView

from huddle.clock import ShiftedClock
from huddle.i18n import use_language
from huddle.paths import Paths
from huddle.settings import Settings, save_settings
from huddle.tool_words import ToolHarm, ToolStatus, ToolTrouble
from huddle.vocabulary import RotaTurns, StepPurpose
from tests.helpers import qt, sweep, wards
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open
from ui.pages.run.page import ROOM_SCALE
from ui.theme.look import look

WINDOW = (1366, 768)
LONG = (
    "The evening medicines round on the far side of the ward was late again because the second "
    "trolley stands in the corridor behind the linen cupboard"
)


def none_of(found: list[str]) -> None:
    assert not found, "\n" + "\n".join(found)


def filled(paths: Paths, clock: ShiftedClock) -> None:
    """Put something on every page."""
    ward = wards.sign_in(paths, clock)
    unit = ward.setting_up.unit()
    ward.setting_up.change_unit(
        unit.row_version,
        name=unit.name,
        time_zone=unit.time_zone,
        act_now_number="2222",
        tell_us="ring 4417 or leave it in the blue tray",
        classification=unit.classification,
    )
    facilitator = ward.people.add_person("A. Kowalska")
    series_id = wards.main_series(ward)
    rota = ward.rotas.set_turns(series_id, ward.rotas.rota(series_id).row_version, RotaTurns.DAY)
    for name in ("P. Adeyemi-Whitfield", "S. Lindqvist"):
        rota = ward.rotas.add_place(series_id, ward.people.add_person(name).id, facilitator.id)
    ward.rotas.swap(series_id, rota.coming[1].on, facilitator.id, LONG)
    # With mail on, its fields and buttons are on the pages; its network stays closed.
    ward.mail.change(
        0,
        is_on=True,
        host="smtp.hospital.example",
        sender="ward7@hospital.example",
        summary_to="ward.manager@hospital.example matron@hospital.example",
        sends_digest=False,
    )
    ward.people.add_person("Site manager on call", is_post=True)
    wards.hold(
        ward,
        f"a: {LONG} @Pharmacy +Nursing due today !",
        'a: Order the hoist sling @"A. Kowalska" due today',
        'a: Ring the site team @"Site manager on call" due tomorrow',
        "p: The nurses explained everything twice",
        f"g: {LONG}",
        LONG,
    )
    wards.next_morning(clock)
    ward.planning.raise_for_next("Noise from the bed sensor alarms at night")
    ward.received.enter_slip(from_unit="Acute medical unit", text=LONG, ask="Lend us a trolley")
    ward.close()


def on_today(driver: Driver) -> None:
    assert driver.page == "today"


def on_run(driver: Driver) -> None:
    driver.click("start_huddle")
    driver.type("capture_line", f'a: {LONG} @"Z. Okafor" due fri !')
    driver.press(Qt.Key.Key_Return)
    driver.click("here_Pharmacy") if driver.shows("here_Pharmacy") else None
    driver.type("capture_line", 'a: Ring the store @"Z. Okafor" +Pharmacy due fri @ph')


def on_run_editing(driver: Driver) -> None:
    driver.click("start_huddle")
    driver.capture("a: Order the hoist sling")
    (item,) = [one for one in wards.start(driver.ward).items if one.is_open]
    if driver.shows("run_more"):
        # From afar there is no room for buttons on each item: they stand in a menu.
        driver.click("run_more")
        driver.choose_entry(f"edit_{item.code}")
    else:
        driver.click(f"edit_{item.code}")


def on_closing(driver: Driver) -> None:
    driver.click("start_huddle")
    driver.capture(f"a: {LONG}")
    driver.ctrl(Qt.Key.Key_Return)


def on_followups(driver: Driver) -> None:
    driver.alt(Qt.Key.Key_2)


def on_followups_detail(driver: Driver) -> None:
    driver.alt(Qt.Key.Key_2)
    qt.click_row(driver.find("followups_table", QTableView), 0)
    driver.press(Qt.Key.Key_Return)


def on_followups_several(driver: Driver) -> None:
    driver.alt(Qt.Key.Key_2)
    driver.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    driver.press(Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)


def on_find(driver: Driver) -> None:
    driver.ctrl(Qt.Key.Key_K)
    assert driver.page == "find"


def on_found(driver: Driver) -> None:
    driver.ctrl(Qt.Key.Key_K)
    driver.type("find_line", "ho")
    qt.wait_until(lambda: driver.find("find_list", QListView).model().rowCount() > 0)


def on_like_before(driver: Driver) -> None:
    driver.click("start_huddle")
    driver.type("capture_line", "Evening medicines round late")
    if look().scale < ROOM_SCALE:
        qt.wait_until(lambda: driver.shows("like_line"))


def on_history(driver: Driver) -> None:
    driver.alt(Qt.Key.Key_3)


def on_journey(driver: Driver) -> None:
    driver.click("go_journey")


def on_templates(driver: Driver) -> None:
    driver.alt(Qt.Key.Key_4)
    driver.click("step_1")


def on_series(driver: Driver) -> None:
    driver.alt(Qt.Key.Key_4)
    driver.click("templates_section_held")


def on_rota(driver: Driver) -> None:
    on_series(driver)
    driver.click("rota")


def on_people(driver: Driver) -> None:
    driver.alt(Qt.Key.Key_5)


def on_departments(driver: Driver) -> None:
    driver.alt(Qt.Key.Key_5)
    driver.click("people_sections_departments")


def on_accounts(driver: Driver) -> None:
    driver.click("go_accounts")


def on_account_form(driver: Driver) -> None:
    driver.click("go_accounts")
    driver.click("account_add")


def on_my_account(driver: Driver) -> None:
    driver.click("go_accounts")
    driver.click("accounts_part_mine")


def on_keys(driver: Driver) -> None:
    driver.click("go_accounts")
    driver.click("accounts_part_keys")


def on_audit(driver: Driver) -> None:
    driver.click("go_audit")
    driver.click("audit_verify")
    qt.wait_until(lambda: driver.shows("verdict_card"), "the verdict")


def on_data(driver: Driver) -> None:
    driver.click("go_data")
    driver.click("back_up")
    driver.click("check_run")


def on_settings(driver: Driver) -> None:
    driver.alt(Qt.Key.Key_6)


def on_about(driver: Driver) -> None:
    driver.click("go_about")
    qt.wait_until(lambda: driver.shows("about_build"))


def on_about_document(driver: Driver) -> None:
    on_about(driver)
    driver.click("about_changes")
    qt.wait_until(lambda: driver.shows("about_document"))


def on_sheet(driver: Driver) -> None:
    driver.alt(Qt.Key.Key_2)
    driver.click("print_sheets")
    qt.wait_until(driver.find("sheet_save").isEnabled, "the sheet", timeout_ms=20_000)


def on_practice(driver: Driver) -> None:
    driver.window.go("practice")
    driver.settle()


def with_tool(driver: Driver) -> None:
    """A tool that asks for a decision, with a concern and views of staff."""
    technology = driver.ward.technology
    tool = technology.add("Discharge letter drafter", purpose=LONG, status=ToolStatus.IN_USE)
    technology.concern(tool.id, LONG, trouble=ToolTrouble.BIASED, harm=ToolHarm.HARM, against=LONG)
    technology.view(tool.id, is_before=True, asked=12, says=LONG, who="Doctors, pharmacists")


def on_technology(driver: Driver) -> None:
    with_tool(driver)
    driver.click("go_technology")


def on_technology_concerns(driver: Driver) -> None:
    on_technology(driver)
    driver.click("tool_parts_concerns")


def on_technology_step(driver: Driver) -> None:
    with_tool(driver)
    driver.click("start_huddle")
    step = wards.step_for(wards.start(driver.ward), StepPurpose.TECHNOLOGY)
    while wards.start(driver.ward).step_id != step:
        driver.alt(Qt.Key.Key_Right)


PAGES: tuple[Callable[[Driver], None], ...] = (
    on_today,
    on_run,
    on_run_editing,
    on_closing,
    on_followups,
    on_followups_detail,
    on_followups_several,
    on_find,
    on_found,
    on_like_before,
    on_history,
    on_journey,
    on_templates,
    on_series,
    on_rota,
    on_people,
    on_departments,
    on_accounts,
    on_account_form,
    on_my_account,
    on_keys,
    on_audit,
    on_data,
    on_settings,
    on_about,
    on_about_document,
    on_sheet,
    on_practice,
    on_technology,
    on_technology_concerns,
    on_technology_step,
)

LOOKS = [("xx", 1.0), ("xx", 1.5), ("en", 2.0)]

every_page = pytest.mark.parametrize("go", PAGES, ids=lambda go: go.__name__.removeprefix("on_"))


@pytest.fixture
def paths() -> Iterator[Paths]:
    """A folder with a name as short as people's own: nobody can break a path over lines."""
    with tempfile.TemporaryDirectory(prefix="hd-") as folder:
        yield Paths(Path(folder) / "ward", Path(folder) / "config")


@pytest.fixture
def look_at(ward_paths: Paths, start: Open, clock: ShiftedClock) -> Callable[..., Driver]:
    """Opens the window with these settings, signed in to a ward with something on every page."""

    def look(**settings: object) -> Driver:
        filled(ward_paths, clock)
        wanted = dataclasses.replace(Settings(sign_in_name=wards.NAME), **settings)
        save_settings(ward_paths.settings_file, wanted)
        driver = start()
        driver.sign_in(wards.NAME, wards.PASSWORD)
        return driver

    return look


@every_page
def test_nothing_flashes_up_as_a_window_of_its_own(
    qapp: QApplication, look_at: Callable[..., Driver], go: Callable[[Driver], None]
) -> None:
    stray = sweep.StrayWindows()
    go(look_at())
    none_of(stray.found)


@every_page
def test_every_control_is_named_large_enough_and_in_reach(
    look_at: Callable[..., Driver], go: Callable[[Driver], None]
) -> None:
    driver = look_at()
    go(driver)
    none_of(sweep.nameless(driver.window))
    none_of(sweep.too_small(driver.window, on_run=driver.page == "run"))
    none_of(sweep.out_of_reach(driver.window))


@every_page
@pytest.mark.parametrize(("language", "scale"), LOOKS)
def test_longer_words_and_larger_text_cut_nothing_off(
    look_at: Callable[..., Driver], go: Callable[[Driver], None], language: str, scale: float
) -> None:
    use_language(language)
    driver = look_at(scale=scale)
    go(driver)
    assert (driver.window.width(), driver.window.height()) == WINDOW
    none_of(sweep.cut_off(driver.window))


@pytest.mark.parametrize(("language", "scale"), LOOKS)
def test_the_first_pages_cut_nothing_off(
    start: Open, paths: Paths, language: str, scale: float
) -> None:
    use_language(language)
    save_settings(paths.settings_file, Settings(scale=scale))
    driver = start()
    none_of(sweep.cut_off(driver.window))
    driver.type("ward_name", "Willow ward")
    driver.type("sign_in_name", wards.NAME)
    driver.type("password", "short")
    driver.press(Qt.Key.Key_Return)
    none_of(sweep.cut_off(driver.window))
    driver.type("password", wards.PASSWORD, instead=True)
    driver.press(Qt.Key.Key_Return)
    none_of(sweep.cut_off(driver.window))
    driver.click("recovery_noted")
    driver.click("recovery_go_on")
    driver.close()
    driver = start()
    driver.sign_in(wards.NAME, "three wrong words")
    none_of(sweep.cut_off(driver.window))
    assert (driver.window.width(), driver.window.height()) == WINDOW


def test_the_first_pages_are_named_large_enough_and_in_reach(start: Open) -> None:
    driver = start()
    for _page in ("form", "key"):
        none_of(sweep.nameless(driver.window))
        none_of(sweep.too_small(driver.window, on_run=False))
        none_of(sweep.out_of_reach(driver.window))
        if driver.shows("ward_name"):
            driver.type("ward_name", "Willow ward", instead=True)
            driver.type("sign_in_name", wards.NAME, instead=True)
            driver.type("password", wards.PASSWORD, instead=True)
            driver.press(Qt.Key.Key_Return)
