"""A hospital's certificate authority, and certificates that it signs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Authority:
    """Signs certificates.

    Attributes:
        key: Its key.
        own: Its own certificate.
    """

    key: ec.EllipticCurvePrivateKey
    own: x509.Certificate

    @classmethod
    def new(cls, name: str = "Hospital CA") -> Self:
        """An authority that nobody trusts yet."""
        key = ec.generate_private_key(ec.SECP256R1())
        return cls(key, _signed(name, key.public_key(), name, key, is_authority=True))

    @property
    def pem(self) -> bytes:
        """Its own certificate as a file."""
        return self.own.public_bytes(serialization.Encoding.PEM)

    def certificate(self, name: str) -> tuple[bytes, bytes]:
        """A certificate for a computer, and its key, as files."""
        key = ec.generate_private_key(ec.SECP256R1())
        by = self.own.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
        signed = _signed(name, key.public_key(), str(by), self.key, is_authority=False)
        private = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return signed.public_bytes(serialization.Encoding.PEM), private


def _signed(
    name: str,
    key: ec.EllipticCurvePublicKey,
    by: str,
    by_key: ec.EllipticCurvePrivateKey,
    *,
    is_authority: bool,
) -> x509.Certificate:
    began = dt.datetime.fromisoformat("2020-01-01T00:00:00+00:00")
    builder = (
        x509.CertificateBuilder()
        .subject_name(_called(name))
        .issuer_name(_called(by))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(began)
        .not_valid_after(began + dt.timedelta(days=365 * 100))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
    )
    if not is_authority:
        names = x509.SubjectAlternativeName([x509.DNSName(name)])
        builder = builder.add_extension(names, critical=False)
    return builder.sign(by_key, hashes.SHA256())


def _called(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
