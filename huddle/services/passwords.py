"""What a password must be: long, and not one that is tried first.

Length and a list of common ones, no mixtures, no forced change, paste allowed: NIST SP 800-63B-4
section 3.1.1.2 (15 characters for a password that stands alone) and NCSC, Password administration
for system owners (three random words, deny lists).
"""

from __future__ import annotations

from huddle.errors import Refused
from huddle.i18n import _

PASSWORD_LEAST = 15
"""The shortest password, in characters."""
_PASSWORD_MOST = 256
_LOOKED_AT = 72
"""A guesser's work grows with length; what it is beyond this is plain."""
_FEWEST_GUESSES_LOG10 = 9.0
"""Below, a password is a common one, or a common one drawn out."""


def check_password(password: str, *known: str) -> None:
    """Refuse a password that is too short or tried early.

    Args:
        password: As typed.
        known: What a guesser would try here first, such as the sign-in name and the ward.

    Raises:
        Refused: It cannot be used.
    """
    if len(password) < PASSWORD_LEAST:
        raise Refused(
            _("Use a password of at least {count} characters; three words do well.").format(
                count=PASSWORD_LEAST
            ),
            "password",
        )
    if len(password) > _PASSWORD_MOST:
        says = _("That password is too long: {count} characters fit.").format(count=_PASSWORD_MOST)
        raise Refused(says, "password")
    if _is_common(password, known):
        raise Refused(
            _("That password is tried early by anybody who guesses. Take three words of your own."),
            "password",
        )


def _is_common(password: str, known: tuple[str, ...]) -> bool:
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its lists are large, and rarely needed

    words = [word for text in (*known, "Huddle") for word in (text, *text.split()) if word]
    found = zxcvbn(password[:_LOOKED_AT], user_inputs=words)
    return float(found["guesses_log10"]) < _FEWEST_GUESSES_LOG10
