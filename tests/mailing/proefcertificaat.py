"""A certificate authority for one afternoon: certificates for a mail server on this machine, and every faulty kind."""

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAG = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Partij:
    """A key with its certificate."""

    sleutel: ec.EllipticCurvePrivateKey
    certificaat: x509.Certificate

    def write(self, pad: Path) -> Path:
        """Key and certificate in one PEM file, as ssl.SSLContext.load_cert_chain takes it."""
        geheim = self.sleutel.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        pad.touch(mode=0o600)
        pad.write_bytes(geheim + self.certificaat.public_bytes(serialization.Encoding.PEM))
        return pad

    def write_certificate(self, pad: Path) -> Path:
        pad.write_bytes(self.certificaat.public_bytes(serialization.Encoding.PEM))
        return pad


def make_authority() -> Partij:
    sleutel = ec.generate_private_key(ec.SECP256R1())
    bouwer = _builder("Proef CA", sleutel, DAG, DAG).issuer_name(_name("Proef CA"))
    bouwer = bouwer.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    return Partij(sleutel, bouwer.sign(sleutel, hashes.SHA256()))


def make_server(ca: Partij | None, host: str = "localhost", *, verlopen: bool = False) -> Partij:
    """A certificate for `host` and, for localhost, 127.0.0.1. Without `ca`: signed by itself."""
    sleutel = ec.generate_private_key(ec.SECP256R1())
    namen: list[x509.GeneralName] = [x509.DNSName(host)]
    namen += [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))] if host == "localhost" else []
    bouwer = _builder(host, sleutel, 3 * DAG if verlopen else DAG, -2 * DAG if verlopen else DAG)
    bouwer = bouwer.issuer_name(ca.certificaat.subject if ca else _name(host))
    bouwer = bouwer.add_extension(x509.SubjectAlternativeName(namen), critical=False)
    return Partij(sleutel, bouwer.sign(ca.sleutel if ca else sleutel, hashes.SHA256()))


def _builder(
    naam: str, sleutel: ec.EllipticCurvePrivateKey, terug: timedelta, vooruit: timedelta
) -> x509.CertificateBuilder:
    nu = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(naam))
        .public_key(sleutel.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(nu - terug)
        .not_valid_after(nu + vooruit)
    )


def _name(naam: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, naam)])
