"""What a server says of encryption."""

from __future__ import annotations

import pytest

from desktop_chat.irc.sts import StsOffer, read_offer


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("port=6697", StsOffer(6697)),
        ("duration=300", StsOffer(duration=300)),
        ("duration=0,preload", StsOffer(duration=0)),
        ("port=6697,duration=5,unknown=x", StsOffer(6697, 5)),
        ("", StsOffer()),
        ("port", StsOffer()),
        ("port=", StsOffer()),
        ("port=0", StsOffer()),
        ("port=70000", StsOffer()),
        ("port=-1", StsOffer()),
        ("port=\u0661", StsOffer()),
        ("duration=" + "9" * 5000, StsOffer()),
        ("port=1,port=2", StsOffer(1)),
    ],
)
def test_an_offer_is_read(text: str, offer: StsOffer) -> None:
    assert read_offer(text) == offer
