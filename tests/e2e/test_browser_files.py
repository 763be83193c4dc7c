"""Files on the page for browsers, in headless Chromium on a real `serve` process."""

from __future__ import annotations

import json
import re
import struct
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.client.attachment import Attachment
from desktop_chat.qt.network.file_preparation import PreparedFile
from desktop_chat.qt.theme import appearance
from tests.e2e.chromium import Chromium, Page
from tests.e2e.programs import Irssi, ServerProcess, require, server, wait_for
from tests.e2e.relay import Relay
from tests.e2e.test_browsers import enter
from tests.e2e.test_windows import Person, is_inside
from tests.irc_client import IrcClient
from tests.patience import MILLISECONDS
from tests.server.http_client import ask

pytestmark = pytest.mark.clients

FILE = "+desktop-chat/file"
HOLD_FETCH = """window.realFetch = fetch;
    window.fetch = (...all) => new Promise((go) => (window.goOn = go)).then(() => realFetch(...all))"""
TOO_LARGE = "This picture is too large to be shown."
MAKE_PICTURE = """(async () => {
    const canvas = new OffscreenCanvas(3000, 1500), context = canvas.getContext("2d");
    context.fillStyle = "#c04020";
    context.fillRect(0, 0, 3000, 1500);
    const jpeg = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 1 })).arrayBuffer());
    const place = new TextEncoder().encode("Exif\\0\\0GPS: my home");
    const note = Uint8Array.of(0xff, 0xe1, 0, place.length + 2, ...place);
    return new File([jpeg.slice(0, 2), note, jpeg.slice(2)], "Our garden.jpg", { type: "image/jpeg" });
})()"""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ServerProcess]:
    with server(
        tmp_path / "served",
        "gateways.websocket=true",
        "limits.enabled=false",
        "files.size_mb=5",
    ) as process:
        yield process


def png(width: int, height: int) -> bytes:
    """Return a picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\x20\x60\xa0" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def send_file(client: IrcClient, port: int, name: str, data: bytes, tag: str) -> str:
    """Send a file to #lobby as other programs do. Return its address."""
    client.send("FILEHOST UPLOAD #lobby")
    path = client.until("FILEHOST")[-1].params[2]
    head = {"content_type": "image/png", "content_disposition": f'attachment; filename="{name}"'}
    address = ask(port, "POST", path, data, tls=True, **head).headers["location"]
    client.send(f"@{FILE}=name={name}&size={len(data)}&{tag} PRIVMSG #lobby :look: {address}")
    client.fence()
    return address


def drop_file(page: Page, make: str) -> None:
    """Drop a file, made by a script, on the open room."""
    page.evaluate(f"""(async () => {{
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(await {make});
        document.querySelector("main").dispatchEvent(new DragEvent("drop", {{ dataTransfer, bubbles: true }}));
    }})()""")


def test_pictures_and_files_are_sent_and_shown(chromium: Chromium, served: ServerProcess) -> None:
    """A picture has its place before it comes; a dropped one is made smaller and loses where it was taken."""
    with IrcClient(served.port) as cid:
        cid.register("cid", "message-tags")
        cid.send("JOIN #lobby")
        page = enter(chromium.open_page(f"http://127.0.0.1:{served.port}/", width=360, height=640), "ann")
        place = "document.querySelector('.picture')"
        page.evaluate(HOLD_FETCH)
        send_file(cid, served.port, "cat.png", png(400, 200), "type=image%2Fpng&pixels=400x200&color=2060a0")
        page.wait_for(f"{place} && window.goOn")
        before = page.evaluate(f"{place}.offsetHeight")
        page.evaluate("goOn(), (window.fetch = realFetch)")
        page.wait_for(f"{place}.querySelector('img')?.naturalWidth === 400")
        assert page.evaluate(f"{place}.offsetHeight") == before
        assert page.evaluate(f"{place}.getBoundingClientRect().right") <= 360
        assert page.evaluate(f"{place}.getAttribute('aria-label')").startswith("Picture: cat.png, ")
        assert page.evaluate("document.querySelector('.entry .text').innerText") == "look:"
        page.click(".picture")
        page.wait_for("document.querySelector('dialog.viewer img').naturalWidth === 400")
        page.press("Escape")
        page.wait_for("!document.querySelector('dialog')")
        # A picture that says it is small, and unfolds to gigabytes.
        bomb = png(16, 16)
        bomb = bomb[:16] + struct.pack(">II", 60_000, 60_000) + bomb[24:]
        send_file(cid, served.port, "bomb.png", bomb, "type=image%2Fpng&pixels=16x16")
        page.wait_for(f"document.querySelector('.file .faint')?.textContent === '{TOO_LARGE}'")
        # Sending.
        page.click("textarea")
        page.type("from **us**")
        drop_file(page, MAKE_PICTURE)
        page.wait_for("document.querySelector('dialog #answer')?.value === 'from **us**'")
        assert "Our garden.jpg" in page.evaluate("document.querySelector('.files').innerText")
        page.click("dialog .primary")
        said = cid.until("PRIVMSG")[-1]
        told = {key: values[0] for key, values in parse_qs(said.tags[FILE]).items()}
        assert (told["name"], told["type"], told["pixels"]) == ("Our garden.jpg", "image/jpeg", "2560x1280")
        words, _, address = said.params[1].rpartition(" ")
        assert words == "from \x02us\x02"
        got = ask(served.port, "GET", urlsplit(address).path, tls=True)
        assert (got.status, got.body[:3], len(got.body)) == (200, b"\xff\xd8\xff", int(told["size"]))
        assert b"my home" not in got.body
        page.wait_for("document.querySelector('.entry.own.sent .picture img')?.naturalWidth === 2560")
        # An original keeps its size, and loses the place, too.
        drop_file(page, MAKE_PICTURE)
        page.click("#compress")
        page.click("dialog .primary")
        said = cid.until("PRIVMSG")[-1]
        assert parse_qs(said.tags[FILE])["pixels"] == ["3000x1500"]
        assert b"my home" not in ask(served.port, "GET", urlsplit(said.params[1]).path, tls=True).body
        # Another file, and one that is too large.
        drop_file(page, "new File(['notes'], 'Список.txt', { type: 'text/plain' })")
        page.click("dialog .primary")
        said = cid.until("PRIVMSG")[-1]
        assert parse_qs(said.tags[FILE])["name"] == ["Список.txt"]
        page.wait_for("document.querySelector('.entry.own.sent .file')?.innerText.includes('Список.txt')")
        drop_file(page, "new File([new Uint8Array(6e6)], 'much.bin')")
        page.wait_for("document.querySelector('.files .problem')?.innerText.includes('at most')")
        page.click("dialog .quiet")
        too_wide = "[...document.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > 361).length"
        assert page.evaluate(too_wide) == 0
        nodes = page.accessible_nodes()
        assert not [role for role, name in nodes if role in ("button", "textbox", "link", "dialog") and not name]
        page.close()
    assert not chromium.problems


