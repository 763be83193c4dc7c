"""Foreign clients with one interface: each starts with an account and joins `#talk`. (Irssi, WeeChat: `programs`.)"""

from __future__ import annotations

import contextlib
import os
import queue
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import BaseServer
from typing import Protocol

from tests.e2e.display import Display
from tests.e2e.programs import Irssi, WeeChat, require, wait_for
from tests.patience import SECONDS

ROOM = "#talk"
PASSWORD = "sesame-seed"
_TRIES = 4


class Foreign(Protocol):
    """A foreign client in ROOM."""

    def join(self) -> None:
        """Enter the room (again), unless the client does so by itself."""

    def say(self, text: str) -> None:
        """Send a text to the room."""

    def whisper(self, nick: str, text: str) -> None: ...

    def rename(self, nick: str) -> None: ...

    def seen(self) -> str:
        """Return all text that the client has shown of the room."""

    def whispered(self, nick: str) -> str:
        """Return all text that the client has shown of the direct messages with this person."""

    def end(self) -> None: ...


class IrssiClient:
    """irssi, driven through a terminal."""

    def __init__(self, home: Path, port: int, nick: str) -> None:
        self._irssi = Irssi(home, port, nick, sasl=PASSWORD)

    def join(self) -> None:
        self._irssi.type(f"/join {ROOM}")

    def say(self, text: str) -> None:
        self._irssi.type(f"/msg {ROOM} {text}")

    def whisper(self, nick: str, text: str) -> None:
        self._irssi.type(f"/msg {nick} {text}")

    def rename(self, nick: str) -> None:
        self._irssi.type(f"/nick {nick}")

    def seen(self) -> str:
        return self._irssi.seen(ROOM)

    def whispered(self, nick: str) -> str:
        return self._irssi.seen(nick)

    def end(self) -> None:
        self._irssi.end()


class WeeChatClient:
    """weechat-headless, driven through its FIFO."""

    def __init__(self, home: Path, port: int, nick: str) -> None:
        self._weechat = WeeChat(home, port, nick, sasl=PASSWORD)

    def join(self) -> None:
        self._weechat.type("server", f"/join {ROOM}")

    def say(self, text: str) -> None:
        self._weechat.type("server", f"/msg {ROOM} {text}")

    def whisper(self, nick: str, text: str) -> None:
        self._weechat.type("server", f"/msg {nick} {text}")

    def rename(self, nick: str) -> None:
        self._weechat.type("server", f"/nick {nick}")

    def seen(self) -> str:
        return self._weechat.seen(ROOM)

    def whispered(self, nick: str) -> str:
        return self._weechat.seen(nick)

    def end(self) -> None:
        self._weechat.end()


class HexChat:
    """HexChat in a window, driven by the keyboard; the shown text comes from the logs."""

    def __init__(self, home: Path, port: int, nick: str, display: Display) -> None:
        home.mkdir()
        self._display = display
        self._logs = home / "logs"
        settings = {
            "irc_nick1": nick, "irc_user_name": nick, "irc_real_name": nick, "irc_logging": 1, "irc_logmask": "%c.log",
            "gui_slist_skip": 1, "gui_quit_dialog": 0, "gui_join_dialog": 0, "stamp_log": 0, "net_throttle": 0,
            "net_auto_reconnect": 1, "net_reconnect_delay": 1,
        }  # fmt: skip
        text = "".join(f"{key} = {value}\n" for key, value in settings.items())
        (home / "hexchat.conf").write_text(text, "utf-8")
        (home / "servlist.conf").write_text(
            f"v=2.16.1\n\nN=t\nP={PASSWORD}\nE=UTF-8\nL=6\nF=26\nD=0\nI={nick}\nU={nick}\nS=127.0.0.1/{port}\nJ={ROOM}\n\n",
            "utf-8",
        )
        environment = display.environment | {
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
        }
        self._command = [require("hexchat"), "-d", str(home)]
        self._environment = environment
        self._process = self._start()
        for _ in range(_TRIES):
            with contextlib.suppress(AssertionError):
                wait_for("HexChat's window", lambda: bool(self._window()), 20)
                return
            # Now and then the toolkit waits for ever for the X server's first answer.
            self.end()
            self._process = self._start()
        self.end()
        raise AssertionError("HexChat shows no window")

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._command,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _window(self) -> str:
        return self._display.do("search", "--onlyvisible", "--class", "hexchat").partition("\n")[0]

    def _type(self, text: str) -> None:
        self._display.do("windowactivate", "--sync", self._window())
        self._display.do("type", "--delay", "5", text)
        self._display.do("key", "Return")

    def join(self) -> None:
        self._type(f"/join {ROOM}")

    def say(self, text: str) -> None:
        self._type(f"/msg {ROOM} {text}")

    def whisper(self, nick: str, text: str) -> None:
        self._type(f"/msg {nick} {text}")

    def rename(self, nick: str) -> None:
        self._type(f"/nick {nick}")

    def seen(self) -> str:
        return self._log(ROOM)

    def whispered(self, nick: str) -> str:
        return self._log(nick)

    def _log(self, name: str) -> str:
        found = self._logs / f"{name}.log"
        return found.read_text("utf-8", "replace") if found.exists() else ""

    def end(self) -> None:
        _end_group(self._process)


