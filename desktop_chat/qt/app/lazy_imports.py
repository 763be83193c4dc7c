"""Modules that are loaded when something in them is first used, and not when they are imported: so the first window
is painted before the program has read what most starts never need.

It works for those who import the module and not its names (`from desktop_chat.qt.dialogs import about`, then
`about.About`); `from desktop_chat.qt.dialogs.about import About` loads it at once. A late module is first used on the
GUI thread: loading one is not safe from two threads before CPython 3.11.8.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from importlib.util import LazyLoader
from types import ModuleType

from PySide6 import QtCore

LATE = frozenset(
    {
        "desktop_chat.net.identity",
        "desktop_chat.net.tls",
        "desktop_chat.qt.hosting.control_link",
        "desktop_chat.qt.dialogs.about",
        "desktop_chat.qt.dialogs.certificate_warning",
        "desktop_chat.qt.dialogs.delete_question",
        "desktop_chat.qt.dialogs.flood_question",
        "desktop_chat.qt.dialogs.invite_dialog",
        "desktop_chat.qt.dialogs.link_question",
        "desktop_chat.qt.dialogs.settings_dialog",
        "desktop_chat.qt.dialogs.text_question",
        "desktop_chat.qt.app.single_instance",
        "desktop_chat.qt.dialogs.question",
        "desktop_chat.qt.launcher.window",
        "desktop_chat.qt.network.handshake",
        "desktop_chat.qt.network.link",
        "desktop_chat.qt.network.network",
        "desktop_chat.qt.app.notifier",
        "desktop_chat.qt.network.room",
        "desktop_chat.qt.hosting.server_process",
        "desktop_chat.qt.views.chat_window",
        "desktop_chat.qt.views.menus",
        "desktop_chat.qt.views.start_window",
        "desktop_chat.qt.views.switcher",
    }
)


class LateFinder:
    """Finds the modules of `LATE` as the other finders do, in a bundle too, and puts off their loading. It does not say
    of itself that it is a MetaPathFinder: `importlib.abc` reads twenty modules for that."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in LATE:
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(fullname, path, target)
            if spec is not None:
                spec.loader = LazyLoader(spec.loader) if spec.loader is not None else None
                return spec
        return None


def begin_lazy_imports() -> None:
    """Put off the loading of what is imported from now on. May be called again."""
    _import_plainly()
    if not any(isinstance(finder, LateFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, LateFinder())


def _import_plainly() -> None:
    """PySide6 puts itself before the import statement to offer `from __feature__ import ...`, and reads the source of
    every module for it: an eighth of our start. It is not used here; what was there before is published for that."""
    assert QtCore.qVersion()  # loaded: it has done so
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original
