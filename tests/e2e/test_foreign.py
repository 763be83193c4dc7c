"""Installed foreign clients through a day's work: login, messages, nick changes, a kick, a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.e2e.display import display
from tests.e2e.foreign import PASSWORD, ROOM, Browser, Foreign, HexChat, IrssiClient, Limnoria, WeeChatClient
from tests.e2e.programs import ServerProcess, require, server, wait_for
from tests.irc_client import IrcClient

pytestmark = pytest.mark.clients

CAPABILITIES = "account-notify extended-join account-tag message-tags server-time"


@pytest.fixture
def running(tmp_path: Path) -> Iterator[ServerProcess]:
    with server(tmp_path / "data", "limits.enabled=false", "gateways.websocket=true") as process:
        yield process


class Host:
    """The founder of the room, who receives everything."""

    def __init__(self, running: ServerProcess) -> None:
        self._running = running
        self._client = IrcClient(running.port)
        self._heard: list[str] = []

    def enter(self) -> None:
        self._client.register("ann", CAPABILITIES)
        self._client.join(ROOM)

    def again(self) -> None:
        """Enter again after the server died."""
        self._client.close()
        self._client = IrcClient(self._running.port)
        self.enter()

    def send(self, *lines: str) -> None:
        self._client.send(*lines)

    def heard(self, command: str, *words: str) -> bool:
        """Return True if a line of this command with these words has come since the last line that was found."""
        for message in self._client.fence():
            self._heard.append(f"{message.command} {message.nick} {' '.join(message.params)}")
        for index, line in enumerate(self._heard):
            if line.startswith(f"{command} ") and all(word in line for word in words):
                del self._heard[: index + 1]
                return True
        return False

    def inside(self, nick: str) -> bool:
        self._client.send(f"NAMES {ROOM}")
        return any(message.command == "353" and nick in message.params[-1].split() for message in self._client.fence())

    def close(self) -> None:
        self._client.close()


@pytest.fixture
def ann(running: ServerProcess) -> Iterator[Host]:
    with IrcClient(running.port) as carl:
        carl.register("carl")
        carl.send(f"REGISTER * * {PASSWORD}")
        carl.until("900")
        carl.send("QUIT")
        carl.rest()
    host = Host(running)
    host.enter()
    host.send(f"PRIVMSG {ROOM} :said before you came")
    yield host
    host.close()


Start = Callable[[], Foreign]


@pytest.fixture(params=["irssi", "weechat-headless", "hexchat"])
def start(request: pytest.FixtureRequest, tmp_path: Path, running: ServerProcess) -> Iterator[Start]:
    """Return a function that starts a client with the account `carl`."""
    program = str(request.param)
    require(program)
    with ExitStack() as opened:

        def begin() -> Foreign:
            home = tmp_path / "client"
            if program == "hexchat":
                for needed in ("Xvfb", "xdotool", "openbox"):
                    require(needed)
                screen = opened.enter_context(display(tmp_path / "screen"))
                client: Foreign = HexChat(home, running.port, "carl", screen)
            else:
                kind = IrssiClient if program == "irssi" else WeeChatClient
                client = kind(home, running.port, "carl")
            opened.callback(client.end)
            return client

        yield begin


def test_foreign_client_works(start: Start, ann: Host, running: ServerProcess) -> None:
    carl = start()

    def joined() -> bool:
        carl.join()
        return ann.heard("JOIN", "carl", f"{ROOM} carl")

    wait_for("its way into the room, logged in", joined)
    wait_for("what was said before", lambda: "said before you came" in carl.seen())
    ann.send(f"PRIVMSG {ROOM} :good morning")
    wait_for("ann's words", lambda: "good morning" in carl.seen())
    ann.send(f"PRIVMSG {ROOM} homework")
    wait_for("a message of one word, to its first letter", lambda: "homework" in carl.seen())
    ann.send(f"TOPIC {ROOM} timetable")
    wait_for("a topic of one word", lambda: "timetable" in carl.seen())
    carl.say("and good evening")
    wait_for("its words", lambda: ann.heard("PRIVMSG", "carl", "and good evening"))
    carl.whisper("ann", "for you alone")
    wait_for("its whisper", lambda: ann.heard("PRIVMSG", "carl", "for you alone"))
    ann.send("PRIVMSG carl :for you too")
    wait_for("ann's whisper", lambda: "for you too" in carl.whispered("ann"))
    carl.rename("carlo")
    wait_for("its new name", lambda: ann.heard("NICK", "carlo"))
    ann.send(f"KICK {ROOM} carlo :enough")
    wait_for("the kick", lambda: "enough" in carl.seen())
    carl.join()
    wait_for("its return", lambda: ann.heard("JOIN", "carlo"))
    running.kill()
    running.start()
    ann.again()
    wait_for("it back in the room", lambda: ann.inside("carl") or ann.inside("carlo"))
    ann.send(f"PRIVMSG {ROOM} :after the crash")
    wait_for("words after the crash", lambda: "after the crash" in carl.seen())
    for said in ("said before you came", "good morning", "after the crash"):
        assert carl.seen().count(said) == 1


def test_bot_works(ann: Host, running: ServerProcess, tmp_path: Path) -> None:
    require("supybot")
    bot = Limnoria(tmp_path / "bot", running.port, "carl")
    try:
        wait_for("its way into the room, logged in", lambda: ann.heard("JOIN", "carl", f"{ROOM} carl"))
        ann.send(f"PRIVMSG {ROOM} :!echo it hears")
        wait_for("its answer", lambda: ann.heard("PRIVMSG", "carl", "it hears"))
        ann.send("PRIVMSG carl :echo in private")
        wait_for(
            "its answer in private",
            lambda: ann.heard("NOTICE", "carl", "in private") or ann.heard("PRIVMSG", "carl", "in private"),
        )
        ann.send(f"KICK {ROOM} carl :enough")
        wait_for("its return", lambda: ann.heard("JOIN", "carl"))
        running.kill()
        running.start()
        ann.again()
        wait_for("it back in the room", lambda: ann.inside("carl"))
    finally:
        bot.end()


@pytest.mark.parametrize(
    ("scheme", "subprotocol"), [("ws", "text.ircv3.net"), ("ws", "binary.ircv3.net"), ("wss", "text.ircv3.net")]
)
def test_page_in_a_browser_works(
    ann: Host, running: ServerProcess, tmp_path: Path, scheme: str, subprotocol: str
) -> None:
    require("chromium")
    page = Browser(tmp_path / "browser", running.port, subprotocol, scheme)
    try:
        wait_for("the WebSocket", lambda: f"OPEN {subprotocol}" in page.heard())
        page.send("CAP REQ :sasl", "NICK carl", "USER carl 0 * :Carl", "AUTHENTICATE PLAIN")
        wait_for("the server's turn", lambda: "AUTHENTICATE +" in page.heard())
        page.send("AUTHENTICATE AGNhcmwAc2VzYW1lLXNlZWQ=", "CAP END", f"JOIN {ROOM}")
        wait_for("its way into the room, logged in", lambda: ann.heard("JOIN", "carl", f"{ROOM} carl"))
        wait_for("what was said before", lambda: "said before you came" in page.heard())
        page.send(f"PRIVMSG {ROOM} :gr\u00fc\u00dfe aus dem browser", "NICK carlo")
        wait_for("its words", lambda: ann.heard("PRIVMSG", "carl", "gr\u00fc\u00dfe aus dem browser"))
        wait_for("its new name", lambda: ann.heard("NICK", "carlo"))
        ann.send(f"KICK {ROOM} carlo :\u0434\u043e\u0432\u043e\u043b\u044c\u043d\u043e")
        wait_for("the kick", lambda: "\u0434\u043e\u0432\u043e\u043b\u044c\u043d\u043e" in page.heard())
        running.kill()
        running.start()
        wait_for("the new WebSocket", lambda: page.heard().count("OPEN") == 2)
        page.send("PING back")
        wait_for("the answer", lambda: "PONG" in page.heard())
        page.send("QUIT")
        wait_for("the end", lambda: "ERROR :You have left" in page.heard())
    finally:
        page.end()
