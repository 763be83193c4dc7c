"""Real programs for the end-to-end tests: our own server as a process, irssi and WeeChat."""

from __future__ import annotations

import contextlib
import os
import pty
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_chat.server.control_folder import remove_left_folder
from tests.patience import SECONDS
from tests.ports import free_port


def require(program: str) -> str:
    """Return the path of a foreign program. If it is missing, skip the test (or fail, by DESKTOP_CHAT_CLIENTS)."""
    path = shutil.which(program)
    if path is None:
        if os.environ.get("DESKTOP_CHAT_CLIENTS") == "required":
            pytest.fail(f"{program} is required and not installed")
        pytest.skip(f"{program} is not installed")
    return path


def wait_for(what: str, condition: Callable[[], bool], seconds: float = SECONDS) -> None:
    """Wait until `condition` holds; polls, because a foreign program gives no signal."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds:.0f} s in vain for {what}"
        time.sleep(0.02)


def settled(what: str, read: Callable[[], object]) -> None:
    """Wait until `read` returns the same value ten times, for example for a window that finds its place."""
    seen: list[object] = []

    def same() -> bool:
        seen.append(read())
        return len(seen) >= 10 and all(one == seen[-1] for one in seen[-10:])

    wait_for(f"{what} to come to rest", same)


class ServerProcess:
    """`desktop-chat serve` on a port of `host`, which stays the same over a restart."""

    def __init__(
        self,
        data: Path,
        *settings: str,
        command: tuple[str, ...] = (),
        environment: dict[str, str] | None = None,
        host: str = "127.0.0.1",
    ) -> None:
        self.data = data
        self._host = host
        self.port = free_port()
        self._settings = settings
        self._command = command or (sys.executable, "-m", "desktop_chat")
        self._environment = environment
        self._process: subprocess.Popen[str] | None = None
        self._errors = data.parent / f"{data.name}.log"

    def start(self, *words: str) -> None:
        command = [*self._command, "serve", "--data", str(self.data), "--listen", f"{self._host}:{self.port}", *words]
        for setting in self._settings:
            command += ["--set", setting]
        with self._errors.open("a", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=log, text=True, env=self._environment
            )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line == f"listening on {self._host}:{self.port}\n", line + self._errors.read_text("utf-8")

    def kill(self) -> None:
        """Kill the server by SIGKILL, without a word to its clients."""
        assert self._process is not None
        self._process.kill()
        self._reap()
        remove_left_folder(self.data)

    def stop(self) -> int:
        """Stop the server by SIGTERM. Return the exit status."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return self._reap()

    def send_signal(self, number: int) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def wait(self) -> int:
        """Wait until the server ends by itself. Return the exit status."""
        return self._reap()

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def log(self) -> str:
        """The server's stderr so far."""
        return self._errors.read_text("utf-8")

    def _reap(self) -> int:
        assert self._process is not None
        assert self._process.stdout is not None
        status = self._process.wait(SECONDS)
        self._process.stdout.close()
        self._process = None
        return status

    def end(self) -> None:
        """Kill the server if it still runs."""
        if self._process is not None:
            self.kill()


@contextmanager
def server(data: Path, *settings: str, before: tuple[str, ...] = ()) -> Iterator[ServerProcess]:
    """Run a server for the duration of the context. `before`: a program that starts the server."""
    command = (*before, sys.executable, "-m", "desktop_chat") if before else ()
    process = ServerProcess(data, *settings, command=command)
    try:
        process.start()
        yield process
    finally:
        process.end()


