"""PasswordProof: keys are made off the GUI thread, and once for each challenge."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_chat.client.connection_events import ProofWanted
from desktop_chat.irc import sasl_client
from desktop_chat.irc.sasl_client import derive_key
from desktop_chat.qt.network.password_proof import PasswordProof
from tests.patience import MILLISECONDS


def test_keys_are_made_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[ProofWanted, bytes]] = []
    parent = QObject()
    proof = PasswordProof(lambda wanted, key: made.append((wanted, key)), parent)
    wanted = ProofWanted("open", b"salt", 4096)
    key = derive_key("open", b"salt", 4096)
    proof.derive_key(wanted)
    assert made == []
    qtbot.waitUntil(lambda: made == [(wanted, key)], timeout=MILLISECONDS)
    monkeypatch.setattr(sasl_client, "derive_key", lambda *_: b"other")
    proof.derive_key(wanted)
    qtbot.waitUntil(lambda: made == [(wanted, key)] * 2, timeout=MILLISECONDS)
    for number in range(6):
        proof.derive_key(ProofWanted("open", b"salt", 5000 + number))
    qtbot.waitUntil(lambda: len(made) == 8, timeout=MILLISECONDS)
    proof.derive_key(wanted)
    qtbot.waitUntil(lambda: made[-1] == (wanted, b"other"), timeout=MILLISECONDS)
