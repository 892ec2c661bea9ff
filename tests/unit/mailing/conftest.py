"""A mail server of the test's own."""

from __future__ import annotations

from tests.helpers.mail_server import (  # noqa: F401 - fixtures
    certificate,
    loopback,
    mail_server,
    own_keyring,
)
