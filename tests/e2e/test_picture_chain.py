"""A picture on its way through real programs: from the app on a display to Chromium, irssi and curl."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from urllib.parse import unquote

import pytest
from PySide6.QtGui import QColor, QImage

from desktop_chat.qt.theme import LIGHT
from tests.e2e.chromium import Chromium, Page
from tests.e2e.display import Display, Program
from tests.e2e.programs import Irssi, ServerProcess, require, server, wait_for
from tests.e2e.test_browsers import enter
from tests.e2e.test_drag_and_drop import area_of, source_of

pytestmark = [pytest.mark.clients, pytest.mark.display]

LOBBY, FILES = "lobby", "^Files$"
GREEN, BLUE, PLUM = "#2f7d4f", "#2f5f9f", "#8f3f7f"
WIDTH, HEIGHT = 320, 180


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ServerProcess]:
    with server(tmp_path / "served", "gateways.websocket=true", "limits.enabled=false") as process:
        yield process


def write_picture(path: Path, colour: str) -> Path:
    picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    picture.fill(QColor(colour))
    assert picture.save(str(path))
    return path


class Chain:
    """The app that sends, and the programs of three other people."""

    def __init__(self, screen: Display, ann: Program, page: Page, irssi: Irssi) -> None:
        self.screen = screen
        self.ann = ann
        self._page = page
        self._irssi = irssi

    def fetch_picture(self, name: str, caption: str) -> QImage:
        """Wait until the sender, the page and irssi show the picture. Return what curl gets by the link in irssi."""
        shown = f"[...document.querySelectorAll('.entry')].find((one) => one.innerText.includes('{caption}'))"
        self._page.wait_for(f"{shown}?.querySelector('.picture img')?.naturalWidth === {WIDTH}")
        links: list[str] = []

        def is_link_shown() -> bool:
            links[:] = re.findall(rf"{caption} (https://\S+)", self._irssi.seen("#lobby"))
            return bool(links)

        wait_for("the link in irssi", is_link_shown)
        assert unquote(links[0]).endswith(f"/{name}")
        got = subprocess.run(["curl", "--silent", "--fail", "--insecure", links[0]], capture_output=True, check=True)
        return QImage.fromData(got.stdout)

    def require_picture(self, name: str, caption: str, colour: str) -> None:
        picture = self.fetch_picture(name, caption)
        assert (picture.width(), picture.height()) == (WIDTH, HEIGHT)
        assert picture.pixelColor(WIDTH // 2, HEIGHT // 2) == QColor(colour)
        wait_for("the picture in the app", lambda: self.ann.shows(LOBBY, colour, WIDTH * HEIGHT // 2))

    def confirm(self, caption: str) -> None:
        """Type the caption in the dialog before the sending, and send."""
        self.ann.enter("Send 1 file", caption)


@pytest.fixture
def chain(screen: Display, chromium: Chromium, served: ServerProcess, tmp_path: Path) -> Iterator[Chain]:
    require("curl")
    irssi = Irssi(tmp_path / "irssi", served.port, "iris")
    command = (sys.executable, "-m", "desktop_chat", f"127.0.0.1:{served.port}")
    ann = Program(screen, tmp_path / "ann", command)
    try:
        page = enter(chromium.open_page(f"http://127.0.0.1:{served.port}/"), "bob")

        def is_irssi_in_the_room() -> bool:
            irssi.type("/join #lobby")  # refused until irssi is connected
            return "has joined #lobby" in irssi.seen("#lobby")

        wait_for("irssi in the room", is_irssi_in_the_room)
        ann.front(LOBBY)
        yield Chain(screen, ann, page, irssi)
        page.close()
    finally:
        ann.end()
        irssi.end()
    assert not chromium.problems


def send_by_button(chain: Chain, source: Path) -> None:
    """Choose a file by the button for files. Its key is the same action."""
    chain.ann.press(LOBBY, "ctrl+o")
    chain.ann.enter("Send files", str(source))


def send_by_paste(chain: Chain, source: Path) -> None:
    """Copy a picture in another program, and paste it."""
    require("xclip")
    copy = ["xclip", "-selection", "clipboard", "-t", "image/png", "-i", str(source)]
    silence = subprocess.DEVNULL  # the program keeps the picture, in the background, until the display is closed
    subprocess.run(copy, env=chain.screen.environment, stdout=silence, stderr=silence, check=True)
    chain.ann.press(LOBBY, "ctrl+v")


def send_by_drop(chain: Chain, source: Path) -> None:
    """Drag a file from the window of another program into the room."""
    screen, ann = chain.screen, chain.ann
    with source_of(screen, source) as program:
        wait_for("the window with files", lambda: screen.do("search", "--onlyvisible", "--name", FILES) != "")
        window = screen.do("search", "--onlyvisible", "--name", FILES).split()[0]
        screen.do("windowmove", "--sync", window, "0", "0")
        screen.do("windowmove", "--sync", ann.window(LOBBY), "300", "20")
        start, aim = area_of(screen, window).center(), ann.area(LOBBY).center()
        screen.do("mousemove", "--sync", str(start.x()), str(start.y()), "mousedown", "1")
        assert program.stdout is not None
        assert program.stdout.readline() == "dragging\n"
        sides = cycle((-3, 3))

        def is_told() -> bool:
            screen.do("mousemove", str(aim.x() + next(sides)), str(aim.y()))
            return ann.shows(LOBBY, LIGHT.link, 100)

        wait_for("the hint", is_told)
        screen.do("mouseup", "1")
        ann.front("Send 1 file")


@pytest.mark.parametrize(
    ("send", "name", "colour"),
    [(send_by_button, "garden.png", GREEN), (send_by_paste, "Picture.png", BLUE), (send_by_drop, "sea.png", PLUM)],
)
def test_picture_reaches_chromium_irssi_and_curl(
    chain: Chain, tmp_path: Path, send: Callable[[Chain, Path], None], name: str, colour: str
) -> None:
    """A picture that is chosen, pasted or dropped is seen on the page, and fetched by the link that irssi shows."""
    send(chain, write_picture(tmp_path / name, colour))
    chain.confirm("our picture")
    chain.require_picture(name, "our picture", colour)
