"""The JSON gateway beside small chat programs of other people, each a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.irc_client import IrcClient
from tests.server.conftest import Start

PROGRAM = Path(__file__).with_name("json_client.py")
JSON = "gateways.json=127.0.0.1:0"


class Program:
    """A running program. `said` waits for the next shown message."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.port = self.said()

    def type(self, words: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{words}\n")
        self._process.stdin.flush()

    def said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().rstrip("\n")

    def ends_well(self) -> bool:
        """Return whether the program ends by itself without an error."""
        _, errors = self._process.communicate(timeout=60)
        return self._process.returncode == 0 and not errors


@contextmanager
def program(port: int) -> Iterator[Program]:
    with subprocess.Popen(
        [sys.executable, str(PROGRAM), str(port)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        try:
            yield Program(process)
        finally:
            process.kill()


def test_small_programs_and_irc_clients_talk(start: Start) -> None:
    server = start(JSON)
    gateway = server.gateways["json"].port
    with ExitStack() as stack:
        one, two = (stack.enter_context(program(gateway)) for _ in range(2))
        bob = stack.enter_context(IrcClient(server.listening[0].port))
        bob.register("bob")
        bob.join("#lobby")
        one.type("hello")
        assert one.said() == "self||hello"
        assert bob.until("PRIVMSG")[-1].params == ("#lobby", "hello")
        two.type("good morning")
        assert two.said() == "self||good morning"
        assert one.said() == f"{two.port}||good morning"
        for number in range(5):
            bob.send(f"PRIVMSG #lobby :\u00fcber {number}")
            assert {one.said(), two.said()} == {f"bob||\u00fcber {number}"}
        two.type("quit")
        assert two.said() == "end"
        assert two.ends_well()
        server.stop("Gone for lunch.")
        assert one.said() == "server|stop|"
        assert one.said() == "end"
        assert one.ends_well()
