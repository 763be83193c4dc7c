"""From a name to a socket: the first address that answers wins, and none is left open."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from desktop_chat.net.wakeup import Wakeup
from desktop_chat.qt.network import dial
from desktop_chat.qt.network.dial import DialError, connect_to_host
from tests.patience import SECONDS
from tests.ports import refusing_port


@pytest.fixture
def wakeup() -> Iterator[Wakeup]:
    made = Wakeup()
    yield made
    made.close()


def never() -> bool:
    return False


@pytest.fixture
def closed_port() -> Iterator[int]:
    with refusing_port() as port:
        yield port


def resolve_to(monkeypatch: pytest.MonkeyPatch, *addresses: tuple[str, int]) -> None:
    """Let the system's resolver answer with these."""
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", address) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: rows)


def test_a_dead_address_does_not_keep_from_the_next(
    monkeypatch: pytest.MonkeyPatch, wakeup: Wakeup, closed_port: int
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        resolve_to(monkeypatch, ("127.0.0.1", closed_port), ("127.0.0.1", listening.getsockname()[1]))
        monkeypatch.setattr(dial, "HEAD_START", 10_000.0)
        found = connect_to_host("somewhere", 0, SECONDS, wakeup, never)
        assert found is not None
        assert found.getpeername() == listening.getsockname()
        found.close()


def test_a_silent_address_is_overtaken(monkeypatch: pytest.MonkeyPatch, wakeup: Wakeup) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        resolve_to(monkeypatch, ("192.0.2.1", 9), ("127.0.0.1", listening.getsockname()[1]))
        found = connect_to_host("somewhere", 0, SECONDS, wakeup, never)
        assert found is not None
        assert found.getpeername() == listening.getsockname()
        found.close()


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch, wakeup: Wakeup, closed_port: int) -> None:
    resolve_to(monkeypatch, ("127.0.0.1", closed_port), ("127.0.0.1", closed_port))
    with pytest.raises(DialError) as error:
        connect_to_host("somewhere", 0, SECONDS, wakeup, never)
    assert isinstance(error.value.cause, OSError)


def test_time_is_up(monkeypatch: pytest.MonkeyPatch, wakeup: Wakeup) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=1) as listening:
        # A full backlog: further connections are neither taken nor refused.
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(listening.getsockname())
        resolve_to(monkeypatch, ("127.0.0.1", listening.getsockname()[1]))
        with pytest.raises(DialError) as error:
            connect_to_host("somewhere", 0, 0.2, wakeup, never)
        assert isinstance(error.value.cause, TimeoutError)
        for one in waiting:
            one.close()


def test_a_look_up_that_hangs_is_left_alone(monkeypatch: pytest.MonkeyPatch, wakeup: Wakeup) -> None:
    import threading

    gate = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: gate.wait(10) and [])
    with pytest.raises(DialError):
        connect_to_host("slow", 1, 0.1, wakeup, never)
    assert connect_to_host("slow", 1, 5, wakeup, lambda: True) is None
    gate.set()


def test_families_take_turns() -> None:
    six, four = socket.AF_INET6, socket.AF_INET
    rows = [(six, 1), (six, 2), (six, 3), (four, 4)]
    assert dial._alternate_families(list(rows)) == [(six, 1), (four, 4), (six, 2), (six, 3)]
