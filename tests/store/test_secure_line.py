"""TLS and Kerberos as a hospital's server asks for them, tried on the system's own PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import Environment
from huddle.paths import Paths
from huddle.store.home import home_of
from huddle.store.keys import CHEAP
from huddle.ward import create_ward
from tests.helpers.authority import Authority
from tests.helpers.realm import Realm, realm
from tests.helpers.system_server import (
    KEEPER,
    NAME,
    PASSWORD,
    SystemServer,
    system_server,
)
from tests.helpers.wards import sign_in, wanted

_OVER_TLS = "hostssl all all 127.0.0.1/32 scram-sha-256"

_TLS = (
    "ssl = on",
    "ssl_cert_file = '{folder}/server.crt'",
    "ssl_key_file = '{folder}/server.key'",
)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.new()


@pytest.fixture(scope="module")
def trusted(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The file of an authority that is trusted."""
    return kept(tmp_path_factory.mktemp("trusted") / "ca.pem", authority)


def kept(file: Path, authority: Authority) -> str:
    file.write_bytes(authority.pem)
    return str(file)


@pytest.fixture(scope="module")
def server(authority: Authority) -> Iterator[SystemServer]:
    """A server that is reached over TLS alone."""
    certificate, key = authority.certificate(NAME)
    files = {"server.crt": certificate, "server.key": key}
    with system_server([_OVER_TLS], _TLS, files) as found:
        yield found


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    """The login's password, where PostgreSQL's own tools find it too."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)


@pytest.fixture
def folder(home: Path) -> Paths:
    return Paths(home / "ward", home / "config" / "Huddle")


def reached(folder: Paths, url: str) -> None:
    """Ask a server something; it is refused where nobody is let in."""
    home_of(replace(folder, database_url=url)).has_store()


def trouble(folder: Paths, url: str) -> str:
    """What keeps one from a server."""
    with pytest.raises(Environment) as refused:
        reached(folder, url)
    assert refused.value.remedy.startswith("Nothing was")
    return refused.value.message


def test_a_ward_works_over_a_line_that_is_known_to_be_secure(
    server: SystemServer, trusted: str, folder: Paths, clock: ShiftedClock
) -> None:
    paths = replace(folder, database_url=server.url(sslrootcert=trusted))
    create_ward(paths, clock, wanted(), cost=CHEAP)[0].close()
    ward = sign_in(paths, clock)
    secure = "SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE ssl "
    assert int(server.execute(secure + "AND application_name = 'Huddle'")) > 0
    assert all(row.is_well for row in ward.upkeep.check())
    ward.close()


def test_an_authority_nobody_knows_is_refused(
    server: SystemServer, folder: Paths, tmp_path: Path
) -> None:
    other = kept(tmp_path / "other.pem", Authority.new())
    for words in ({"sslrootcert": other}, {"sslrootcert": other, "sslmode": "verify-ca"}, {}):
        assert "could not be made secure" in trouble(folder, server.url(**words))


def test_a_certificate_of_another_name_is_refused(
    server: SystemServer, trusted: str, folder: Paths
) -> None:
    url = server.url(name="other.hospital.example", sslrootcert=trusted)
    assert "certificate of another server" in trouble(folder, url)
    reached(folder, url + "&sslmode=verify-ca")


def test_a_line_without_tls_is_not_let_in(server: SystemServer, folder: Paths) -> None:
    assert "does not let this computer" in trouble(folder, server.url(sslmode="disable"))


def test_a_wrong_password_of_the_login_is_said(
    server: SystemServer, trusted: str, folder: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", "another one")
    assert "does not know the name" in trouble(folder, server.url(sslrootcert=trusted))


def test_a_server_without_tls_is_refused_unless_the_address_says_otherwise(
    trusted: str, folder: Paths
) -> None:
    with system_server(["host all all 127.0.0.1/32 scram-sha-256"]) as plain:
        assert "offers no secure line" in trouble(folder, plain.url(sslrootcert=trusted))
        reached(folder, plain.url(sslmode="prefer"))


# Kerberos


@pytest.fixture(scope="module")
def kerberos() -> Iterator[Realm]:
    with realm() as found:
        yield found


@pytest.fixture(scope="module")
def domain(authority: Authority, kerberos: Realm) -> Iterator[SystemServer]:
    """A server that lets in who is signed in to the hospital's domain."""
    lets_in = "hostssl all all 127.0.0.1/32 gss include_realm=0"
    certificate, key = authority.certificate(NAME)
    settings = (*_TLS, "krb_server_keyfile = '{folder}/service.keytab'")
    files = {"server.crt": certificate, "server.key": key}
    files["service.keytab"] = kerberos.keytab(f"postgres/{NAME}")
    around = {"KRB5_CONFIG": kerberos.settings["KRB5_CONFIG"]}
    with system_server([lets_in], settings, files, **around) as found:
        yield found


@pytest.fixture
def in_domain(kerberos: Realm, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """This computer belongs to the domain, and nobody is signed in to it."""
    monkeypatch.setenv("KRB5_CONFIG", kerberos.settings["KRB5_CONFIG"])
    monkeypatch.setenv("KRB5CCNAME", f"FILE:{kerberos.folder}/none")
    monkeypatch.delenv("PGPASSWORD")
    return monkeypatch


def test_a_ticket_of_the_domain_lets_in_without_a_password(
    domain: SystemServer,
    kerberos: Realm,
    in_domain: pytest.MonkeyPatch,
    trusted: str,
    folder: Paths,
    clock: ShiftedClock,
) -> None:
    in_domain.setenv("KRB5CCNAME", kerberos.ticket(KEEPER))
    paths = replace(folder, database_url=domain.url(sslrootcert=trusted))
    create_ward(paths, clock, wanted(), cost=CHEAP)[0].close()
    ward = sign_in(paths, clock)
    told = "SELECT bool_and(ssl AND gss_authenticated AND NOT encrypted) FROM pg_stat_gssapi "
    told += "JOIN pg_stat_ssl USING (pid) JOIN pg_stat_activity USING (pid) "
    assert domain.execute(told + "WHERE application_name = 'Huddle'") == "t\n"
    ward.close()


def test_without_a_ticket_it_is_said_what_is_missing(
    domain: SystemServer, in_domain: pytest.MonkeyPatch, trusted: str, folder: Paths
) -> None:
    assert "hospital's domain" in trouble(folder, domain.url(sslrootcert=trusted))


def test_a_ticket_of_somebody_else_does_not_let_in(
    domain: SystemServer,
    kerberos: Realm,
    in_domain: pytest.MonkeyPatch,
    trusted: str,
    folder: Paths,
) -> None:
    in_domain.setenv("KRB5CCNAME", kerberos.ticket("somebody"))
    assert "does not know the name" in trouble(folder, domain.url(sslrootcert=trusted))
