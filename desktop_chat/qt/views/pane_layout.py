"""PaneLayout: arranges the panes of a chat window by its width. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_chat.qt.views import search_panel
from desktop_chat.qt.views.members_panel import WIDTH as PEOPLE_WIDTH
from desktop_chat.qt.views.sidebar import Sidebar, header_height

NARROW = 760
"""Below this width in pixels, people and search lie over the room, and people are hidden at first."""
SLIM = 560
"""Below this width in pixels, either the sidebar or the room is shown."""


class PaneLayout:
    """Shows and hides panes. `searching`: the search is open. `listing`: a slim window shows the rooms."""

    def __init__(self, window: QWidget, sidebar: Sidebar, centre: QWidget, people: QWidget) -> None:
        self._window, self._sidebar, self._centre = window, sidebar, centre
        self._people = people
        self._search: QWidget | None = None
        self.searching = False
        self.listing = False
        self.people_shown = False
        self._people_wide = True
        self._people_narrow = False
        self._row = QHBoxLayout(window)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(sidebar)
        self._row.addWidget(centre, 1)
        self._add_panel(people)

    def add_search(self, panel: QWidget) -> None:
        """Take the search, which is made when a person opens it first."""
        self._search = panel
        self._add_panel(panel)

    def _add_panel(self, panel: QWidget) -> None:
        panel.setParent(self._window)
        panel.setVisible(False)

    @property
    def is_narrow(self) -> bool:
        return self._window.width() < NARROW

    @property
    def is_slim(self) -> bool:
        return self._window.width() < SLIM

    def toggle_people(self) -> None:
        """Show or hide the people. Wide and narrow windows remember the choice separately."""
        wanted = not self.people_shown
        self.searching = False
        if self.is_narrow:
            self._people_narrow = wanted
        else:
            self._people_wide = wanted

    def arrange_panes(self, *, channel: bool, room: bool) -> None:
        """Arrange the panes. `room`: a room is shown; `channel`: the room has people."""
        listing = self.is_slim and self.listing
        wanted = self._people_narrow if self.is_narrow else self._people_wide
        self.people_shown = wanted and channel and not (self.searching or listing)
        self._dock_panel(self._people, PEOPLE_WIDTH)
        self._people.setVisible(self.people_shown)
        if self._search is not None:
            self._dock_panel(self._search, search_panel.WIDTH)
            self._search.setVisible(self.searching and room and not listing)
        self._sidebar.set_slim(slim=self.is_slim)
        self._sidebar.setVisible(listing or not self.is_slim)
        self._centre.setVisible(not listing)

    def _dock_panel(self, panel: QWidget, width: int) -> None:
        """Put a panel beside the room, or over the room below its header."""
        window = self._window
        placed = self._row.indexOf(panel) >= 0
        if self.is_narrow:
            if placed:
                self._row.removeWidget(panel)
            width = min(width, window.width())
            left = 0 if window.layoutDirection() == Qt.LayoutDirection.RightToLeft else window.width() - width
            top = header_height()
            panel.setGeometry(left, top, width, window.height() - top)
            panel.raise_()
        elif not placed:
            self._row.addWidget(panel)
