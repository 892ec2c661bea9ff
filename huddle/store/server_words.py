"""What a database server says, as a sentence: what happened, what is safe, what to do next."""

from __future__ import annotations

from huddle.errors import DiskFull, Environment, LineGone
from huddle.i18n import N_, _

_NO_RIGHT = (
    Environment,
    N_("The database account has no right to do this in “{database}”."),
    N_("Nothing was changed. Ask whoever keeps the server to make it the database's owner."),
)
_FENCED = (
    Environment,
    N_("The login of this computer to the database may not do this in that unit."),
    N_("Nothing was changed. Do it on a computer of that unit, or ask whoever keeps the server."),
)
_LINE_LOST = (
    LineGone,
    N_("The line to the database server broke; the last change may not have been saved."),
    N_("All that was shown as saved is safe. Check the network, look, then try again."),
)
_NOT_REACHED = (
    LineGone,
    N_("The database server “{server}” cannot be reached."),
    N_("Nothing was changed. Check the network and the address, then try again."),
)
_NOT_SECURE = (
    Environment,
    N_("The line to the database server “{server}” could not be made secure."),
    N_(
        "Nothing was sent. Name the file of the hospital's certificate authority in the address, "
        "as sslrootcert=FILE, or ask whoever keeps the server."
    ),
)
_OTHER_NAME = (
    Environment,
    N_("The database server has the certificate of another server than “{server}”."),
    N_("Nothing was sent. Write its name in the address as it is in the certificate, or ask IT."),
)
_NO_TLS = (
    Environment,
    N_("The database server “{server}” offers no secure line."),
    N_("Nothing was sent. Ask whoever keeps the server to switch TLS on there."),
)
_NO_TICKET = (
    Environment,
    N_("The database server asks for a sign-in to the hospital's domain, and there is none here."),
    N_(
        "Nothing was changed. Sign in to the computer with your hospital account, or get a "
        "Kerberos ticket with kinit; if there is one, ask IT for a psycopg that knows Kerberos."
    ),
)
_NOT_LET_IN = (
    Environment,
    N_("The database server does not let this computer, or its login, into “{database}” so."),
    N_("Nothing was changed. Ask whoever keeps the server: its pg_hba.conf says who may come in."),
)
_NOT_KNOWN = (
    Environment,
    N_("The database server does not know the name or the password in its address."),
    N_("Nothing was changed. It is not the password you sign in to Huddle with: ask IT."),
)
_NO_DATABASE = (
    Environment,
    N_("There is no database “{database}” on the server."),
    N_("Nothing was changed. Check the address, or ask whoever keeps the server."),
)
_FULL = (
    Environment,
    N_("The database server has no line free for this computer."),
    N_("Nothing was changed. Try again, or ask whoever keeps the server."),
)
_BY_CODE = {
    "42501": _NO_RIGHT,
    "53100": (
        DiskFull,
        N_("The database server has no room left, so the last change was not saved."),
        N_("All that was shown as saved is safe. Ask whoever keeps the server to make room."),
    ),
    "55P03": (
        Environment,
        N_("Another computer is holding the data, so the last change was not saved."),
        N_("All that was shown as saved is safe. Wait a moment and try again."),
    ),
    "25006": (
        Environment,
        N_("The database server takes no changes now, so the last one was not saved."),
        N_("All that was shown as saved is safe. Ask whoever keeps the server."),
    ),
    "HD001": (
        Environment,
        N_("This ward was moved to another place meanwhile, so the last change was not saved."),
        N_("All that was shown as saved is safe. Close Huddle; signing in again says where it is."),
    ),
}
"""By SQLSTATE; `HD001` is what the database says itself once its ward was moved."""
_LINE_LOST_CODES = ("08", "57P", "25P03")
# At the door a server's answer has no code.
_AT_THE_DOOR = (
    ("does not match host name", _OTHER_NAME),
    ("does not support ssl", _NO_TLS),
    ("pg_hba", _NOT_LET_IN),
    ("certificate", _NOT_SECURE),
    ("password", _NOT_KNOWN),
    ("authentication failed", _NOT_KNOWN),
    *((sign, _NO_TICKET) for sign in ("gssapi", "sspi", "kerberos")),
    ("ssl", _NOT_SECURE),
    ("role ", _NOT_KNOWN),
    ("permission denied for database", _NO_RIGHT),
    ("too many", _FULL),
    ("remaining connection slots", _FULL),
    ("database ", _NO_DATABASE),
)
"""By its words: one that speaks another language is told as one that cannot be reached."""


def line_lost() -> LineGone:
    """The trouble of a line that broke."""
    _kind, says, remedy = _LINE_LOST
    return LineGone(_(says), _(remedy))


def in_words(
    error: BaseException, *, server: str, database: str, is_at_the_door: bool
) -> Environment | None:
    """A driver's error as trouble of the machine; none where it is something else.

    Args:
        error: psycopg's.
        server: Which server.
        database: Which database on it.
        is_at_the_door: Whether it came while the line was made, so that nothing was lost.
    """
    found = _at_the_door(str(error)) if is_at_the_door else _at_work(error)
    if found is None:
        return None
    kind, says, remedy = found
    return kind(_(says).format(server=server, database=database), _(remedy))


def _at_the_door(said: str) -> tuple[type[Environment], str, str]:
    # libpq begins with where it knocked, which may hold any word.
    told = said.lower().rpartition(" failed: ")[2]
    return next((found for sign, found in _AT_THE_DOOR if sign in told), _NOT_REACHED)


def _at_work(error: BaseException) -> tuple[type[Environment], str, str] | None:
    code = str(getattr(error, "sqlstate", None) or "")
    is_lost = code.startswith(_LINE_LOST_CODES)
    if is_lost or (not code and type(error).__name__ == "OperationalError"):
        return _LINE_LOST
    if "row-level security" in str(error):
        return _FENCED
    return _BY_CODE.get(code)