class Irssi:
    """irssi in a terminal. The text of a window comes from the log of the window."""

    def __init__(self, home: Path, port: int, nick: str, sasl: str = "") -> None:
        """`sasl`: the password of the account of this name."""
        home.mkdir()
        login = f'sasl_mechanism = "PLAIN"; sasl_username = "{nick}"; sasl_password = "{sasl}"; ' if sasl else ""
        self._logs = home / "logs"
        (home / "config").write_text(
            f'settings = {{ core = {{ real_name = "{nick}"; user_name = "{nick}"; nick = "{nick}"; '
            f'server_reconnect_time = "2s"; }}; '
            f'"fe-common/core" = {{ autolog = "yes"; autolog_path = "{self._logs}/$0.log"; '
            'autolog_level = "all"; log_timestamp = ""; }; '
            '"irc/core" = { cmd_queue_speed = "1msec"; }; '
            # Lines that it reads late, at once, are no text that was pasted: it would ask whether it is to be sent.
            '"fe-text" = { paste_detect_time = "0"; paste_verify_line_count = "0"; }; };\n'
            f'servers = ({{ address = "127.0.0.1"; chatnet = "t"; port = "{port}"; autoconnect = "yes"; }});\n'
            f'chatnets = {{ t = {{ type = "IRC"; {login}}}; }};\n',
            "utf-8",
        )
        self._terminal, inside = pty.openpty()
        self._process = subprocess.Popen(
            [require("irssi"), "--home", str(home)],
            stdin=inside,
            stdout=inside,
            stderr=inside,
            start_new_session=True,
            env=os.environ | {"TERM": "xterm", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
        )
        os.close(inside)
        self._screen = threading.Thread(target=self._drain, name=f"irssi-{nick}")
        self._screen.start()

    def _drain(self) -> None:
        with contextlib.suppress(OSError):
            while os.read(self._terminal, 65536):
                pass

    def type(self, line: str) -> None:
        os.write(self._terminal, line.encode() + b"\n")

    def seen(self, window: str) -> str:
        """Return the text of a window so far."""
        log = self._logs / f"{window.lower()}.log"
        return log.read_text("utf-8", "replace") if log.exists() else ""

    def end(self) -> None:
        self._process.terminate()
        self._process.wait(SECONDS)
        self._screen.join(SECONDS)
        os.close(self._terminal)


class WeeChat:
    """weechat-headless, driven through its FIFO. The text of a buffer comes from the log of the buffer."""

    def __init__(self, home: Path, port: int, nick: str, sasl: str = "") -> None:
        """`sasl`: the password of the account of this name."""
        home.mkdir()
        login = (f"/set irc.server.t.sasl_username {nick}", f"/set irc.server.t.sasl_password {sasl}") if sasl else ()
        self._logs = home / "logs"
        self._fifo = home / "fifo"
        commands = (
            "/set fifo.file.enabled on",
            f"/set fifo.file.path {self._fifo}",
            "/set logger.file.flush_delay 0",
            f"/set logger.file.path {self._logs}",
            "/set logger.mask.irc $server.$channel.log",
            "/set irc.server_default.anti_flood_prio_high 0",
            "/set irc.server_default.anti_flood_prio_low 0",
            f"/server add t 127.0.0.1/{port} -nicks={nick} -username={nick} -realname={nick} -autoreconnect_delay=1",
            "/set irc.server.t.tls off",
            "/set irc.server.t.ssl off",
            *login,
            "/fifo enable",
            "/connect t",
        )
        arguments = [argument for command in commands for argument in ("-r", command)]
        self._process = subprocess.Popen(
            [require("weechat-headless"), "-d", str(home), "--no-script", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
        )
        wait_for("weechat's FIFO", self._fifo.exists)

    def type(self, buffer: str, line: str) -> None:
        """Type a line in a buffer (`#room`, a nick, or `server`)."""
        name = "irc.server.t" if buffer == "server" else f"irc.t.{buffer}"
        with self._fifo.open("w", encoding="utf-8") as fifo:
            fifo.write(f"{name} *{line}\n")

    def seen(self, buffer: str) -> str:
        log = self._logs / f"t.{buffer}.log"
        return log.read_text("utf-8", "replace") if log.exists() else ""

    def end(self) -> None:
        self._process.terminate()
        self._process.wait(SECONDS)
