"""Mail: the server a unit sends by. Off until somebody turns it on; no password stands here."""

from sqlmodel import Field

from huddle.model.base import LINE_LENGTH, NAME_LENGTH, Kept


class MailServer(Kept, table=True):
    """One row a unit: by which server it sends, and what."""

    __tablename__ = "mail_server"

    is_on: bool = False
    host: str = Field(default="", max_length=LINE_LENGTH)
    port: int = 587
    security: str = Field(default="starttls", max_length=20)
    """`starttls` or `tls`; nothing is sent without either."""
    user_name: str = Field(default="", max_length=NAME_LENGTH)
    """Empty for a server that asks for none; its password stands in the system's keyring."""
    sender: str = Field(default="", max_length=LINE_LENGTH)
    sends_digest: bool = True
    """Whether reminders go to the mailboxes of those they are for."""
    sends_sheets: bool = False
    """Whether a close sends the summary and each department's sheet to their mailboxes."""
    summary_to: str = Field(default="", max_length=LINE_LENGTH)
    """Mailboxes that get the summary, separated by spaces."""
