"""Which server is the one that was meant."""

from __future__ import annotations

import pytest

from desktop_chat.client.certificate import Certificate, is_meant

KEY, OTHER = "a" * 64, "b" * 64


@pytest.mark.parametrize(
    ("shown", "verified", "pin", "exact", "meant"),
    [
        (KEY, False, "", False, True),
        (KEY, False, KEY, False, True),
        (KEY, False, KEY.upper(), True, True),
        (OTHER, False, KEY, False, False),
        (OTHER, True, KEY, False, True),
        (OTHER, True, KEY, True, False),
    ],
)
def test_a_key_is_the_expected_one(shown: str, verified: bool, pin: str, exact: bool, meant: bool) -> None:
    assert is_meant(Certificate(shown, verified, "", "", 0, 0, ""), pin, exact=exact) is meant


def test_no_certificate_is_nobody_when_somebody_is_expected() -> None:
    assert not is_meant(None, KEY, exact=False)
