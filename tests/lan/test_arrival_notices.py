"""Notices of arrival: when they are sent, and that everybody near hears them."""

from __future__ import annotations

import math
import socket
from contextlib import closing

from desktop_chat.lan import arrival_notices
from desktop_chat.lan.arrival_notices import REPEATS, ArrivalNotices
from desktop_chat.lan.beacon import QUERY_BYTES, ChatBeacon, parse_arrival
from desktop_chat.lan.interfaces import InterfaceAddress
from desktop_chat.lan.radio import QuerySocket
from desktop_chat.net.fingerprints import KeyPin
from tests.lan.chats import LOOPBACK
from tests.patience import SECONDS

CHAT = ChatBeacon(KeyPin("ab" * 32), "Tea" * 30, "computer", 6697, 3)
GONE = InterfaceAddress("gone0", 99, "192.0.2.1", 24)


def test_notice_is_repeated_and_heard() -> None:
    with closing(QuerySocket(socket.AF_INET, 0)) as heard:
        heard.socket.settimeout(SECONDS)
        notices = ArrivalNotices(heard.socket.getsockname()[1])
        notices.note_arrival([GONE, LOOPBACK], 100.0)
        for seconds in REPEATS:
            assert notices.due == 100.0 + seconds
            notices.send_due(CHAT, 100.0 + seconds)
            data = heard.socket.recv(2000)
            beacon = parse_arrival(data)
            assert beacon is not None
            assert (beacon.id, beacon.port, len(data) <= QUERY_BYTES) == (CHAT.id, CHAT.port, True)
            assert CHAT.name.startswith(beacon.name)
        assert notices.due == math.inf


def test_flood_of_addresses_is_limited() -> None:
    notices = ArrivalNotices()
    for _ in range(10):
        notices.note_arrival([GONE] * 100, 5.0)
    assert len(notices._waiting) == arrival_notices.MOST
