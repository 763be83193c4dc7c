"""TimelineView: a scroll area over a Scene.

Only visible rows cost time, so a room with a million entries opens and scrolls like a room with a hundred. The scroll
bar counts entries, not pixels.

Thread: GUI.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop_chat.client.entry import SPOKEN, Entry
from desktop_chat.qt.theme import Space, appearance, fill_area, qcolor
from desktop_chat.qt.timeline import strings
from desktop_chat.qt.timeline.accessible import TimelineAccess
from desktop_chat.qt.timeline.code_colours import code_colours
from desktop_chat.qt.timeline.frame_pacing import FramePacing
from desktop_chat.qt.timeline.geometry import make_geometry
from desktop_chat.qt.timeline.model import ListTimelineModel, ReadingPlace, TimelineModel
from desktop_chat.qt.timeline.painting import RowHighlight, paint_focus, paint_row
from desktop_chat.qt.timeline.pill import NewPill
from desktop_chat.qt.timeline.row_layout import RowLayout
from desktop_chat.qt.timeline.scene import Scene
from desktop_chat.qt.timeline.scroll_anchor import ScrollAnchor
from desktop_chat.qt.widgets.empty_state import EmptyState
from desktop_chat.qt.widgets.mirroring import mirror_rect
from desktop_chat.qt.widgets.row_list import BACK_REASONS
from desktop_chat.qt.widgets.scroll_bar import ScrollBar

_OLDER_WITHIN = 40
"""The distance from the top, in entries, at which the view requests older entries."""

_FLASH_MS = 1_600
_CALENDAR_MS = 20_000
"""The interval at which the view checks for a new day."""
_ZOOM_MIN, _ZOOM_MAX = 0.7, 2.5
_BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class TimelineView(QAbstractScrollArea):
    """A view of a TimelineModel. At the end it follows new entries; elsewhere the visible entries stay in place."""

    at_end_changed = Signal(bool)
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = Scene(ListTimelineModel())
        self._zoom = 1.0
        self._was_at_end = True
        self._asked_at = -1
        self._syncing = False
        self._is_opening = False
        self._ring = self._had_ring = False
        self._flashed: int | None = None
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.timeout.connect(self.on_flash_ended)
        self._after_paint = QTimer(self)
        self._after_paint.setSingleShot(True)
        self._after_paint.timeout.connect(self.on_painted)
        self._set_up()
        self._pacing = FramePacing(self)
        self._pacing.due.connect(self.viewport().update)
        self._today = strings.today()
        self._calendar = QTimer(self, interval=_CALENDAR_MS)
        self._calendar.timeout.connect(self.on_calendar)
        self.access = TimelineAccess(self, self._scene)
        self._connect_model(self._scene.model)
        appearance().changed.connect(self.on_look_changed)
        code_colours().coloured.connect(self.on_code_coloured)
        self._measure_again()

    def _set_up(self) -> None:
        self.setViewport(QWidget())  # a type known to Python: for an unknown one, PySide6 creates all widget types
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setVerticalScrollBar(ScrollBar(Qt.Orientation.Vertical))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self.on_bar_moved)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 80)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Messages"))
        self.setAccessibleDescription(self.tr("Ctrl+Up and Ctrl+Down choose a message, Tab leads to its actions."))
        self._empty = EmptyState("message", self.tr("Nothing here yet"), self.tr("Say hello."), parent=self.viewport())
        self._pill = NewPill(self.viewport())
        self._pill.clicked.connect(self.scroll_to_end)

    # Content.

    @property
    def model(self) -> TimelineModel:
        return self._scene.model

    def set_model(self, model: TimelineModel) -> None:
        """Show the end of another model. The view does not own the model."""
        with self.opened(model):
            pass

    @contextmanager
    def opened(self, model: TimelineModel) -> Iterator[None]:
        """Show another model, at the place that the body goes to: only the rows there are laid out."""
        if model is not self._scene.model:
            self._disconnect_model(self._scene.model)
            self._scene.model = model
            self._scene.unread_after = None
            self._connect_model(model)
            self._is_opening = True
            self.on_reset()
        try:
            yield
        finally:
            if self._is_opening:
                self._is_opening = False
                self._arrange_now()

    def _connect_model(self, model: TimelineModel) -> None:
        model.inserted.connect(self.on_inserted)
        model.changed.connect(self.on_changed)
        model.reset.connect(self.on_reset)
        model.names_changed.connect(self.on_names_changed)

    def _disconnect_model(self, model: TimelineModel) -> None:
        model.inserted.disconnect(self.on_inserted)
        model.changed.disconnect(self.on_changed)
        model.reset.disconnect(self.on_reset)
        model.names_changed.disconnect(self.on_names_changed)

    def on_names_changed(self) -> None:
        """Show people under their new names."""
        self._scene.layouts.drop_names()
        self._scene.invalidate_arrangement()
        self._schedule_paint()

    def set_empty(self, icon: str, title: str, text: str = "") -> None:
        """Set the icon and texts for a timeline without entries."""
        self._empty.set_state(icon, title, text)

    def set_unread_after(self, entry_id: int | None) -> None:
        """Show the line "New" below the entry; None for no line."""
        self._scene.unread_after = entry_id
        self._schedule_paint()

    @property
    def zoom(self) -> float:
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Scale the text by a factor from 0.7 to 2.5; 1 is the size of the application's font."""
        zoom = min(_ZOOM_MAX, max(_ZOOM_MIN, zoom))
        if abs(zoom - self._zoom) > 0.001:
            self._zoom = zoom
            self._measure_again()
            self.zoom_changed.emit(zoom)

    # Scrolling.

    @property
    def at_end(self) -> bool:
        """True if the newest entry is visible and the view follows new entries."""
        return self._scene.at_end

    def scroll_to_end(self) -> None:
        self._scene.go_to(None)
        self._arrange_now()

    def scroll_to_top(self) -> None:
        self._scene.go_to(ScrollAnchor(0, -(1 << 20)))
        self._arrange_now()

    def scroll_by(self, pixels: int) -> None:
        """Scroll down by pixels (negative: up)."""
        if pixels:
            self._scene.scroll_by(pixels)
            self._arrange_now()

    def scroll_to(self, entry_id: int) -> bool:
        """Scroll to an entry and highlight it for a moment. Return False if the model does not have the entry."""
        index = self.model.find_entry(entry_id)
        if index is None:
            return False
        self._scene.reveal_entry(index)
        self._flashed = entry_id
        self._flash.start(_FLASH_MS)
        self._arrange_now()
        return True

    def reading_place(self) -> ReadingPlace | None:
        """Return the place of the visible entries; None at the end."""
        top = self._scene.current_arrangement().top
        return ReadingPlace(self.model.entry_at(top.index), top.offset) if top is not None else None

    def show_place(self, place: ReadingPlace) -> None:
        """Go to a place, if its entry is in the model."""
        self.model.expect_entry(place.entry)
        index = self.model.find_entry(place.entry.id)
        if index is not None:
            self._scene.go_to(ScrollAnchor(index, place.offset))
            self._arrange_now()

    def show_first_unread(self, entry: Entry, count: int) -> None:
        """Show an entry below the line "New". `count`: unread entries, for the button that leads to the newest."""
        self.model.expect_entry(entry)
        index = self.model.find_entry(entry.id)
        if index is not None:
            self._scene.reveal_entry(index)
            self._pill.set_count(count)
            self._arrange_now()

    def uppermost_entry(self) -> Entry | None:
        """Return the entry at the upper edge, or None without entries."""
        placed = self._scene.current_arrangement().placed
        return self.model.entry_at(placed[0].index) if placed else None

    def show_moment(self, time: int) -> None:
        """Show the first entry at or after a time (Unix ms) for a moment highlighted; the end if there is none."""
        count = self.model.count()
        index = bisect_left(range(count), time, key=lambda one: self.model.entry_at(one).time)
        if index == count:
            self.scroll_to_end()
        else:
            self.scroll_to(self.model.entry_at(index).id)

    # Changes.

    def on_inserted(self, first: int, count: int) -> None:
        at_the_end = first + count == self.model.count()
        self._scene.on_inserted(first, count)
        if at_the_end:
            counted = not self.at_end and first
            if counted or self.access.is_active:
                new = [self.model.entry_at(i) for i in range(max(first, first + count - 1000), first + count)]
                if counted:
                    self._pill.set_count(self._pill.count + sum(e.kind in SPOKEN and not e.own for e in new))
                self.access.announce_entries(new)
        self._scene.invalidate_arrangement()
        self._pacing.note_new(count)

    def on_changed(self, first: int, count: int) -> None:
        self._scene.on_changed(first, count)
        self._schedule_paint()

    def on_reset(self) -> None:
        self._scene.on_reset()
        self._asked_at = -1
        self.access.drop_interfaces()
        self._arrange_now()

    def on_look_changed(self) -> None:
        self._measure_again()

    def on_code_coloured(self) -> None:
        self._scene.layouts.drop_code()
        self._schedule_paint()

    def on_flash_ended(self) -> None:
        self._flashed = None
        self.viewport().update()

    def on_calendar(self) -> None:
        """Repaint on a new day, for "Today" and "Yesterday". A timer until midnight would stop during sleep."""
        if strings.today() != self._today:
            self._today = strings.today()
            self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        self._arrange_now()
        super().showEvent(event)
        self.on_calendar()
        self._calendar.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._calendar.stop()

    def on_bar_moved(self, value: int) -> None:
        if not self._syncing:
            self._scene.go_to_bar(value)
            self._arrange_now()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange, QEvent.Type.LocaleChange):
            self._measure_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure_again()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move no pixels: each frame is painted as a whole, and moving pixels too would double the work of a scroll."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in _BY_KEYBOARD or (event.reason() in BACK_REASONS and self._had_ring)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._had_ring, self._ring = self._ring, False
        self.viewport().update()

    # Frames.

    def _measure_again(self) -> None:
        """Apply a new size, zoom, font or theme."""
        if not hasattr(self, "access"):
            return
        view = self.viewport()
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        measures = make_geometry(view.width(), self._zoom, right_to_left=right_to_left)
        self._scene.ratio = view.devicePixelRatioF()
        self._scene.set_viewport(measures, view.height(), appearance().current)
        self._empty.resize(view.size())
        self._arrange_now()

    def _schedule_paint(self) -> None:
        """Arrange and paint with the next frame, once for all changes before it."""
        self._scene.invalidate_arrangement()
        self.viewport().update()

    def _arrange_now(self) -> None:
        """Arrange now, and update scroll bar and signals at once; a hidden view does so when it is shown."""
        self._schedule_paint()
        if self._is_opening or not self.isVisible():
            return
        self._scene.current_arrangement()
        self.on_painted()

    def on_painted(self) -> None:
        """Update the scroll bar and the pill, emit `at_end_changed`, and request older entries near the top."""
        arranged = self._scene.current_arrangement()
        self._sync_bar()
        self._empty.setVisible(not self.model.count())
        if self.at_end:
            self._pill.set_count(0)
        self._place_pill()
        if self.at_end != self._was_at_end:
            self._was_at_end = self.at_end
            self.at_end_changed.emit(self.at_end)
        count = self.model.count()
        if arranged.placed and arranged.placed[0].index < _OLDER_WITHIN and self._asked_at != count:
            self._asked_at = count
            self.model.older_requested.emit()

    def _sync_bar(self) -> None:
        bar = self.verticalScrollBar()
        value, maximum, page = self._scene.scroll_bar_range()
        self._syncing = True
        bar.setPageStep(page)
        bar.setRange(0, maximum)
        if not bar.isSliderDown():
            bar.setValue(value)
        self._syncing = False

    def _place_pill(self) -> None:
        """Place the pill in the lower corner where lines end: there it covers the least text."""
        view, pill = self.viewport(), self._pill
        place = QRect(
            QPoint(view.width() - pill.width() - Space.MEDIUM, view.height() - pill.height() - 12), pill.size()
        )
        pill.setGeometry(mirror_rect(self.layoutDirection(), view.rect(), place))
        pill.setVisible(not self.at_end)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, scene = appearance().current, self._scene
        arranged = scene.current_arrangement()
        with QPainter(self.viewport()) as painter:
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # the geometry alone mirrors
            fill_area(painter, event.rect(), qcolor(theme.surface))
            for placed in arranged.placed:
                if placed.extent.height and placed.bottom >= event.rect().top() and placed.y <= event.rect().bottom():
                    row = scene.layout_of(placed.index)
                    paint_row(painter, row, placed.y, scene.geometry, theme, self._row_highlight(placed.index, row))
            if self._ring:
                paint_focus(painter, self.viewport().rect(), theme)
        if not self._after_paint.isActive():
            self._after_paint.start(0)

    def _row_highlight(self, index: int, row: RowLayout) -> RowHighlight:
        """Return the momentary state of the row of an entry."""
        selection = self._scene.selection
        selected = selection.range_within(index, len(row.styled.text)) if selection is not None else (0, 0)
        return RowHighlight(
            selected=selected,
            mention=self.model.is_mention(row.entry),
            flash=row.entry.id == self._flashed,
        )
