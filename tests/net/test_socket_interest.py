"""A socket is watched for exactly the wanted events, and no longer than wanted."""

from __future__ import annotations

import selectors
import socket

from desktop_chat.net.socket_interest import change_interest

READ, WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE


def test_interest_begins_changes_and_ends() -> None:
    here, there = socket.socketpair()
    with here, there, selectors.DefaultSelector() as selector:
        events = change_interest(selector, here, "data", before=0, wants=0)
        assert (events, len(selector.get_map())) == (0, 0)
        for wants in (READ, READ | WRITE, READ | WRITE, WRITE):
            events = change_interest(selector, here, "data", before=events, wants=wants)
            key = selector.get_key(here)
            assert (events, key.events, key.data) == (wants, wants, "data")
        assert change_interest(selector, here, "data", before=events, wants=0) == 0
        assert len(selector.get_map()) == 0
