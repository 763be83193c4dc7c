"""STS over real sockets: the way to TLS, and no way back."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.certificate import Certificate
from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.phase import Phase
from desktop_chat.client.saved_chats import ConnectTarget
from desktop_chat.client.sts import StsPolicies
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.qt.network.strict_transport import StrictTransport
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController
from tests.qt.servers import LoopbackServer, make_certificate, server_tls

HOST = "localhost"
VOUCHED = Certificate(
    fingerprint=KeyPin("ab" * 32), verified=True, subject="x", issuer="y", begins=0, ends=1, version="TLSv1.3"
)
PLAIN = ConnectTarget("irc.example.org", 6667, False)


class Wire:
    """A plain port that wants TLS, and the TLS port. `said` is what each was told."""

    def __init__(self, folder: Path) -> None:
        self.said: dict[str, list[str]] = {"plain": [], "tls": []}
        files = make_certificate(folder, HOST)
        self.certificate = files[0]
        self.tls = LoopbackServer(self._serve_tls, server_tls(files))
        self.plain = LoopbackServer(self._serve_plain)

    def _serve_plain(self, connection: socket.socket) -> None:
        connection.sendall(b":s NOTICE * :Hello\r\n")
        for line in connection.makefile("r"):
            self.said["plain"].append(line.strip())
            if line.startswith("CAP LS"):
                connection.sendall(f":s CAP * LS :sts=port={self.tls.port},duration=300\r\n".encode())

    def _serve_tls(self, connection: socket.socket) -> None:
        for line in connection.makefile("r"):
            self.said["tls"].append(line.strip())
            if line.startswith("CAP LS"):
                connection.sendall(b":s CAP * LS :sts=duration=300,port=1\r\n")
            if line.startswith("CAP END"):
                connection.sendall(b":s 001 ann :Welcome\r\n:s 422 ann :No MOTD\r\n")

    def close(self) -> None:
        self.tls.close()
        self.plain.close()


@pytest.fixture
def wire(tmp_path: Path) -> Iterator[Wire]:
    made = Wire(tmp_path / "wire")
    yield made
    made.close()


def test_a_server_that_wants_tls_is_told_nothing_before_and_never_again_without(
    qtbot: QtBot, make_controller: MakeController, wire: Wire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(wire.certificate))
    controller = make_controller("ann")
    network = controller.join_chat(ChatAddress(HOST, wire.plain.port, tls=False), password="secret")
    renewed: list[bool] = []
    network.phase_changed.connect(
        lambda: renewed.extend([network.is_renewing] if network.phase is Phase.OFFLINE else [])
    )
    qtbot.waitUntil(lambda: network.phase is Phase.ONLINE, timeout=MILLISECONDS)
    assert set(renewed) == {True}  # a window that waits for the network must not give up
    assert [line for line in wire.said["plain"] if not line.startswith("QUIT")] == ["CAP LS 302"]
    assert "PASS :secret" in wire.said["tls"]
    assert network.trusted is not None
    assert network.trusted.verified
    policies = tmp_path / "ann" / "sts.json"
    qtbot.waitUntil(policies.exists, timeout=MILLISECONDS)
    network.disconnect_now()
    network.connect_now()
    qtbot.waitUntil(lambda: network.phase is Phase.ONLINE, timeout=MILLISECONDS)
    assert wire.said["tls"].count("PASS :secret") == 2
    assert wire.said["plain"].count("CAP LS 302") == 1
    controller.remove_network(network)


def test_unvouched_certificate_ends_the_attempt_without_a_question(
    qtbot: QtBot, make_controller: MakeController, wire: Wire, tmp_path: Path
) -> None:
    controller = make_controller("ann")
    network = controller.join_chat(ChatAddress(HOST, wire.plain.port, tls=False), password="secret")
    asked: list[object] = []
    controller.distrusted.connect(lambda *_: asked.append(_))
    qtbot.waitUntil(lambda: "insists on encryption" in network.reason, timeout=MILLISECONDS)
    network.disconnect_now()
    assert "PASS :secret" not in wire.said["plain"] + wire.said["tls"]
    assert not asked
    assert not (tmp_path / "ann" / "sts.json").exists()
    controller.remove_network(network)


def test_kept_policy_upgrades_every_plain_target(tmp_path: Path) -> None:
    now = [0]
    strict = StrictTransport(StsPolicies(tmp_path / "sts.json"), lambda: now[0])
    assert strict.target_for("a", PLAIN) == (PLAIN, False)
    assert strict.upgrade_to("a", 6697)
    way, vouched = strict.target_for("a", PLAIN)
    assert (way.tls, way.port, vouched) == (True, 6697, True)
    assert not strict.upgrade_to("a", 1)
    strict.keep_policy("a", 300, VOUCHED)
    now[0] = 200_000
    strict.note_ended("a")
    again = StrictTransport(StsPolicies(tmp_path / "sts.json"), lambda: now[0])
    now[0] = 499_000
    assert again.target_for("b", ConnectTarget("IRC.example.org", 6999, False))[0].port == 6697
    assert again.target_for("c", ConnectTarget("irc.example.org", 7000, True)) == (
        ConnectTarget("irc.example.org", 7000, True),
        True,
    )
    now[0] = 500_000
    assert again.target_for("b", PLAIN) == (PLAIN, False)


def test_only_a_vouched_connection_can_keep_a_policy(tmp_path: Path) -> None:
    strict = StrictTransport(StsPolicies(tmp_path / "sts.json"), lambda: 0)
    for way, certificate in (
        (PLAIN, VOUCHED),
        (ConnectTarget("irc.example.org", 6697, True), None),
        (
            ConnectTarget("irc.example.org", 6697, True),
            Certificate(
                fingerprint=KeyPin("ab" * 32),
                verified=False,
                subject="x",
                issuer="y",
                begins=0,
                ends=1,
                version="TLSv1.3",
            ),
        ),
        (ConnectTarget("192.168.1.5", 6697, True), VOUCHED),
    ):
        strict.target_for("a", way)
        strict.keep_policy("a", 300, certificate)
    assert not (tmp_path / "sts.json").exists()
    strict.target_for("a", ConnectTarget("192.168.1.5", 6667, False))
    assert not strict.upgrade_to("a", 6697)
