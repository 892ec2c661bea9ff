"""Words on a page by their role: title, heading, body and what is said more quietly."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.widgets.restyle import set_styled


class Label(QLabel):
    """Plain text in one of the type sizes; it wraps, and never takes text for markup."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        *,
        object_name: str = "",
        tone: str = "",
        wraps: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Make a label.

        Args:
            text: What it says, already translated.
            role: `number`, `title`, `heading`, `lead`, `body`, `strong`, `label`, `clock`, `quiet`
                or `secondary`.
            object_name: Its name for tests and the style sheet.
            tone: `ink`, `secondary`, `accent`, `good`, `caution`, `danger` or `escalated`;
                empty for the role's own.
            wraps: Whether long text goes on over several lines.
            parent: The widget it stands in.
        """
        super().__init__(parent)
        # By its name: `Qt` makes a hundred enumerations when it is first used.
        self.setProperty("textFormat", "PlainText")
        self.setObjectName(object_name)
        self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)
        self.setText(text)
        if wraps:
            self._wrap()

    def set_tone(self, tone: str) -> None:
        """Say it in another tone from now on; empty for the role's own."""
        set_styled(self, "tone", tone)

    def _wrap(self) -> None:
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


def title(text: str, object_name: str = "title") -> Label:
    """The name of a page."""
    return Label(text, "title", object_name=object_name)


def heading(text: str, object_name: str = "", *, tone: str = "") -> Label:
    """The name of a part of a page."""
    return Label(text, "heading", object_name=object_name, tone=tone)


def lead(text: str, object_name: str = "") -> Label:
    """Text to be read from a step away, such as a prompt."""
    return Label(text, "lead", object_name=object_name)


def body(text: str, object_name: str = "", *, tone: str = "") -> Label:
    """Running text."""
    return Label(text, "body", object_name=object_name, tone=tone)


def strong(text: str, object_name: str = "", *, tone: str = "") -> Label:
    """A line of text that leads the ones below it."""
    return Label(text, "strong", object_name=object_name, tone=tone)


def quiet(text: str, object_name: str = "", *, tone: str = "") -> Label:
    """What is said beside the main thing."""
    return Label(text, "quiet", object_name=object_name, tone=tone)


def secondary(text: str, object_name: str = "", *, tone: str = "") -> Label:
    """The smallest text there is: where from, by whom, as at when."""
    return Label(text, "secondary", object_name=object_name, tone=tone)


def breakable(path: Path | str) -> str:
    """A path that may go on in the next line after each folder."""
    return str(path).replace("/", "/\u200b").replace("\\", "\\\u200b")
