"""What the program does not load before it is used."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_chat.client.preferences import ServerRecord, Settings
from desktop_chat.paths import Profile
from desktop_chat.qt.app.lazy_imports import LATE, LateModule, begin_lazy_imports
from desktop_chat.qt.app.own_finder import OwnFinder

_LOADED = """
import sys
import desktop_chat.qt.app.app
heavy = "OpenSSL cryptography html segno subprocess importlib.metadata PySide6.QtNetwork logging.handlers".split()
loaded = [name for name, module in list(sys.modules.items()) if type(module).__name__ == "module"]
late = [name for name in loaded if name.startswith(("desktop_chat.qt.timeline.", "desktop_chat.client.session"))]
print(*[name for name in heavy if name in sys.modules], *late)
"""

_LATE = """
import sys
import desktop_chat.qt
from desktop_chat.client import quotes, typed_commands
print(type(quotes).__name__)
quotes.__doc__
from desktop_chat import client
print(type(quotes).__name__, quotes is client.quotes, quotes is sys.modules[quotes.__name__], quotes.__package__)
"""


_AT_THE_FRAME = """
import sys
from desktop_chat.__main__ import load_windows, main
load_windows()
from PySide6 import QtGui, QtWidgets
from tests.benchmarks.gui.painted import Painted

DEAR = {
    "QCalendarWidget", "QFileDialog", "QGradient", "QMessageBox", "QStyle", "QStyleOption", "QTableView", "QTreeView",
    "QWizard", "argparse", "locale", "selectors", "socket",
}

class Listing(Painted):
    def on_painted(self):
        own = [name for name, module in list(sys.modules.items()) if type(module).__name__ == "module"]
        print(*[name for name in own if name.startswith("desktop_chat.")])
        print(*DEAR & {*vars(QtGui), *vars(QtWidgets), *sys.modules})
        super().on_painted()

watching = Listing()
main(["--profile", sys.argv[1]])
"""
_NOT_YET = (
    "desktop_chat.client.commands.",
    "desktop_chat.client.handlers.messages",
    "desktop_chat.client.handlers.table",
    "desktop_chat.client.history_loader",
    "desktop_chat.client.outgoing",
    "desktop_chat.irc.search_words",
    "desktop_chat.lan.",
    "desktop_chat.qt.app.start_flow",
    "desktop_chat.qt.dialogs.",
    "desktop_chat.qt.launcher.",
    "desktop_chat.qt.network.link",
    "desktop_chat.qt.settings.settings_",
    "desktop_chat.qt.timeline.message_bar",
    "desktop_chat.qt.views.chat_actions",
    "desktop_chat.qt.views.completer",
    "desktop_chat.qt.views.completion_popup",
    "desktop_chat.qt.views.entry_bar",
    "desktop_chat.qt.views.markup_bar",
    "desktop_chat.qt.views.member_actions",
    "desktop_chat.qt.views.requests_page",
    "desktop_chat.qt.views.search_panel",
    "desktop_chat.qt.views.spell_",
)
"""What speaks to a server, and what a person opens, in the last chat."""


def _modules_at_first_frame(profile: Path) -> list[str]:
    """Return the modules of this program that are loaded when its first window is painted.

    Nothing dear is in use then: no class of Qt that makes many others, such as the style of a QWizard, no sockets, and
    no parser of arguments, which asks for the locale.
    """
    command = [sys.executable, "-c", _AT_THE_FRAME, str(profile)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    modules, dear = done.stdout.splitlines()[:2]
    assert dear == ""
    return modules.split()


def test_the_start_window_loads_few_modules(tmp_path: Path) -> None:
    assert 50 < len(_modules_at_first_frame(tmp_path)) <= 110


def test_the_last_chat_loads_few_modules(tmp_path: Path) -> None:
    client = Profile(tmp_path).client
    client.mkdir(parents=True)
    record = ServerRecord("bench", "127.0.0.1", 1, name="Bench", nick="ann")
    Settings(client / "settings.json").change_fields(name="Ann", servers=(record,))
    loaded = _modules_at_first_frame(tmp_path)
    assert "desktop_chat.qt.views.chat_window" in loaded
    assert [name for name in loaded if name.startswith(_NOT_YET)] == []
    assert len(loaded) <= 222, "import what a person does not see at first as a late module"


def test_start_loads_no_late_module() -> None:
    done = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("name", sorted(LATE))
def test_late_modules_can_be_loaded(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__doc__  # the look at it loads it
    assert type(module).__name__ == "module"


def test_a_late_module_is_loaded_once_and_known_to_its_package() -> None:
    done = subprocess.run([sys.executable, "-c", _LATE], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["LateModule", "module", "True", "True", "desktop_chat.client"]


def test_a_missing_late_module_is_told() -> None:
    missing = LateModule("desktop_chat.client.no_such_module")
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        vars(missing)
    assert type(missing) is LateModule


def test_it_begins_once() -> None:
    begin_lazy_imports()
    assert sum(isinstance(finder, OwnFinder) for finder in sys.meta_path) == 1
