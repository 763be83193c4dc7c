"""KeptZoom: the size of text in the timeline, kept for the next start. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop_chat.client.preferences import Settings
from desktop_chat.qt.timeline import Timeline

_PAUSE_MS = 1_000
"""A turn of the wheel changes the size many times."""


class KeptZoom(QObject):
    """Gives a timeline the size of the last run, and keeps each size that rests for a moment."""

    def __init__(self, timeline: Timeline, settings: Settings) -> None:
        super().__init__(timeline)
        self._timeline, self._settings = timeline, settings
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.keep_zoom)
        timeline.set_zoom(settings.preferences.timeline_zoom / 100)
        timeline.zoom_changed.connect(lambda _zoom: self._pause.start())

    def keep_zoom(self) -> None:
        """Write the present size into the preferences, if it is another."""
        self._pause.stop()
        percent = round(self._timeline.zoom * 100)
        if percent != self._settings.preferences.timeline_zoom:
            self._settings.change_fields(timeline_zoom=percent)
