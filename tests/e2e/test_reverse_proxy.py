"""The page behind nginx: people are known, counted and refused by their own addresses."""

from __future__ import annotations

import re
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.e2e.chromium import Chromium
from tests.e2e.programs import require, server, wait_for
from tests.e2e.test_browsers import enter
from tests.irc_client import IrcClient
from tests.patience import SECONDS
from tests.server.http_client import ask

pytestmark = pytest.mark.clients

_GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "en" / "browsers.md"
_CONFIGURATION = """
daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
{documented}
  }}
}}
"""


def documented_lines(port: int) -> str:
    """Return the lines for nginx in the guide, for a chat on another port and people from elsewhere."""
    lines = re.search(r"^    client_max_body_size.*?\n\n\S", _GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert lines is not None
    return lines[0][:-1].replace(":6697", f":{port}").replace("$remote_addr", "203.0.113.5")


@pytest.fixture
def ports(tmp_path: Path) -> Iterator[tuple[int, int]]:
    """The ports of nginx and of the server behind it, which lets in two connections from one address."""
    program = require("nginx")
    settings = ("gateways.websocket=true", "gateways.proxies=127.0.0.1", "limits.connections_per_address=2")
    with server(tmp_path / "served", *settings, "access.cloak=nobody") as served:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = int(free.getsockname()[1])
        (tmp_path / "nginx.conf").write_text(
            _CONFIGURATION.format(folder=tmp_path, port=port, documented=documented_lines(served.port))
        )
        running = subprocess.Popen([program, "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "error.log")])
        wait_for("nginx", lambda: _is_listening(port))
        yield port, served.port
        running.terminate()
        running.wait(SECONDS)


def _is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_people_behind_a_proxy_have_their_own_addresses(chromium: Chromium, ports: tuple[int, int]) -> None:
    page = enter(chromium.open_page(f"http://127.0.0.1:{ports[0]}/chat/"), "ann")
    with IrcClient(ports[1]) as other:
        other.register("bob")
        other.send("WHO ann")
        assert any("203.0.113.5" in " ".join(message.params) for message in other.fence())
        other.send("FILEHOST UPLOAD")
        body = bytes(1_500_000)
        sent = ask(ports[0], "POST", other.until("FILEHOST")[-1].params[2], body)
        assert ask(ports[0], "GET", urlsplit(sent.headers["location"]).path).body == body
        assert urlsplit(sent.headers["location"]).port == ports[0]
    second = enter(chromium.open_page(f"http://127.0.0.1:{ports[0]}/chat/"), "cid")
    with IrcClient(ports[0]) as third:
        third.send(
            "GET /chat/ HTTP/1.1", "Host: a", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "",
        )  # fmt: skip
        assert third.line().startswith("HTTP/1.1 429")
    page.close()
    second.close()
