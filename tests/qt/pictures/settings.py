"""Pictures of the settings window, page by page, and of the icons of the tray."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop_chat.qt.app.tray import TrayState, state_icon
from desktop_chat.qt.settings.page_entries import page_entries
from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.settings.settings_window import SettingsWindow
from desktop_chat.qt.widgets import SearchField
from tests.qt.pictures.stage import Picture, dialog, scene, shown
from tests.qt.scenes import workshop, workshop_is_full


def _settings(page: str, search: str = "", width: int = 820, height: int = 620) -> Picture:
    """The settings window at a page, or during a search."""

    @contextmanager
    def build() -> Iterator[QWidget]:
        with scene() as made:
            made.enter(workshop(), entries=workshop_is_full)
            context = SettingsContext(made.controller)
            with shown(SettingsWindow(context, None, page)) as window:
                window.resize(width, height)
                window.findChildren(SearchField)[0].setText(search)
                yield window

    return build


def _tray_states() -> QWidget:
    """The tray's icon in its states and sizes."""
    states = (
        TrayState(),
        TrayState(unread=3),
        TrayState(unread=3, mentions=2),
        TrayState(unread=120, mentions=100),
        TrayState(online=False),
        TrayState(quiet=True),
    )
    shown = QWidget()
    shown.setProperty("ground", "window")
    grid = QGridLayout(shown)
    for column, state in enumerate(states):
        for row, size in enumerate((22, 32, 64)):
            label = QLabel()
            label.setPixmap(state_icon(state).pixmap(size, size))
            grid.addWidget(label, row, column)
    return shown


SCENES: tuple[tuple[str, Picture], ...] = (
    *((f"settings-{entry.key}", _settings(entry.key)) for entry in page_entries()),
    ("settings-whole-look", _settings("look", height=1150)),
    ("settings-narrow", _settings("look", width=420, height=560)),
    ("settings-search", _settings("look", "on")),
    ("settings-nothing", _settings("look", "giraffe")),
    ("tray-states", dialog(_tray_states)),
)
