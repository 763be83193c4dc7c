"""NAT-PMP with a router that answers by datagrams of the specification. `test_router_port` has the real miniupnpd."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from desktop_chat.net.addresses import ListenAddress
from desktop_chat.server import nat_pmp
from desktop_chat.server.port_mapping import RouterError
from desktop_chat.texts import server as texts
from tests.patience import SECONDS

_HOST = bytes((0, 128, 0, 0, 0, 0, 0, 9, 44, 1, 2, 7))
_MAPPED = bytes((0, 130, 0, 0, 0, 0, 0, 9, 0x1A, 0x29, 0x1A, 0x2A, 0, 0, 14, 16))
"""The port 6697 is open as 6698 for an hour."""


@contextmanager
def router_with(
    answer: Callable[[bytes], list[bytes]], monkeypatch: pytest.MonkeyPatch, first_wait: float = SECONDS
) -> Iterator[list[bytes]]:
    """A router on loopback; the requests that it got. By default no request is repeated, however slow this computer."""
    requests: list[bytes] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.bind(("127.0.0.1", 0))
        monkeypatch.setattr(nat_pmp, "_PORT", udp.getsockname()[1])
        monkeypatch.setattr(nat_pmp, "_FIRST_WAIT_SECONDS", first_wait)

        def serve() -> None:
            while True:
                request, client = udp.recvfrom(64)
                if not request:
                    return
                requests.append(request)
                for one in answer(request):
                    udp.sendto(one, client)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield requests
        finally:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ending:
                ending.sendto(b"", udp.getsockname())
            thread.join()


def test_port_is_opened_and_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(request: bytes) -> list[bytes]:
        foreign = bytes((0, 130 if request[1] == 0 else 128, 0, 0))
        return [b"?", foreign, _HOST if request[1] == 0 else _MAPPED]

    with router_with(answer, monkeypatch) as requests:
        mapping = nat_pmp.open_nat_pmp_port("127.0.0.1", 6697)
        assert mapping.outside == ListenAddress("44.1.2.7", 6698)
        mapping.close()
    opening, closing = (bytes.fromhex(rest) for rest in ("1a291a2900000e10", "1a29000000000000"))
    assert requests == [b"\0\0", b"\0\x02\0\0" + opening, b"\0\x02\0\0" + closing]


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (2, texts.ROUTER_REFUSES(texts.ROUTER_SWITCHED_OFF)),
        (3, texts.ROUTER_REFUSES(texts.ROUTER_WITHOUT_INTERNET)),
        (4, texts.ROUTER_REFUSES(texts.ROUTER_PORTS_TAKEN)),
        (5, texts.ROUTER_SILENT),
    ],
    ids=["refused", "offline", "full", "unknown"],
)
def test_refusal_is_a_sentence(monkeypatch: pytest.MonkeyPatch, code: int, trouble: str) -> None:
    with (
        router_with(lambda request: [bytes((0, 128 + request[1], 0, code))], monkeypatch),
        pytest.raises(RouterError) as caught,
    ):
        nat_pmp.open_nat_pmp_port("127.0.0.1", 6697)
    assert caught.value.args == (trouble,)


def test_router_without_an_address_of_its_own_lets_nobody_in(monkeypatch: pytest.MonkeyPatch) -> None:
    private = _HOST[:8] + bytes((192, 168, 1, 7))
    with router_with(lambda request: [private], monkeypatch), pytest.raises(RouterError) as caught:
        nat_pmp.open_nat_pmp_port("127.0.0.1", 6697)
    assert caught.value.args == (texts.ROUTER_BEHIND_ANOTHER,)


def test_router_that_does_not_know_the_protocol_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """It answers nothing, or by the version of a newer protocol."""
    with (
        router_with(lambda _request: [bytes((2, 128, 0, 1))], monkeypatch, 0.001) as requests,
        pytest.raises(nat_pmp.NatPmpSilence),
    ):
        nat_pmp.open_nat_pmp_port("127.0.0.1", 6697)
    assert requests == [b"\0\0"] * 4
