"""How the conformance suite progval/irctest starts this server: `make conformance IRCTEST=<its checkout>`.

The suite imports this module, so it is no test of ours. Everything that the server has is declared: what is not
declared would be skipped.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from irctest import patma
from irctest.basecontrollers import BaseServerController, DirectoryBasedController
from irctest.specifications import Capabilities, OptionalBehaviors

_PYTHON = os.environ.get("DESKTOP_CHAT_PYTHON", sys.executable)
"""The suite runs in an environment of its own, in which this server need not be installed."""
_PIECE = 300
_NOT_OURS = {"NON_UTF8_MESSAGE"}
"""Excludes UTF8ONLY, which we are."""


def _wants_always_on(configure: Callable[[dict[str, Any]], object] | None) -> bool:
    """Tests of what Ergo calls always-on change its configuration; ours has the same setting by another name."""
    config: dict[str, Any] = defaultdict(lambda: defaultdict(dict))
    if configure is not None:
        configure(config)
    return bool(config["accounts"]["multiclient"].get("always-on") == "opt-out")


def _order(words: str) -> list[str]:
    """What is said to NickServ, in several lines where one would be too long."""
    pieces = [words[first : first + _PIECE] for first in range(0, len(words), _PIECE)]
    if len(pieces) == 1:
        return [f"PRIVMSG NickServ :{words}"]
    tags = ["batch=1", *["batch=1;draft/multiline-concat"] * (len(pieces) - 1)]
    lines = [f"@{tag} PRIVMSG NickServ :{piece}" for tag, piece in zip(tags, pieces, strict=True)]
    return ["BATCH +1 draft/multiline NickServ", *lines, "BATCH -1"]


class Serving:
    """What the suite's controllers are made of, beside its own base classes. One server process for each test."""

    software_name = "Desktop Chat"
    supported_sasl_mechanisms = frozenset({"PLAIN", "SCRAM-SHA-256", "EXTERNAL"})
    supports_sts = True
    extban_mute_char = "m"
    capabilities = frozenset(Capabilities)
    optional_behaviors = frozenset(one for one in OptionalBehaviors if one.name not in _NOT_OURS)
    isupport: ClassVar[dict[str, object]] = {
        "BOT": "B",
        "CASEMAPPING": "ascii",
        "ELIST": patma.StrRe(".*U.*"),
        "INVEX": patma.ANYOPTSTR,
        "MONITOR": patma.ANYSTR,
        "MSGREFTYPES": "msgid,timestamp",
        "PREFIX": "(qaohv)~&@%+",
        "STATUSMSG": "~&@%+",
        "TARGMAX": patma.ANYSTR,
        "UTF8ONLY": patma.ANYOPTSTR,
        "WHOX": patma.ANYOPTSTR,
    }
    _port_wait_interval = 0.02
    sync_sleep_time = 0.005
    """What two connections say may be read by two threads, in either order."""

    # Of the suite's base classes
    directory: Path
    test_config: Any
    execute: Any
    kill_proc: Any
    create_config: Any
    wait_for_port: Any

    def run(
        self,
        hostname: str,
        port: int,
        *,
        password: str | None,
        ssl: bool,
        run_services: bool,
        faketime: str | None,
        config: object = None,
        websocket_hostname: str | None = None,
        websocket_port: int | None = None,
    ) -> None:
        """Start a server in an empty folder. It speaks TLS on any port, and has its services always."""
        del ssl, run_services, config
        program = shutil.which("faketime") if faketime else None
        self.faketime_enabled = program is not None
        self._clock = [program, "-f", faketime] if program else []
        self.create_config()
        self.hostname, self.port = hostname, port
        self._listen = [f"{hostname}:{port}"]
        if websocket_port:
            self._listen.append(f"{websocket_hostname}:{websocket_port}")
        self._password = password
        self._start()

    def _start(self) -> None:
        wanted = self.test_config
        settings = {
            "limits.enabled": False,
            "server.host": "My.Little.Server",
            "server.name": "test server",
            "server.lobby": "",
            "history.replay_on_join": 0,
            "gateways.websocket": True,
            "oper.name": "operuser",
            "oper.password": "operpassword",
            "accounts.always_on": _wants_always_on(wanted.ergo_config),
            "accounts.register_before_connect": wanted.account_registration_before_connect,
            "accounts.email_required": wanted.account_registration_requires_email,
            "access.password": self._password or "",
        }
        command = [*self._clock, _PYTHON, "-m", "desktop_chat", "serve", "--data", str(self.directory / "data")]
        for address in self._listen:
            command += ["--listen", address]
        for key, value in settings.items():
            command += ["--set", f"{key}={str(value).lower() if isinstance(value, bool) else value}"]
        self.proc = self.execute(command)

    def restart(self) -> None:
        """What was kept is there again."""
        self.kill_proc()
        self.port_open = False
        self._start()
        self.wait_for_port()

    def wait_for_services(self) -> None:
        """They are part of the server."""

    def registerUser(self, case: Any, username: str, password: str | None = None) -> None:
        """Make an account through NickServ, as any client can."""
        client = case.addClient(show_io=False)
        case.sendLine(client, "CAP REQ :batch draft/multiline")
        case.sendLine(client, f"NICK {username}")
        case.sendLine(client, "USER r e g :user")
        case.sendLine(client, "CAP END")
        while case.getRegistrationMessage(client).command != "001":
            continue
        case.getMessages(client)
        for line in _order(f"REGISTER {password}"):
            case.sendLine(client, line)
        answer = case.getMessage(client)
        assert answer.command == "NOTICE", answer
        assert answer.params[1] == "Account created.", answer
        case.sendLine(client, "QUIT")
        case.assertDisconnected(client)


def get_irctest_controller_class() -> type:
    """What the suite asks a controller's module for."""
    return type("DesktopChatController", (Serving, BaseServerController, DirectoryBasedController), {})
