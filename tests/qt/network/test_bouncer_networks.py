"""A bouncer with two networks: each becomes a chat of its own, once, and stays left when it was left. The server says
what soju says, as its source has it."""

from __future__ import annotations

import socketserver
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.events import Phase
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.network import Network
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController

NETWORKS = {"1": "Libera", "2": "OFTC"}
CAPABILITIES = "batch cap-notify echo-message message-tags sasl=PLAIN server-time soju.im/bouncer-networks"


class _Connection(socketserver.StreamRequestHandler):
    """One connection to the bouncer, until the client goes."""

    def handle(self) -> None:
        self.account, self.password, self.network = "", "", ""
        with suppress(OSError):
            for line in self.rfile:
                self._take(line.decode().rstrip("\r\n"))

    def _say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

    def _take(self, line: str) -> None:
        command, _, rest = line.partition(" ")
        match command, rest.split():
            case "CAP", ["LS", *_]:
                self._say(f":soju CAP * LS :{CAPABILITIES}")
            case "CAP", ["REQ", *_]:
                self._say(f":soju CAP * ACK :{rest.partition(':')[2] or rest.split()[-1]}")
            case "PASS", [password]:
                self.password = password.removeprefix(":")
            case "AUTHENTICATE", ["PLAIN"]:
                self._say("AUTHENTICATE +")
            case "AUTHENTICATE", [text]:
                if b64decode(text) == b"\0ann\0sesame":
                    self.account = "ann"
                    self._say(":soju 903 ann :SASL authentication successful")
                else:
                    self._say(":soju 904 ann :Invalid username or password")
            case "BOUNCER", ["BIND", network]:
                self.network = network if self.account else ""
            case "CAP", ["END"]:
                self._welcome()
            case "BOUNCER", ["LISTNETWORKS"]:
                rows = [f"@batch=1 :soju BOUNCER NETWORK {key} name={name}" for key, name in NETWORKS.items()]
                self._say(":soju BATCH +1 soju.im/bouncer-networks", *rows, ":soju BATCH -1")
            case "PING", [token]:
                self._say(f":soju PONG soju {token}")
            case _:
                pass

    def _welcome(self) -> None:
        if not self.account:
            # Those who gave no name and password by SASL: by PASS it would be that of USER.
            self._say(":soju 464 ann :Authentication required")
            return
        bound = f"BOUNCER_NETID={self.network} NETWORK={NETWORKS[self.network]} CHANTYPES=#" if self.network else ""
        tokens = bound or "BOT=B CASEMAPPING=ascii WHOX CHANTYPES="
        self._say(":soju 001 ann :Welcome to soju, ann", f":soju 005 ann {tokens} :are supported")
        self._say(":soju 422 ann :No MOTD")


class _Bouncer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    block_on_close = True


@pytest.fixture
def bouncer() -> Iterator[int]:
    """Its port."""
    with _Bouncer(("127.0.0.1", 0), _Connection) as server:
        thread = threading.Thread(target=server.serve_forever, name="bouncer")
        thread.start()
        yield int(server.server_address[1])
        server.shutdown()
        thread.join()


def titles(controller: Controller) -> list[str]:
    return sorted(network.display_name for network in controller.networks)


def test_each_network_of_a_bouncer_is_a_chat(qtbot: QtBot, bouncer: int, make_controller: MakeController) -> None:
    ann = make_controller("ann")
    network = ann.join_chat(ChatAddress("127.0.0.1", bouncer, tls=False))
    qtbot.waitUntil(lambda: network.password_wanted is not None and network.phase is Phase.OFFLINE)
    network.give_password("ann:sesame")

    def all_online() -> bool:
        return len(ann.networks) == 3 and all(one.phase is Phase.ONLINE for one in ann.networks)

    qtbot.waitUntil(all_online, timeout=MILLISECONDS)
    assert titles(ann) == ["Libera", "OFTC", "soju"]
    left = next(one for one in ann.networks if one.display_name == "OFTC")
    assert isinstance(left, Network)
    ann.remove_network(left)
    # A link to the bouncer leads to the bouncer, and not to one of its networks.
    assert ann.join_chat(ChatAddress("127.0.0.1", bouncer, tls=False)) is network
    ann.close()
    again = make_controller("ann")
    again.open_last_chats()
    again.connect_all()
    qtbot.waitUntil(lambda: all(one.phase is Phase.ONLINE for one in again.networks), timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: titles(again) == ["Libera", "soju"], timeout=MILLISECONDS)
    assert len(again.networks) == 2


def test_the_networks_of_a_bouncer_use_its_account(qtbot: QtBot, bouncer: int, make_controller: MakeController) -> None:
    ann = make_controller("ann")
    network = ann.join_chat(ChatAddress("127.0.0.1", bouncer, tls=False))
    qtbot.waitUntil(lambda: network.password_wanted is not None and network.phase is Phase.OFFLINE)
    with qtbot.waitSignal(network.account.kept, timeout=MILLISECONDS):
        network.account.log_in("ann", "sesame")
    qtbot.waitUntil(
        lambda: len(ann.networks) == 3 and all(one.phase is Phase.ONLINE for one in ann.networks), timeout=MILLISECONDS
    )
    assert {one.account.name for one in ann.networks} == {"ann"}
    ann.close()
    again = make_controller("ann")
    again.open_last_chats()
    again.connect_all()
    qtbot.waitUntil(lambda: all(one.phase is Phase.ONLINE for one in again.networks), timeout=MILLISECONDS)
    assert len(again.networks) == 3
