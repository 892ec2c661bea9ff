"""One huddle, three people, one PC: each does their own, and the audit says who did what."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QListWidget

from huddle.rows.audit import AuditRow
from huddle.vocabulary import HuddleStatus
from tests.helpers import qt, wards
from tests.helpers.window import Driver
from ui.rail_buttons import RailButton

FACILITATOR, CONTRIBUTOR = "Ama", "Bo"
PASSWORD = "quiet copper lantern"
PIN = "528417"
RAIL = (
    *("go_today", "go_followups", "go_history", "go_journey"),
    *("go_templates", "go_people"),
)


def make_account(driver: Driver, name: str, role: str) -> None:
    """Give somebody an account, as a ward manager does."""
    driver.click("account_add")
    driver.type("form_name", name)
    driver.choose("form_role", role)
    driver.type("form_password", PASSWORD)
    driver.click("form_send")


def let_on(driver: Driver, name: str, secret: str, pin: str = "") -> None:
    """Lock, and let somebody else go on."""
    qt.strike(Qt.Key.Key_F12)
    driver.settle()
    names = driver.find("lock_names", QListWidget)
    rows = [names.item(row).data(Qt.ItemDataRole.UserRole) for row in range(names.count())]
    by = rows.index(name) - names.currentRow()
    driver.find("lock_secret").setFocus()
    driver.press(Qt.Key.Key_Down if by > 0 else Qt.Key.Key_Up, times=abs(by))
    driver.type("lock_secret", secret)
    if pin:
        driver.type("lock_pin", pin)
    driver.press(Qt.Key.Key_Return)
    assert driver.ward.account.name == name


def rail(driver: Driver) -> list[str]:
    """The pages that the rail offers, folded away or not."""
    return [name for name in RAIL if driver.window.findChild(RailButton, name) is not None]


def acts(driver: Driver) -> list[str]:
    """Who did what since the first sign-in, as the audit tells it; locks and clocks aside."""
    found = list(reversed(driver.ward.audit.entries(limit=500)))
    start = next(at for at, one in enumerate(found) if one.act == "sign_in")
    told = [one for one in found[start + 1 :] if one.entity in ("account", "huddle", "item")]
    clocks = ("change", "huddle")
    return [
        f"{one.who}: {one.act} {one.entity} {one.about}".strip()
        for one in told
        if one.act != "lock" and ((one.act, one.entity) != clocks or says_closed(one))
    ]


def says_closed(entry: AuditRow) -> bool:
    """Whether an entry tells of the close of a huddle."""
    return any(HuddleStatus.CLOSED.value in one.new.lower() for one in entry.changes)


def test_each_does_their_own_and_the_audit_says_who(signed_in: Driver) -> None:
    driver = signed_in
    assert rail(driver) == list(RAIL)
    driver.click("go_accounts")
    make_account(driver, FACILITATOR, "Facilitator")
    make_account(driver, CONTRIBUTOR, "Contributor")

    let_on(driver, FACILITATOR, PASSWORD, PIN)
    assert rail(driver) == ["go_today", "go_followups", "go_history", "go_journey"]
    driver.click("go_today")
    driver.click("start_huddle")
    driver.capture("One bed closed")

    let_on(driver, CONTRIBUTOR, PASSWORD)
    assert driver.page == "run"
    assert not any(map(driver.shows, ("run_close", "run_pause", "step_next")))
    driver.capture("a: Order slings @Erin due today")
    driver.ctrl(Qt.Key.Key_Return)
    driver.alt(Qt.Key.Key_Right)
    assert not driver.run.is_closing
    driver.click("run_leave")
    assert rail(driver) == ["go_today", "go_followups"]
    assert driver.find("resume_huddle", QAbstractButton).text() == "Join the huddle"
    assert driver.find("today_facilitator", QLabel).text() == f"Led by {FACILITATOR}"

    let_on(driver, FACILITATOR, PIN)
    driver.click("resume_huddle")
    driver.ctrl(Qt.Key.Key_Return)
    driver.press(Qt.Key.Key_F9)
    driver.click("close_only")
    assert driver.page == "today"

    let_on(driver, wards.NAME, wards.PASSWORD)
    told, latest = acts(driver), driver.ward.history.record("latest")
    said, done = [item.code for item in latest.items]
    assert told == [
        f"{wards.NAME}: add account {FACILITATOR}",
        f"{wards.NAME}: add account {CONTRIBUTOR}",
        f"{FACILITATOR}: sign_in account",
        f"{FACILITATOR}: add huddle number 1",
        f"{FACILITATOR}: open huddle number 1",
        f"{FACILITATOR}: add item {said}",
        f"{CONTRIBUTOR}: sign_in account",
        f"{CONTRIBUTOR}: open huddle number 1",
        f"{CONTRIBUTOR}: add item {done}",
        f"{FACILITATOR}: sign_in account",
        f"{FACILITATOR}: change item {done}",
        f"{FACILITATOR}: change huddle number 1",
        f"{wards.NAME}: sign_in account",
    ]
    assert latest.huddle.status is HuddleStatus.CLOSED
    assert latest.huddle.facilitator == FACILITATOR
    assert driver.ward.audit.verify().is_whole
