"""What can be an address of a mailbox, or a server's name."""

from __future__ import annotations

import pytest

from huddle.rules.mailboxes import (
    checked_host,
    checked_mailbox,
    checked_mailboxes,
    is_host,
    is_mailbox,
)
from huddle.rules.plain_text import file_name, one_line


@pytest.mark.parametrize(
    "text",
    [
        "ward7@hospital.example",
        "ward.7+huddle@mail.hospital.example",
        "o'neill@hospital.example",
        f"{'a' * 64}@hospital.example",
    ],
)
def test_addresses(text: str) -> None:
    assert is_mailbox(text)
    assert checked_mailbox(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "ward7",
        "ward7@hospital",
        "@hospital.example",
        "ward7@",
        "ward 7@hospital.example",
        "ward7@hospital.example\n",
        "ward7@hospital.example\r\nBcc: x@y.example",
        "Ward 7 <ward7@hospital.example>",
        "a@b.example,c@d.example",
        "a@b@c.example",
        ".a@b.example",
        "a..b@c.example",
        "wárd@hospital.example",
        "a@-b.example",
        "a@\u202eb.example",
        f"{'a' * 65}@hospital.example",
        f"a@{'b' * 300}.example",
        f"a@{'b.' * 150}example",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert not is_mailbox(text)
    with pytest.raises(ValueError, match="is no address"):
        checked_mailbox(text)


def test_several_addresses_are_kept_once_each_separated_by_blanks() -> None:
    assert checked_mailboxes(" a@b.example; c@d.example,\na@b.example ") == (
        "a@b.example c@d.example"
    )
    assert checked_mailboxes("") == checked_mailbox("") == checked_host("") == ""
    with pytest.raises(ValueError, match="“nobody” is no address"):
        checked_mailboxes("a@b.example nobody")


def test_servers() -> None:
    assert all(map(is_host, ("smtp.hospital.example", "mail", "127.0.0.1")))
    wrong = ("", "smtp hospital", "smtp.example:25", "a" * 64, "x\r\ny", "a/b", "-a", "a..b")
    assert not any(map(is_host, wrong))
    with pytest.raises(ValueError, match="no server’s name"):
        checked_host("smtp hospital")


def test_a_text_for_one_line_holds_nothing_that_does_not_show() -> None:
    assert one_line("a\r\nb\u2028c\x00d\u202ee \t f\u00a0g") == "a b cde f g"
    assert file_name('Sheet: "A/B"', "  Ward\n7") == "Sheet- -A-B- Ward 7"
