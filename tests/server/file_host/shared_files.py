"""What tests of shared files have in common: a picture, its upload, and a look at the folder."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from desktop_chat.irc.message import Message
from desktop_chat.server.server import ChatServer
from tests.irc_client import IrcClient
from tests.patience import SECONDS
from tests.server.http_client import ask

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4000


CAPABILITIES = "draft/message-redaction message-tags echo-message"


def port_of(server: ChatServer) -> int:
    return server.listening[0].port


def command(client: IrcClient, line: str, name: str = "FILEHOST") -> Message:
    """Send a line, and return the answer."""
    client.send(line)
    return client.until(name)[-1]


def upload_address(client: IrcClient, target: str = "#tea") -> str:
    return command(client, f"FILEHOST UPLOAD {target}").params[2]


def send_file(
    server: ChatServer, client: IrcClient, body: bytes = PNG, name: str = "cat.png", target: str = "#tea"
) -> str:
    """Upload a file to a room, and return the path of its address."""
    answer = ask(
        port_of(server), "POST", upload_address(client, target), body, tls=True,
        content_disposition=f'attachment; filename="{name}"', content_type="image/png",
    )  # fmt: skip
    assert answer.status == 201, answer
    return urlsplit(answer.headers["location"]).path


def contents(server: ChatServer) -> list[str]:
    return sorted(path.name for path in (server.data / "files").glob("??/*"))


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def enter(client: IrcClient, nick: str, room: str = "#tea") -> IrcClient:
    client.register(nick, CAPABILITIES)
    client.join(room)
    client.fence()
    return client
