"""Paints every window in its states into build/screenshots: <window>-<state>-<theme>-<scale>-<language>.png.

`python -m tests.screenshots [part of a name]`. Without a part, the pictures of the README are written too. One process
for each scale and language, offscreen; what is shown comes from scripted servers through the real session, archive and
room logs.
"""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTranslator
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.app.app import make_application
from desktop_chat.qt.i18n.installed_language import install_translation
from desktop_chat.qt.theme import appearance
from tests.qt import pictures
from tests.qt.launcher.pictures import examples
from tests.qt.pictures.stage import shown

ROOT = Path(__file__).parent.parent
OUT = ROOT / "build" / "screenshots"
RUNS = (("1x", "en"), ("2x", "en"), ("1x", "ru"))
"""Scales and languages; every theme in each."""
THEMES = ("light", "dark", "contrast")
README = {
    "chat": "chat-reactions-light-1x-en",
    "chat-dark": "chat-reactions-dark-1x-en",
    "start": "start-found-one-light-1x-en",
    "launcher": "launcher-running-wide-light-1x-en",
    "files": "chat-files-light-1x-en",
    "attaching": "chat-attaching-dark-1x-en",
    "code": "chat-formatting-dark-1x-en",
    "search": "chat-search-everywhere-light-1x-en",
    "rooms": "room-browser-light-1x-en",
    "settings": "settings-look-dark-1x-en",
}
"""The pictures in docs/pictures, and where they come from."""


def main() -> int:
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    if os.environ.get("DESKTOP_CHAT_PAINT"):
        return _paint(part)
    if not any(part in f"{name}-{theme}" for name, _ in _scenes() for theme in THEMES):
        print(f"No picture has {part!r} in its name.", file=sys.stderr)
        return 1
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as words:
        source = ROOT / "resources" / "translations" / "desktop_chat_ru.ts"
        if source.exists():
            made = Path(words) / "desktop_chat_ru.qm"
            subprocess.run([_tool("pyside6-lrelease"), "-silent", str(source), "-qm", str(made)], check=True)
        for scale, language in RUNS:
            environment = os.environ | {
                "QT_QPA_PLATFORM": "offscreen",
                "QT_SCALE_FACTOR": scale[:-1],
                "DESKTOP_CHAT_LANGUAGE": language,
                "DESKTOP_CHAT_PAINT": f"{scale}-{language}",
                "DESKTOP_CHAT_WORDS": words,
            }
            subprocess.run([sys.executable, "-m", "tests.screenshots", *sys.argv[1:]], env=environment, check=True)
    if len(sys.argv) == 1:
        write_readme_pictures()
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}")
    return 0


def write_readme_pictures() -> None:
    """Copy the pictures of the README."""
    for name, picture in README.items():
        shutil.copyfile(OUT / f"{picture}.png", ROOT / "docs" / "pictures" / f"{name}.png")


def _tool(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def _paint(part: str) -> int:
    """In one process: every scene that has `part` in its name, in every theme."""
    gc.disable()  # as in the program: the collector would take windows apart that Qt has not deleted yet
    app = make_application(["desktop-chat"])
    kept = install_translation(app, "")
    words = QTranslator()
    if (
        words.load(os.environ["DESKTOP_CHAT_WORDS"] + "/desktop_chat_ru.qm")
        and "ru" in os.environ["DESKTOP_CHAT_PAINT"]
    ):
        app.installTranslator(words)
    for theme in THEMES:
        appearance().apply_mode(app, theme)
        for name, build in _scenes():
            if part in f"{name}-{theme}":
                with build() as window:
                    _save(window, f"{name}-{theme}")
    del kept
    return 0


def _save(window: QWidget, name: str) -> None:
    window.show()
    window.activateWindow()
    for _ in range(6):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    window.grab().save(str(OUT / f"{name}-{os.environ['DESKTOP_CHAT_PAINT']}.png"))
    window.hide()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _scenes() -> Iterator[tuple[str, Callable[[], AbstractContextManager[QWidget]]]]:
    yield from pictures.SCENES
    for name, build in examples():
        yield name, partial(_shown_example, build)


@contextmanager
def _shown_example(build: Callable[[], QWidget]) -> Iterator[QWidget]:
    with shown(build()) as widget:
        yield widget


if __name__ == "__main__":
    sys.exit(main())
