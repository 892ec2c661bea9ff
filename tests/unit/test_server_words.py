"""What a database server says, in sentences: the kinds that no test's own server says."""

from __future__ import annotations

import pytest

from huddle.errors import DiskFull, Environment
from huddle.store.server_words import in_words

_KNOCKED = 'connection failed: connection to server at "ssl.password.example", port 5432 failed: '


def said(error: Exception, *, is_at_the_door: bool = True) -> Environment:
    """The sentence for an error."""
    told = in_words(error, server="db.example", database="ward", is_at_the_door=is_at_the_door)
    assert told is not None
    assert told.remedy
    return told


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("server does not support SSL, but SSL was required", "offers no secure line"),
        (
            'server certificate for "db.one" does not match host name "db.two"',
            "certificate of another server",
        ),
        ("SSL error: certificate verify failed", "could not be made secure"),
        ('root certificate file "root.crt" does not exist', "made secure"),
        ('FATAL:  password authentication failed for user "ward"', "does not know the name"),
        ("fe_sendauth: no password supplied", "does not know the name"),
        ('FATAL:  role "ward" does not exist', "does not know the name"),
        ('FATAL:  no pg_hba.conf entry for host "10.0.0.5", SSL', "does not let this"),
        ("GSSAPI continuation error: No Kerberos credentials available", "hospital's domain"),
        ("SSPI authentication not supported", "hospital's domain"),
        ('FATAL:  GSSAPI authentication failed for user "ward"', "does not know the name"),
        ('FATAL:  permission denied for database "ward"', "has no right"),
        ('FATAL:  database "ward" does not exist', "no database “ward”"),
        ("FATAL:  sorry, too many clients already", "no line free"),
        ("FATAL:  das Datenbanksystem startet", "“db.example” cannot be reached"),
        ("Connection refused", "“db.example” cannot be reached"),
        ("timeout expired", "“db.example” cannot be reached"),
    ],
)
def test_at_the_door(answer: str, sentence: str) -> None:
    found = said(RuntimeError(_KNOCKED + answer))
    assert sentence in found.message
    assert found.remedy.startswith("Nothing was")


def of_code(code: str) -> Exception:
    """An error as a server gives it, with its code."""
    error = RuntimeError("as the server says it")
    error.sqlstate = code  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("55P03", "Another computer is holding"),
        ("25006", "takes no changes now"),
        ("42501", "has no right"),
        ("57P01", "line to the database server broke"),
        ("08006", "line to the database server broke"),
        ("25P03", "line to the database server broke"),
    ],
)
def test_at_work(code: str, sentence: str) -> None:
    assert sentence in said(of_code(code), is_at_the_door=False).message


def test_a_full_server_is_told_as_a_full_disk() -> None:
    assert isinstance(said(of_code("53100"), is_at_the_door=False), DiskFull)


def test_what_is_no_trouble_of_the_server_stays_what_it_is() -> None:
    error = of_code("23505")
    assert in_words(error, server="", database="", is_at_the_door=False) is None
