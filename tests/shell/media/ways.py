"""What the tests of a real TURN server share: its plan, a free port, a certificate."""

import os
import socket
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.test import override_settings
from django.utils import timezone

from chibo.media.coturn import choice
from chibo.media.coturn.process import Plan
from chibo.media.janus import installation


def turn_plan() -> Plan:
    """Return what to start on a free port; a machine that promised coturn must have it."""
    with override_settings(MEDIA_TURN_BIN=""):
        plan = choice.our_own()
    if plan and installation.has_network():
        listening = replace(plan.listening, port=free_port(), tls_port=free_port())
        return replace(plan, listening=listening)
    why = "no network besides lo" if plan else "coturn is not installed (tools/install-janus)"
    if os.environ.get("CHIBO_REQUIRE_COTURN") == "1":
        pytest.fail(f"CHIBO_REQUIRE_COTURN=1, but {why}.")
    pytest.skip(f"{why}.")


def free_port() -> int:
    """Return a port nobody listens on, on any address."""
    with socket.socket() as probe:
        probe.bind(("", 0))
        return int(probe.getsockname()[1])


def with_certificate(plan: Plan, folder: Path) -> Plan:
    """Give the plan a certificate of its own for a name."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "turn.example.vn")])
    now = timezone.now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("turn.example.vn")]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    (folder / "chain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "private.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    listening = replace(
        plan.listening,
        host="turn.example.vn",
        certificate=str(folder / "chain.pem"),
        key=str(folder / "private.pem"),
    )
    return replace(plan, listening=listening)
