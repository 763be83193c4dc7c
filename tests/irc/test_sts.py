"""What a server says of encryption."""

from __future__ import annotations

import pytest

from desktop_chat.irc.sts import Offer, read_offer


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("port=6697", Offer(6697)), ("duration=300", Offer(duration=300)), ("duration=0,preload", Offer(duration=0)),
        ("port=6697,duration=5,unknown=x", Offer(6697, 5)), ("", Offer()), ("port", Offer()), ("port=", Offer()),
        ("port=0", Offer()), ("port=70000", Offer()), ("port=-1", Offer()), ("port=\u0661", Offer()),
        ("duration=" + "9" * 5000, Offer()), ("port=1,port=2", Offer(1)),
    ],
)  # fmt: skip
def test_an_offer_is_read(text: str, offer: Offer) -> None:
    assert read_offer(text) == offer
