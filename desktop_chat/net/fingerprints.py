"""The two kinds of fingerprint, as types that the type checker tells apart: 64 lower-case hex digits, or "". Pure.

A renewed certificate keeps its key, and so keeps its KeyPin and gets another CertificateFingerprint.
"""

from __future__ import annotations

from typing import NewType

KeyPin = NewType("KeyPin", str)
"""The SHA-256 of a public key (SubjectPublicKeyInfo, DER): by it a server is known, and a guest's own key."""
CertificateFingerprint = NewType("CertificateFingerprint", str)
"""The SHA-256 of a certificate (DER): what IRC calls the fingerprint of a client."""
NO_KEY = KeyPin("")
NO_CERTIFICATE = CertificateFingerprint("")
