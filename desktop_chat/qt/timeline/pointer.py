"""Pointer: the mouse in a timeline: hovering, selecting by drag, pressing links. Thread: GUI."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, QTextBoundaryFinder, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop_chat.qt.timeline.chips import Chip
from desktop_chat.qt.timeline.scene import Hit, Scene
from desktop_chat.qt.timeline.selection import Selection, Spot
from desktop_chat.qt.timeline.utf16 import Utf16

_SCROLL_MS = 30
_CLICKS = 3


class Pointer(QObject):
    """The view calls these methods for mouse events and listens to the signals. All points are in the viewport."""

    changed = Signal()  # the hovered or selected text changed; the view repaints
    scrolled = Signal(int)  # pixels to scroll by, during a drag outside the viewport
    pressed = Signal(object)  # the Hit of a click without a drag

    def __init__(self, scene: Scene, parent: QObject) -> None:
        super().__init__(parent)
        self.scene = scene
        self.hovered: int | None = None
        self.url = ""
        self.chip: Chip | None = None
        self._down: Hit | None = None
        self._at = QPoint()
        self._start = QPoint()
        self._dragged = False
        self._clicks = 0
        self._last_press = QPoint()
        self._grain: tuple[Spot, Spot] | None = None
        self._since = QTimer(self)
        self._since.setSingleShot(True)
        self._outside = QTimer(self)
        self._outside.setInterval(_SCROLL_MS)
        self._outside.timeout.connect(self.on_outside)

    def forget_all(self) -> None:
        """Forget hover and drag, before other entries are shown."""
        self.hovered, self.url, self.chip, self._down, self._grain = None, "", None, None, None
        self._outside.stop()

    def shift_indexes(self, first: int, count: int) -> None:
        """Follow an insertion of `count` entries at `first`."""
        if self.hovered is not None and first <= self.hovered:
            self.hovered += count
        if self._grain is not None:
            low, high = (Selection(spot, spot).shifted_by(first, count).head for spot in self._grain)
            self._grain = low, high

    @property
    def is_dragging(self) -> bool:
        return self._down is not None

    def press_at(self, at: QPoint, *, extend: bool) -> None:
        """Begin a selection, or with `extend` extend the current one."""
        hit = self.scene.hit_test(at.x(), at.y())
        if hit is None:
            return
        near = (at - self._last_press).manhattanLength() < QApplication.startDragDistance()
        self._clicks = self._clicks % _CLICKS + 1 if self._since.isActive() and near and not extend else 1
        self._since.start(QApplication.doubleClickInterval())
        self._last_press = self._start = self._at = at
        self._down, self._dragged = hit, False
        selection = self.scene.selection
        if extend and selection is not None:
            self._grain = None
            self.scene.selection = Selection(selection.anchor, hit.spot)
        else:
            self._grain = self._unit_around(hit.spot) if self._clicks > 1 else None
            self.scene.selection = Selection(*self._grain) if self._grain else Selection(hit.spot, hit.spot)
        self.changed.emit()

    def move_to(self, at: QPoint, height: int) -> Qt.CursorShape:
        """Follow the mouse. Return the shape of its cursor."""
        self._at = at
        if self._down is None:
            return self._hover_at(at)
        far = (at - self._start).manhattanLength() >= QApplication.startDragDistance()
        self._dragged = self._dragged or far
        if self._dragged:
            self._extend_to(at)
        outside = at.y() < 0 or at.y() >= height
        if outside and not self._outside.isActive():
            self._outside.start()
        elif not outside:
            self._outside.stop()
        self._height = height
        return Qt.CursorShape.IBeamCursor

    def release_button(self) -> None:
        """End a drag. Without a drag, emit `pressed`."""
        down, self._down = self._down, None
        self._outside.stop()
        if down is not None and not self._dragged and self._clicks == 1 and down.part != "none":
            self.pressed.emit(down)

    def leave(self) -> None:
        """Forget the hover, as the mouse has left the viewport."""
        if self.hovered is not None or self.url:
            self.hovered, self.url, self.chip = None, "", None
            self.changed.emit()

    def on_outside(self) -> None:
        """Scroll during a drag outside the viewport, faster at a greater distance, and extend the selection."""
        past = self._at.y() if self._at.y() < 0 else self._at.y() - self._height
        self.scrolled.emit(max(-160, min(160, past // 2 or 1)))
        self._extend_to(self._at)

    def _hover_at(self, at: QPoint) -> Qt.CursorShape:
        placed = self.scene.placed_at(at.y())
        hit = self.scene.hit_test(at.x(), at.y())
        inside = placed is not None and placed.y <= at.y() < placed.bottom
        hovered = placed.index if placed is not None and inside else None
        url = hit.url if hit is not None else ""
        chip = hit.chip if hit is not None else None
        if (hovered, url, chip) != (self.hovered, self.url, self.chip):
            self.hovered, self.url, self.chip = hovered, url, chip
            self.changed.emit()
        if hit is None:
            return Qt.CursorShape.ArrowCursor
        if url or hit.part in ("footer", "name", "quote", "day", "spoiler", "code", "chip", "mark", "file"):
            return Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.IBeamCursor if hit.part == "text" else Qt.CursorShape.ArrowCursor

    def _extend_to(self, at: QPoint) -> None:
        hit, selection = self.scene.hit_test(at.x(), at.y()), self.scene.selection
        if hit is None or selection is None:
            return
        if self._grain is not None:
            low, high = self._unit_around(hit.spot)
            self.scene.selection = selection.extended_to(low, high, self._grain)
        else:
            self.scene.selection = Selection(selection.anchor, hit.spot)
        self.changed.emit()

    def _unit_around(self, spot: Spot) -> tuple[Spot, Spot]:
        """Return the word (after two clicks) or the entry (after three clicks) around a Spot."""
        text = self.scene.shown_text(spot.entry)
        if self._clicks >= _CLICKS:
            return Spot(spot.entry, 0), Spot(spot.entry, len(text))
        low, high = word_at(text, spot.char)
        return Spot(spot.entry, low), Spot(spot.entry, high)


_WINDOW = 500
"""Characters searched on either side for the edges of a word; a text may have a million characters."""


def word_at(text: str, char: int) -> tuple[int, int]:
    """Return (start, end) of the word, space or sign at a character."""
    from_char = max(0, char - _WINDOW)
    part = text[from_char : char + _WINDOW]
    if not part:
        return char, char
    units = Utf16(part)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, part)
    finder.setPosition(min(units.unit_of_char(char - from_char), units.unit_of_char(len(part)) - 1) + 1)
    low = max(0, finder.toPreviousBoundary())
    finder.setPosition(low)
    high = finder.toNextBoundary()
    return from_char + units.char_of_unit(low), from_char + (units.char_of_unit(high) if high >= 0 else len(part))