class Limnoria:
    """A bot that repeats the text of `!echo`."""

    def __init__(self, home: Path, port: int, nick: str) -> None:
        home.mkdir()
        self._log = home / "logs" / "messages.log"
        settings = {
            "nick": nick, "ident": nick, "user": nick, "networks": "t", "networks.t.servers": f"127.0.0.1:{port}",
            "networks.t.channels": ROOM, "networks.t.sasl.username": nick, "networks.t.sasl.password": PASSWORD,
            "networks.t.ssl": "False", "reply.whenAddressedBy.chars": "!", "reply.withNickPrefix": "False",
            "directories.data": home, "directories.conf": home, "directories.log": home / "logs",
            "directories.backup": home, "directories.data.tmp": home / "tmp",
            "databases.users.filename": "users.conf", "plugins": "Utilities Misc Channel", "plugins.Utilities": "True",
            "plugins.Misc": "True", "plugins.Channel": "True", "plugins.Channel.alwaysRejoin": "True",
            "protocols.irc.throttleTime": "0.0", "drivers.maxReconnectWait": "1.0",
        }  # fmt: skip
        text = "".join(f"supybot.{key}: {value}\n" for key, value in settings.items())
        (home / "bot.conf").write_text(text, "utf-8")
        with (home / "out.log").open("wb") as out:
            self._process = subprocess.Popen(
                [require("supybot"), "--allow-root", str(home / "bot.conf")],
                cwd=home, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
            )  # fmt: skip

    def join(self) -> None:
        """The bot joins by itself, after a kick too."""

    def seen(self) -> str:
        return self._log.read_text("utf-8", "replace") if self._log.exists() else ""

    def end(self) -> None:
        _end_group(self._process)


_PAGE = """<!doctype html><meta charset="utf-8"><script>
let queue = Promise.resolve();
const heard = text => queue = queue.then(() => fetch('/heard', {method: 'POST', body: text}));
function open() {
  const socket = new WebSocket('%s://127.0.0.1:%d/', ['%s']);
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => heard('OPEN ' + socket.protocol);
  socket.onmessage = event => heard(typeof event.data === 'string' ? event.data : new TextDecoder().decode(event.data));
  socket.onclose = () => { heard('CLOSED'); setTimeout(open, 300); };
  window.socket = socket;
}
async function speak() {
  for (;;) {
    const answer = await fetch('/say');
    if (answer.status == 200) window.socket.send(await answer.text());
  }
}
open(); speak();
</script>
"""


class Browser:
    """A page with a WebSocket in headless Chromium: the page posts received lines, and fetches lines to send."""

    def __init__(self, home: Path, port: int, subprotocol: str, scheme: str = "ws") -> None:
        """`scheme`: ws, or wss for TLS with whatever certificate the server has."""
        home.mkdir()
        self._page = (_PAGE % (scheme, port, subprotocol)).encode()
        self._says: queue.Queue[str] = queue.Queue()
        self._heard: list[str] = []
        self._web = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Answer, self))
        self._web.daemon_threads = False
        self._serving = threading.Thread(target=self._web.serve_forever, name="page")
        self._serving.start()
        self._ending = threading.Event()
        program = shutil.which("chromium") or require("chromium")
        # Chromium leaves a socket there. The path is short, because a socket's path has at most 107 bytes.
        self._temporary = tempfile.TemporaryDirectory(prefix="browser-", ignore_cleanup_errors=True)
        self._process = subprocess.Popen(
            [
                program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--ignore-certificate-errors", f"--user-data-dir={home}", f"http://127.0.0.1:{self._web.server_port}/",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            env={**os.environ, "TMPDIR": self._temporary.name},
        )  # fmt: skip

    def send(self, *lines: str) -> None:
        for line in lines:
            self._says.put(line)

    def heard(self) -> str:
        """Return the received lines, with OPEN and CLOSED as lines."""
        return "\n".join(self._heard)

    def end(self) -> None:
        self._ending.set()
        _end_group(self._process)
        self._temporary.cleanup()
        self._web.shutdown()
        self._serving.join()
        self._web.server_close()


class _Answer(BaseHTTPRequestHandler):
    """The test's answers to requests of the page."""

    def __init__(self, browser: Browser, request: socket.socket, where: tuple[str, int], web: BaseServer) -> None:
        self._browser = browser
        super().__init__(request, where, web)

    def do_GET(self) -> None:
        if self.path == "/":
            self._send(200, self._browser._page)
            return
        if self.path != "/say":  # browsers ask for an icon
            self._send(404, b"")
            return
        try:
            self._send(200, self._browser._says.get(timeout=0.5).encode())
        except queue.Empty:
            self._send(204, b"")

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._browser._heard.append(text)
        self._send(200, b"")

    def _send(self, status: int, body: bytes) -> None:
        with contextlib.suppress(OSError):
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Log nothing."""


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End a program and its children."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(SECONDS)
