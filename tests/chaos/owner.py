"""Owner: whoever runs a server, at its control channel; and servers started under a fault."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from select import select
from typing import Any

from desktop_chat.net.control import decode_line, encode_line
from desktop_chat.net.control_values import ControlAnswer, ControlReport, ControlRequest, ServerState
from tests.irc_client import IrcClient
from tests.patience import SECONDS


class Owner:
    """What the launcher's window would be told."""

    def __init__(self, data: Path) -> None:
        end = time.monotonic() + SECONDS
        while not (data / "control.json").exists():
            assert time.monotonic() < end
            time.sleep(0.01)
        where = json.loads((data / "control.json").read_text("utf-8"))
        by_path = "path" in where
        self._socket = socket.socket(socket.AF_UNIX if by_path else socket.AF_INET)
        self._socket.settimeout(SECONDS)
        self._socket.connect(where["path"] if by_path else (where["host"], where["port"]))
        self._lines = self._socket.makefile("rb")
        self._next = 0
        self.log: list[str] = []
        self.told = ""
        """What is wrong, as far as has been heard."""
        self.ask("watch")

    def ask(self, do: str, **arguments: Any) -> ControlAnswer:
        self._next += 1
        self._socket.sendall(encode_line(ControlRequest(self._next, do, arguments)))
        while True:
            heard = self._hear()
            if isinstance(heard, ControlAnswer):
                return heard

    def _hear(self) -> ControlAnswer | ControlReport:
        heard = decode_line(self._lines.readline())
        assert not isinstance(heard, ControlRequest)
        if isinstance(heard, ControlReport) and heard.what == "log":
            self.log += [line.text for line in heard.value]
        if isinstance(heard, ControlReport) and isinstance(heard.value, ServerState):
            self.told = heard.value.trouble
        return heard

    def look(self) -> None:
        """Hear what there is now."""
        while select([self._socket], [], [], 0)[0]:
            self._hear()

    def trouble(self, wanted: Callable[[str], bool]) -> str:
        """What is wrong, as the owner is told, once it is as wanted; "" when all is well."""
        while True:
            heard = self._hear()
            if (
                isinstance(heard, ControlReport)
                and isinstance(heard.value, ServerState)
                and wanted(heard.value.trouble)
            ):
                return heard.value.trouble

    def read_log(self, words: str) -> None:
        """Wait until the log says this."""
        while not any(words in line for line in self.log):
            self._hear()

    def close(self) -> None:
        self._lines.close()
        self._socket.close()

    def __enter__(self) -> Owner:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


def refused_start(data: Path, *words: str, before: tuple[str, ...] = ()) -> str:
    """What `serve` says when it cannot: one sentence, and the status 2."""
    command = [*before, sys.executable, "-m", "desktop_chat", "serve", "--data", str(data)]
    done = subprocess.run(
        [*command, "--listen", "127.0.0.1:0", *words], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


class Group:
    """Two people in #tea who know what each was shown."""

    def __init__(self, port: int) -> None:
        self.ann, self.bob = IrcClient(port), IrcClient(port)
        self.shown: list[str] = []
        self._heard: set[str] = set()
        for client, nick in ((self.ann, "ann"), (self.bob, "bob")):
            client.register(nick, "message-tags server-time batch draft/chathistory standard-replies")
            client.join("#tea")
        self.ann.fence()

    def say(self, text: str) -> bool:
        """Whether bob was shown it; ann was refused it otherwise, in words that `refusal` has."""
        self.ann.send(f"PRIVMSG #tea :{text}")
        refused = [one for one in self.ann.fence() if one.command == "FAIL"]
        self.refusal = refused[0].params[-1] if refused else ""
        if refused:
            return False
        self.hear(text)
        return True

    def post(self, text: str) -> None:
        """Say it without waiting to see what becomes of it."""
        self.ann.send(f"PRIVMSG #tea :{text}")

    def hear(self, text: str) -> None:
        """Wait until bob is shown it."""
        self.bob.send("PING here")  # a sign of life
        while text not in self._heard:
            said = self.bob.until("PRIVMSG")[-1].params[-1]
            self._heard.add(said)
            self.shown.append(said)

    def say_when_well(self, text: str) -> None:
        """Try until it is taken."""
        end = time.monotonic() + SECONDS
        while not self.say(text):
            assert time.monotonic() < end, self.refusal
            time.sleep(0.02)

    def close(self) -> None:
        for client in (self.ann, self.bob):
            with suppress(OSError):
                client.close()

    def __enter__(self) -> Group:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()
