"""A change of the interfaces is told by the system, or looked for."""

from __future__ import annotations

import selectors
from contextlib import closing

import pytest

from desktop_chat.lan import interface_changes
from desktop_chat.lan.interface_changes import (
    PAUSE_SECONDS,
    POLL_SECONDS,
    RARE_SECONDS,
    SETTLE_SECONDS,
    InterfaceChanges,
)
from tests.lan.namespaces import networks
from tests.patience import SECONDS


def test_system_tells_a_new_address() -> None:
    with networks() as lan:
        computer = lan.add_computer("10.0.0.1/24")
        with closing(computer.run(InterfaceChanges)) as changes, selectors.DefaultSelector() as selector:
            changes.register_in(selector)
            changes.note_look(100.0)
            assert changes.due == 100.0 + RARE_SECONDS
            computer.command("ip", "address", "add", "10.0.0.50/24", "dev", "eth0")
            ((key, _),) = selector.select(SECONDS)
            assert key.data is changes
            changes.note_change(100.1)
            assert changes.due == 100.0 + PAUSE_SECONDS, "a flood of changes costs a look each second"
            changes.note_look(101.0)
            changes.note_change(105.0)
            assert changes.due == 105.0 + SETTLE_SECONDS


def test_look_without_the_help_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interface_changes, "open_change_socket", lambda: None)
    with closing(InterfaceChanges()) as changes, selectors.DefaultSelector() as selector:
        changes.register_in(selector)
        assert not selector.get_map()
        assert changes.due == 0.0
        changes.note_look(100.0)
        assert changes.due == 100.0 + POLL_SECONDS
