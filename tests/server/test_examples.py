"""The examples do what their descriptions say, each as a process beside a real server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.irc_client import IrcClient
from tests.patience import SECONDS
from tests.server.conftest import Start

EXAMPLES = Path(__file__).parents[2] / "examples"


@contextmanager
def running(name: str, port: int) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(EXAMPLES / name), "127.0.0.1", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize(
    ("name", "nick", "setting"),
    [
        ("irc_bot.py", "pingbot", ""),
        ("json_bot.py", "jsonbot", "gateways.json=127.0.0.1:0"),
        ("text_bot.py", "textbot", "gateways.text=127.0.0.1:0"),
    ],
)
def test_a_bot_answers_and_ends_with_the_server(start: Start, name: str, nick: str, setting: str) -> None:
    server = start(*filter(None, [setting]))
    gateway = setting.partition("=")[0].removeprefix("gateways.")
    port = (server.gateways[gateway] if gateway else server.listening[0]).port
    with IrcClient(server.listening[0].port) as ann:
        ann.register("ann")
        ann.join("#lobby")
        with running(name, port) as bot:
            while ann.until("JOIN")[-1].nick != nick:
                continue
            ann.send("PRIVMSG #lobby :!ping")
            heard = ann.until("PRIVMSG")[-1]
            while heard.params[-1] != "pong":
                heard = ann.until("PRIVMSG")[-1]
            assert heard.nick == nick
            server.stop("Done.")
            _, errors = bot.communicate(timeout=SECONDS)
            assert (bot.returncode, errors) == (0, "")
