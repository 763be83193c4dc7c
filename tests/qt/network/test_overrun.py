"""A server that sends without an end is left, in one sentence, and not tried again by itself."""

from __future__ import annotations

import socket

import pytest

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.events import Phase
from tests.qt.scenes import Scene, pump_until
from tests.qt.servers import LoopbackServer
from tests.sockets import receive_more


@pytest.mark.parametrize(
    "line", [b":s CAP * LS * :cap%d\r\n", b":s 005 ann TOKEN%d=1 :are\r\n", b":ann!u@h JOIN #r%d\r\n"]
)
def test_endless_server_is_left_with_a_sentence(made: Scene, line: bytes) -> None:
    def serve(connected: socket.socket) -> None:
        data = b""
        while b"USER " not in data:
            data += receive_more(connected)
        number = 0
        while True:
            connected.sendall(b"".join(line.replace(b"%d", b"%d" % (number + one)) for one in range(500)))
            number += 500

    server = LoopbackServer(serve)
    network = made.controller.join_chat(ChatAddress("127.0.0.1", server.port, tls=False))
    pump_until(lambda: network.phase is Phase.OFFLINE)
    assert network.reason.startswith("This server sends more than a chat needs")
    assert not network.is_seeking
    assert network.seconds_to_retry == 0
    server.close()
