"""Messages: what goes to one mailbox, and how it is written for a server."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huddle.rules.plain_text import one_line


@dataclass(frozen=True, slots=True)
class Attachment:
    """A sheet that goes with a message."""

    name: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one mailbox.

    Attributes:
        to: The mailbox.
        subject: What it is about, on one line; it stands on locked screens, so it tells little.
        text: What it says.
        attachments: The sheets with it.
        about: What is in it, by name, for saying what became of it.
    """

    to: str
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    about: tuple[str, ...] = ()


def written(letter: Letter, sender: str, sender_name: str, now: dt.datetime) -> bytes:
    """A message as it goes over the wire, in plain ASCII.

    Args:
        letter: What it says.
        sender: The mailbox it comes from.
        sender_name: What stands beside that.
        now: When it is sent.
    """
    from email.headerregistry import Address  # noqa: PLC0415 - at the first message
    from email.message import EmailMessage  # noqa: PLC0415
    from email.policy import SMTP  # noqa: PLC0415
    from email.utils import format_datetime, make_msgid  # noqa: PLC0415

    message = EmailMessage(SMTP.clone(cte_type="7bit"))
    message["From"] = Address(one_line(sender_name), addr_spec=sender)
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = one_line(letter.subject)
    message["Date"] = format_datetime(now)
    # Made with the sender's domain: the computer's own name stays here.
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    # Tells other programs not to answer that somebody is away.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    for one in letter.attachments:
        name = one_line(one.name)
        message.add_attachment(one.pdf, maintype="application", subtype="pdf", filename=name)
    return message.as_bytes()
