"""Shorter pauses for tests that would wait for them."""

from __future__ import annotations

import pytest

from desktop_chat.lan import dns_sd, found_chats, seeker


@pytest.fixture
def quick_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search with a tenth of each pause: a chat that is heard no more is forgotten after a second."""
    for module, name in (
        (seeker, "ROUND_SECONDS"),
        (found_chats, "LIFETIME_SECONDS"),
        (dns_sd, "CHECK_SECONDS"),
        (dns_sd, "REPEAT_SECONDS"),
    ):
        monkeypatch.setattr(module, name, getattr(module, name) / 10)
