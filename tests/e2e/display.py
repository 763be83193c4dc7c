"""A separate display with a window manager, a mouse, a keyboard and pictures: Xvfb, openbox, xdotool."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from desktop_chat.client.preferences import Settings
from tests.e2e.programs import require, wait_for
from tests.patience import SECONDS

WIDTH, HEIGHT = 1600, 1000


class Display:
    """An X server. Pictures come from the frame buffer file of Xvfb."""

    def __init__(self, folder: Path) -> None:
        self._screen = folder / "Xvfb_screen0"
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            [
                require("Xvfb"),
                *("-displayfd", str(writing), "-fbdir", str(folder), "-nolisten", "tcp", "-noreset"),
                *("-screen", "0", f"{WIDTH}x{HEIGHT}x24"),
                "-r",  # on a busy machine a key may look as if it was held down
            ],
            pass_fds=(writing,),
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as said:
            number = said.readline().strip()
        assert number, "Xvfb did not start"
        self.environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
        self.environment |= {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": "1"}
        self._manager = subprocess.Popen(
            [require("openbox")], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_for("the window manager", lambda: self.do("get_num_desktops") != "")

    def close(self) -> None:
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(SECONDS)

    def do(self, *words: str) -> str:
        """Run a command of xdotool. Return its output, "" if it finds nothing."""
        done = subprocess.run(
            [require("xdotool"), *words], env=self.environment, capture_output=True, text=True, timeout=30, check=False
        )
        return done.stdout.strip()

    def picture(self, area: QRect) -> QImage:
        """Return a copy of the present picture of an area."""
        data = self._screen.read_bytes()
        header = struct.unpack(">25I", data[:100])
        size, width, height, stride, colours = header[0], header[4], header[5], header[12], header[19]
        pixels = data[size + colours * 12 :]
        return QImage(pixels, width, height, stride, QImage.Format.Format_RGB32).copy(area)


@contextmanager
def display(folder: Path) -> Iterator[Display]:
    folder.mkdir()
    opened = Display(folder)
    try:
        yield opened
    finally:
        opened.close()


class Program:
    """The app on a display, with a separate profile, driven by mouse and keyboard."""

    def __init__(self, shown: Display, profile: Path, command: Sequence[str] = ()) -> None:
        self.profile = profile
        self.name = profile.name
        self._display = shown
        self._log = profile.with_suffix(".log")
        Settings(profile / "client" / "settings.json").change_fields(name=self.name, look="light", language="en")
        program = command or (sys.executable, "-m", "desktop_chat")
        with self._log.open("w", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                [*program, "--profile", str(profile)], env=shown.environment, stdout=log, stderr=subprocess.STDOUT
            )

    def windows(self) -> dict[str, str]:
        """Return the ids of the shown windows by title."""
        found = self._display.do("search", "--onlyvisible", "--all", "--pid", str(self._process.pid), "--name", ".")
        return {self._display.do("getwindowname", window): window for window in found.split()}

    def window(self, title: str) -> str:
        """Wait for a window with `title` in its title. Return its id."""
        found: list[str] = []

        def look() -> bool:
            found[:] = [window for shown, window in self.windows().items() if title in shown]
            return bool(found)

        wait_for(f"the window {title!r} of {self.name}", look)
        return found[0]

    def area(self, title: str) -> QRect:
        """Return the area of a window on the display."""
        said = self._display.do("getwindowgeometry", "--shell", self.window(title))
        found = dict(line.split("=") for line in said.splitlines())
        return QRect(int(found["X"]), int(found["Y"]), int(found["WIDTH"]), int(found["HEIGHT"]))

    def front(self, title: str) -> None:
        """Bring a window to the front and give it the keyboard."""
        window = self.window(title)

        def has_it() -> bool:
            if self._display.do("getactivewindow") == window:
                return True
            self._display.do("windowactivate", window)  # again, should another window have come in between
            return False

        wait_for("the keyboard", has_it)

    def click(self, title: str, x: int, y: int) -> None:
        """Click at a point of a window."""
        self.front(title)
        self._display.do("mousemove", "--sync", "--window", self.window(title), str(x), str(y), "click", "1")

    def press(self, title: str, *keys: str) -> None:
        self.front(title)
        self._display.do("key", *keys)

    def keys(self, *keys: str) -> None:
        """Press keys in the widget with the focus, such as a menu."""
        self._display.do("key", "--delay", "60", *keys)

    def enter(self, title: str, text: str) -> None:
        """Type a text where the cursor is, and press Enter."""
        self.front(title)
        self._display.do("type", "--delay", "5", text)
        self._display.do("key", "Return")

    def shows(self, title: str, colour: str, least: int) -> bool:
        """Return True if at least `least` pixels of a window in front have this colour."""
        picture = self._display.picture(self.area(title)).convertToFormat(QImage.Format.Format_RGB32)
        wanted = struct.pack("<I", 0xFF000000 | int(colour.lstrip("#"), 16))
        return _count(picture, wanted) >= least

    def picture(self, title: str, part: QRect | None = None) -> QImage:
        """Return a copy of the picture of a window, or of a part of the window."""
        area = self.area(title)
        return self._display.picture(part.translated(area.topLeft()) if part else area)

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def wait(self) -> int:
        """Wait for the end of the process. Return the exit status."""
        return self._process.wait(SECONDS)

    def said(self) -> str:
        return self._log.read_text("utf-8")

    def end(self) -> None:
        """Kill the process if it still runs."""
        if self.alive:
            self._process.kill()
            self._process.wait(SECONDS)


def _count(picture: QImage, pixel: bytes) -> int:
    data = bytes(picture.constBits())
    found, at = 0, data.find(pixel)
    while at >= 0:
        found += at % 4 == 0
        at = data.find(pixel, at + 1)
    return found
