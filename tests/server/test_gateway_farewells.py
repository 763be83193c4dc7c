"""What the clients of both gateways hear when the server turns them away or removes them."""

from __future__ import annotations

import pytest

from desktop_chat.server import io_thread
from tests.irc_client import IrcClient
from tests.server.conftest import Start
from tests.server.gateway_clients import RawClient

GATEWAYS = ("gateways.text=127.0.0.1:0", "gateways.json=127.0.0.1:0")


@pytest.mark.parametrize("speaks", [True, False], ids=["speaks", "silent"])
def test_both_gateways_say_why_a_client_is_turned_away_at_once(
    start: Start, monkeypatch: pytest.MonkeyPatch, speaks: bool
) -> None:
    monkeypatch.setattr(io_thread, "GREET_SECONDS", 0.1)
    server = start(*GATEWAYS, "limits.connections_per_address=1")
    gateways = [server.gateways[name].port for name in ("text", "json")]
    with RawClient(gateways[0]) as first, RawClient(gateways[0]) as text, RawClient(gateways[1]) as json:
        first.exactly(4)
        if speaks:
            text.send(b"ann")
            json.say("", "hello", "self")
        sentence = "Too many connections from your address."
        assert text.rest() == f"server: {sentence}\n".encode()
        assert json.heard() == {"type": "", "msg": sentence, "author": "server"}
        assert json.heard() == {"type": "stop", "msg": "", "author": "server"}
        assert json.rest() == b""


@pytest.mark.parametrize("command", ["KILL ann", "KLINE ann!*@*"])
def test_both_gateways_say_why_a_client_is_removed(start: Start, command: str) -> None:
    server = start(*GATEWAYS, "oper.name=boss", "oper.password=tea")
    with (
        IrcClient(server.listening[0].port) as boss,
        RawClient(server.gateways["text"].port) as text,
        RawClient(server.gateways["json"].port) as json,
    ):
        boss.register("boss")
        boss.send("OPER boss tea")
        boss.fence()
        text.send(b"ann\n")
        text.until("ann: has joined")
        boss.send(f"{command} :spam")
        removed = text.rest().decode()
        assert removed.startswith("server: ")
        assert "spam" in removed
        boss.send("UNKLINE ann!*@*")
        boss.fence()
        json.say("", "hello", "ann")
        json.heard_from("ann")
        boss.send(f"{command} :spam")
        assert json.heard() == {"type": "", "msg": removed[len("server: ") : -1], "author": "server"}
        assert json.heard() == {"type": "stop", "msg": "", "author": "server"}