def test_an_upload_goes_on_after_a_cut_and_can_be_cancelled(chromium: Chromium, served: ServerProcess) -> None:
    relay = Relay(served.port)
    with IrcClient(served.port) as cid:
        cid.register("cid", "message-tags")
        cid.send("JOIN #lobby")
        page = enter(chromium.open_page(f"http://127.0.0.1:{relay.port}/"), "ann")
        # The server gets a part, then the network is gone.
        page.evaluate("""(() => {
            const send = XMLHttpRequest.prototype.send;
            window.methods = [];
            XMLHttpRequest.prototype.send = function (body) {
                methods.push(body.size);
                if (methods.length > 1) return send.call(this, body);
                this.setRequestHeader("upload-complete", "?0");
                this.setRequestHeader("upload-length", body.size);
                this.onload = this.onerror;
                send.call(this, body.slice(0, 100_000));
            };
        })()""")
        drop_file(page, "new File([new Uint8Array(300_000).fill(7)], 'notes.bin')")
        page.click("dialog .primary")
        said = cid.until("PRIVMSG")[-1]
        assert page.evaluate("methods.join()") == "300000,200000"
        assert ask(served.port, "GET", urlsplit(said.params[1]).path, tls=True).body == bytes([7]) * 300_000
        # A cancelled one leaves nothing.
        page.evaluate("XMLHttpRequest.prototype.send = () => {}")
        drop_file(page, "new File(['x'], 'never.txt')")
        page.click("dialog .primary")
        page.wait_for("document.querySelector('.entry.pending progress')")
        page.click(".entry.pending .icon-button")
        page.wait_for("!document.querySelector('.entry.pending')")
        page.close()
    relay.close()
    assert not json.dumps(chromium.problems).count("exceptionDetails")


def test_a_picture_from_the_desktop_is_seen_by_all(
    qtbot: QtBot, chromium: Chromium, served: ServerProcess, tmp_path: Path, qapp: QApplication
) -> None:
    """Chromium shows it, and curl fetches it by the link that irssi shows."""
    require("curl")
    irssi = Irssi(tmp_path / "irssi", served.port, "iris")
    desk = Person(tmp_path / "desk")
    appearance().apply_mode(qapp, "light")
    try:
        desk.open(f"127.0.0.1:{served.port}")
        qtbot.waitUntil(lambda: is_inside(desk), timeout=MILLISECONDS)
        page = enter(chromium.open_page(f"http://127.0.0.1:{served.port}/"), "ann")

        def is_irssi_in_the_room() -> bool:
            irssi.type("/join #lobby")  # refused until irssi is connected
            return "has joined #lobby" in irssi.seen("#lobby")

        wait_for("irssi in the room", is_irssi_in_the_room)
        (network,) = desk.windows.controller.networks
        face = QImage(64, 64, QImage.Format.Format_RGB32)
        face.fill(0)
        desk.windows.controller.portrait.set_portrait(face, face.rect())
        page_shows = "document.querySelector('aside .avatar img')?.naturalWidth === 64"
        qtbot.waitUntil(lambda: bool(page.evaluate(page_shows)), timeout=MILLISECONDS)
        picture = png(640, 360)
        source = tmp_path / "garden.png"
        source.write_bytes(picture)
        attachment = Attachment("garden.png", len(picture), "image/png", 640, 360, "2060a0")
        network.send_file(desk.room, PreparedFile(source, False, attachment), caption="our garden")
        page_shows = "document.querySelector('.picture img')?.naturalWidth === 640"
        qtbot.waitUntil(lambda: bool(page.evaluate(page_shows)), timeout=MILLISECONDS)
        page.wait_for_text("our garden")
        wait_for("the link in irssi", lambda: "/garden.png" in irssi.seen("#lobby"))
        (link,) = re.findall(r"https://\S+/garden\.png", irssi.seen("#lobby"))
        got = subprocess.run(["curl", "--silent", "--insecure", link], capture_output=True, check=True)
        assert got.stdout == picture
        drop_file(page, MAKE_PICTURE)
        page.click("dialog .primary")
        qtbot.waitUntil(lambda: desk.entries()[-1].attachment is not None, timeout=MILLISECONDS)
        qtbot.waitUntil(lambda: desk.entries()[-1].nick == "ann", timeout=MILLISECONDS)
        page.close()
    finally:
        irssi.end()
        desk.close()
    assert not chromium.problems
