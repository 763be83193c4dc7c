"""The two kinds of fingerprint, as types that the type checker tells apart: 64 lower-case hex digits, or "". Pure.

A renewed certificate keeps its key, and so keeps its KeyPin and gets another CertificateFingerprint.
"""

from __future__ import annotations

import re
from typing import NewType

KeyPin = NewType("KeyPin", str)
"""The SHA-256 of a public key (SubjectPublicKeyInfo, DER): by it a server is known, and a guest's own key."""
CertificateFingerprint = NewType("CertificateFingerprint", str)
"""The SHA-256 of a certificate (DER): what IRC calls the fingerprint of a client."""
NO_KEY = KeyPin("")
NO_CERTIFICATE = CertificateFingerprint("")
_DIGITS = re.compile(r"[0-9a-f]{64}")


def is_fingerprint(text: str) -> bool:
    """Return whether `text` can be a fingerprint of either kind."""
    return _DIGITS.fullmatch(text) is not None
