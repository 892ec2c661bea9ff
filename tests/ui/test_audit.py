"""The Audit page by clicks and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from huddle.clock import ShiftedClock
from huddle.i18n import PSEUDO_LANGUAGE, use_language
from huddle.paths import Paths
from huddle.store import keys
from huddle.store.database import connect
from huddle.vocabulary import AccessRole, Status
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.desks import AtWork
from tests.helpers.exporting import lines_in
from tests.helpers.letting_leave import let_leave
from tests.helpers.qt import click, click_row, find, focused, press, seen, type_text, wait_until
from tests.helpers.sweep import cut_off
from tests.helpers.wards import NAME, PASSWORD
from ui.pages.audit.presenter import PAGE, open_page
from ui.widgets.choices import Choice
from ui.widgets.table import Table

OTHER = "quiet copper lantern"


def opened(work: AtWork) -> QWidget:
    """The page at work."""
    presenter = open_page(work.desk)
    work.show(presenter)
    return presenter.widget


@pytest.fixture
def page(work: AtWork, ward: Ward, clock: ShiftedClock) -> QWidget:
    """The page after a huddle in which an action was blocked."""
    state = wards.start(ward)
    item = wards.capture(ward, state, "a: Order slings @Erin due fri")
    clock.advance(minutes=5)
    ward.followups.update(item.id, item.row_version, status=Status.BLOCKED, note="No supplier")
    return opened(work)


def column(page: QWidget, at: int) -> list[str]:
    """What stands in a column of the table."""
    model = find(page, "audit_table", Table).model()
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def text(page: QWidget, name: str) -> str:
    """What a label says."""
    return find(page, name, QLabel).text()


def pick(page: QWidget, work: AtWork, name: str, label: str) -> None:
    """Choose from a list by how it begins."""
    choice = seen(page, name, Choice)
    choice.setCurrentIndex(choice.findText(label, Qt.MatchFlag.MatchStartsWith))
    choice.activated.emit(choice.currentIndex())
    work.settle()


def changes(page: QWidget) -> list[str]:
    """What the entry's card says of its fields."""
    labels: list[QLabel] = find(page, "entry_changes").findChildren(QLabel)
    return [label.text() for label in labels]


def test_the_newest_is_first_and_shown_in_full(page: QWidget) -> None:
    assert column(page, 0)[0] == "Thu 06-Aug-2026 08:35"
    assert column(page, 1)[0] == NAME
    assert column(page, 2)[0].startswith("changed an action: ")
    assert text(page, "entry_what").startswith("Erin changed an action: ")
    assert "Thu 06-Aug-2026 08:35" in text(page, "entry_where")
    assert "not started → blocked" in changes(page)
    assert "No supplier" in changes(page)
    assert focused().objectName() == "audit_text"


def test_the_keys_go_along_the_entries(page: QWidget) -> None:
    row = next(at for at, said in enumerate(column(page, 2)) if "added an action" in said)
    click_row(find(page, "audit_table", Table), row)
    assert "added an action" in text(page, "entry_what")
    assert "Fri 07-Aug-2026" in changes(page)
    press(Qt.Key.Key_Up)
    assert "added an action" not in text(page, "entry_what")


def test_words_and_choices_narrow_it(page: QWidget, work: AtWork) -> None:
    QTest.keyClicks(focused(), "signed")
    wait_until(lambda: set(column(page, 2)) == {"signed in"}, "the search")
    press(Qt.Key.Key_Escape)
    wait_until(lambda: any("changed an action" in said for said in column(page, 2)), "everything")
    pick(page, work, "audit_kind", "Sign")
    assert set(column(page, 2)) == {"signed in"}
    pick(page, work, "audit_kind", "Prints")
    assert column(page, 2) == []
    assert find(page, "audit_nothing").isVisible()
    assert not find(page, "entry_card").isVisible()
    assert not find(page, "audit_export").isEnabled()
    click(page, "audit_clear")
    work.settle()
    assert any("changed an action" in said for said in column(page, 2))


def test_by_account_and_day(page: QWidget, work: AtWork, ward: Ward, clock: ShiftedClock) -> None:
    ward.accounts.add("Ama", OTHER, AccessRole.WARD_MANAGER)
    clock.advance(days=1)
    ward.signing_in.switch("Ama", OTHER)
    work.desk.ward.signing_in.lock()
    click(page, "audit_verify")
    work.settle()
    pick(page, work, "audit_days", "Today")
    assert column(page, 2) == ["locked the screen", "signed in"]
    pick(page, work, "audit_days", "All")
    pick(page, work, "audit_account", "Ama")
    assert set(column(page, 1)) == {"Ama"}
    pick(page, work, "audit_pc", "Every")
    assert set(column(page, 1)) == {"Ama"}


def test_older_ones_come_by_pages(work: AtWork, ward: Ward) -> None:
    store = ward.audit._store  # noqa: SLF001 - many entries at once
    with store.write() as writer:
        for _time in range(2 * PAGE + 50):
            writer.note("lock", "account", writer.account_id)
    page = opened(work)
    total = ward.audit.entries()[0].number
    assert len(column(page, 0)) == PAGE
    assert text(page, "audit_count") == "The newest 200 are shown."
    click_row(find(page, "audit_table", Table), 3)
    chosen = text(page, "entry_where")
    click(page, "audit_more")
    work.settle()
    assert len(column(page, 0)) == 2 * PAGE
    assert text(page, "entry_where") == chosen
    click(page, "audit_more")
    work.settle()
    assert len(column(page, 0)) == total
    assert not find(page, "audit_more").isVisible()
    assert text(page, "audit_count") == f"All {total} are shown."


def test_a_whole_audit_is_said_to_be_whole(page: QWidget, work: AtWork) -> None:
    assert not find(page, "verdict_card").isVisible()
    click(page, "audit_verify")
    work.settle()
    assert text(page, "verdict_head") == "The audit is as it was written."
    assert "none is missing" in text(page, "verdict_says")
    assert find(page, "audit_verify").isEnabled()


def test_a_changed_audit_is_told(page: QWidget, work: AtWork, paths: Paths) -> None:
    connection = connect(paths.database, keys.unlock(paths.key_file, NAME, PASSWORD).key)
    connection.execute("DROP TRIGGER audit_entry_no_update")
    connection.execute("UPDATE audit_entry SET account_id = 'x' WHERE number = 4")
    connection.close()
    click(page, "audit_verify")
    work.settle()
    assert "not as it was written" in text(page, "verdict_head")
    assert "Entry 4 was changed" in text(page, "verdict_says")
    assert "guards against change are gone" in text(page, "verdict_says")


def test_what_is_listed_is_exported(page: QWidget, work: AtWork, ward: Ward) -> None:
    pick(page, work, "audit_kind", "Sign")
    click(page, "audit_export")
    let_leave(work, ending="csv")
    assert work.places.names == ["Huddle audit.csv"]
    assert {line[4] for line in lines_in(work.places.place)[1:]} == {"signed in"}
    assert str(work.places.place) in work.messages.text
    assert ward.audit.entries()[0].what == "exported the audit"


def test_search_is_reached_by_its_key(page: QWidget) -> None:
    find(page, "audit_table").setFocus()
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focused().objectName() == "audit_text"
    type_text(page, "audit_text", "x", instead=True)


def test_long_words_are_not_cut_off(work: AtWork, ward: Ward) -> None:
    use_language(PSEUDO_LANGUAGE)
    wards.hold(ward, "a: Order slings @Erin due fri")
    page = opened(work)
    click(page, "audit_verify")
    work.settle()
    assert cut_off(page) == []
