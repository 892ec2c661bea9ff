"""What a ward does with Huddle, by real keys and clicks on what is to be seen."""

from __future__ import annotations

from pathlib import Path

from tests.package.person import Person

NAME, PASSWORD = "manager", "three plain words"
MAIN, LATER = "Ward safety huddle", "Evening huddle"
CONCERN, ACTION, LATER_CONCERN = (
    "The hoist in bay 2 does not lift",
    "Bring the spare hoist up",
    "The lift to theatre stands still",
)
HALF_TYPED = "The night porter"
_WHEN_NEEDED = f"{LATER}, held when needed"


def make_a_ward(one: Person) -> None:
    """The first start on this computer."""
    one.type("Ward name", "Willow ward")
    one.type("Sign-in name", NAME)
    one.type("Password", PASSWORD)
    one.click("Make the ward")
    one.click("I have printed it or written it down", "check box")
    one.click("Go to Today")


def hold_the_first_huddle(one: Person) -> None:
    """From Today to the read-back, and to its summary."""
    one.click("Start huddle")
    one.eyes.wait_for("Capture line")
    one.press("alt+Right")
    one.say(CONCERN, kept_as=CONCERN)
    one.say(f"a: {ACTION} @{NAME} due today 23:50", kept_as=ACTION)
    one.press("ctrl+Return")
    one.eyes.wait_for("All agreed")
    one.press("F9")
    one.click("Close and print")
    one.eyes.wait_for("Huddle 1 is closed. Thank you.")


def save_the_summary(one: Person, place: Path) -> None:
    """As a PDF, on a computer that has no printer."""
    one.click("Print…")
    one.eyes.wait_for(
        "No printer is set up on this computer. Save the sheet and print it elsewhere."
    )
    one.click("Save as PDF…")
    one.eyes.wait_for("Save the sheet", "dialog")
    one.press("ctrl+a")
    one.write(str(place))
    one.press("Return")
    one.eyes.wait_until(lambda: _says(one, f"Saved as {place.name}."), "that it is saved")


def sign_in(one: Person) -> None:
    """With the name that it still knows."""
    one.type("Password", PASSWORD)
    one.press("Return")
    one.eyes.wait_for("Lock", "push button")


def add_a_huddle(one: Person) -> None:
    """One that is held when it is needed, so also on the day of the first."""
    one.click("Set up")
    one.click("Templates", "check box")
    one.click("When they are held", "check box")
    one.type("Name of the new huddle", LATER)
    one.press("Return")
    one.eyes.wait_until(lambda: _says(one, _WHEN_NEEDED), LATER)
    one.press("alt+1")


def begin_the_second_huddle(one: Person) -> None:
    """As far as the middle of a word."""
    one.click(f"Start now: {_WHEN_NEEDED}")
    one.eyes.wait_for("Capture line")
    one.press("alt+Right")
    one.say(LATER_CONCERN, kept_as=LATER_CONCERN)
    one.write(HALF_TYPED)
    one.eyes.wait_until(lambda: _line(one) == HALF_TYPED, HALF_TYPED)


def go_on_and_print(one: Person, printer: str) -> None:
    """From where it was cut off, to paper."""
    one.click("Resume huddle")
    one.eyes.wait_for(LATER_CONCERN, "label")
    one.eyes.wait_until(lambda: _line(one) == HALF_TYPED, "what was typed half")
    one.click("Capture line", "text")
    one.press("ctrl+a", "BackSpace")
    one.press("ctrl+Return")
    one.click("Close and print")
    one.eyes.wait_for("Huddle 2 is closed. Thank you.")
    one.click("Print…")
    one.click("Print")
    one.eyes.wait_until(lambda: _says(one, f"sent to {printer}"), "that it is printed")


def _says(one: Person, words: str) -> bool:
    return any(words in seen.name for seen in one.eyes.all())


def _line(one: Person) -> str:
    seen = one.eyes.find("Capture line", "text")
    return one.eyes.text(seen) if seen else ""
