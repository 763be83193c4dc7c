"""Timeline: EntryActions by mouse and keyboard. Thread: GUI."""

from __future__ import annotations

from dataclasses import replace

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_chat.client.entry import SPOKEN
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.timeline.chips import reaction_tip
from desktop_chat.qt.timeline.entry_actions import EntryActions
from desktop_chat.qt.timeline.painting import RowHighlight
from desktop_chat.qt.timeline.pointer import Pointer
from desktop_chat.qt.timeline.row_layout import RowLayout
from desktop_chat.qt.timeline.scene import Hit
from desktop_chat.qt.timeline.selection import Spot
from desktop_chat.qt.timeline.strings import date_text
from desktop_chat.qt.timeline.styled_text import PERSON_LINK, link_address

_ZOOM_STEP = 1.1
_WHEEL_LINES = 3


class Timeline(EntryActions):
    """The timeline of a window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wheel_rest = 0.0
        self._pointer = Pointer(self._scene, self)
        self._pointer.changed.connect(self.on_pointer_changed)
        self._after_paint.timeout.connect(self.place_message_bar)
        self._pointer.scrolled.connect(self.scroll_by)
        self._pointer.pressed.connect(self.on_hit_pressed)
        self.viewport().setMouseTracking(True)

    def on_inserted(self, first: int, count: int) -> None:
        self._pointer.shift_indexes(first, count)
        if self._current is not None and first <= self._current:
            self._current += count
        super().on_inserted(first, count)

    def on_reset(self) -> None:
        self._pointer.forget_all()
        self._current = None
        super().on_reset()

    def on_pointer_changed(self) -> None:
        self.viewport().update()
        self.place_message_bar()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.place_message_bar()

    def place_message_bar(self) -> None:
        """Show the buttons over the message that the keyboard chose, or over the message under the mouse."""
        by_key = self.hasFocus() or self._is_bar_focused
        index = self._current if by_key and self._current is not None else self._pointer.hovered
        placed = next((p for p in self._scene.current_arrangement().placed if p.index == index), None)
        if placed is None or self._pointer.is_dragging or self.model.entry_at(placed.index).kind not in SPOKEN:
            if self._has_message_bar:
                self.message_bar.hide_choices()
            return
        row = QRect(0, self._scene.spoken_top(placed), self.viewport().width(), placed.extent.height)
        self.message_bar.show_choices(self.menu_choices(Hit(Spot(placed.index, 0))), row)

    def _row_highlight(self, index: int, row: RowLayout) -> RowHighlight:
        highlight = super()._row_highlight(index, row)
        if index == self._current and (self.hasFocus() or self._is_bar_focused):
            highlight = replace(highlight, current=True)
        if self._menu_entry is not None:
            return replace(highlight, hovered=self.model.entry_at(index).id == self._menu_entry)
        if index != self._pointer.hovered or self._pointer.is_dragging:
            return highlight
        chip = self._pointer.chip
        reaction = chip.reaction.text if chip is not None else ""
        return replace(highlight, hovered=True, url=self._pointer.url, reaction=reaction)

    # The mouse.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._current = None
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._pointer.press_at(event.position().toPoint(), extend=extend)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        shape = self._pointer.move_to(event.position().toPoint(), self.viewport().height())
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.release_button()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._pointer.leave()
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        """Show the address of a link; on a time and beside the text, date and time of the entry."""
        at = event.pos()
        placed, hit = self._scene.placed_at(at.y()), self._scene.hit_test(at.x(), at.y())
        if hit is None or placed is None:
            return
        if hit.chip is not None:
            tip = reaction_tip(hit.chip.reaction, self.model.name_of)
            QToolTip.showText(event.globalPos(), literal_text(tip, TextSink.TIP), self.viewport())
        elif hit.url:
            QToolTip.showText(event.globalPos(), literal_text(link_address(hit.url), TextSink.TIP), self.viewport())
        elif self._scene.is_at_time(placed, at):
            moment = date_text(self.model.entry_at(placed.index))
            QToolTip.showText(event.globalPos(), literal_text(moment, TextSink.TIP), self.viewport())
        else:
            QToolTip.hideText()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * _ZOOM_STEP ** (event.angleDelta().y() / 120))
            return
        pixels = event.pixelDelta().y()
        if not pixels:
            exact = event.angleDelta().y() / 120 * _WHEEL_LINES * self._scene.geometry.step + self._wheel_rest
            pixels = int(exact)
            self._wheel_rest = exact - pixels
        self.scroll_by(-pixels)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if by_key and self._current is None:
            self._step_current(-1)  # people see which message the menu is about
        at = self._current_point() if by_key else event.pos()
        hit = self._scene.hit_test(at.x(), at.y())
        if hit is None:
            return
        self._open_menu(hit, at, by_key=by_key)

    # The keyboard.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._on_shortcut(event) or self._on_current(event) or self._on_motion(event):
            event.accept()
        else:
            event.ignore()

    def _on_shortcut(self, event: QKeyEvent) -> bool:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if control and shift and event.key() == Qt.Key.Key_C:
            self.copy_selection(with_names=True)
        elif event.matches(QtGui.QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.matches(QtGui.QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.key() == Qt.Key.Key_Escape and self.has_selection:
            self.clear_selection()
        elif control and event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_zoom(self.zoom * _ZOOM_STEP)
        elif control and event.key() == Qt.Key.Key_Minus:
            self.set_zoom(self.zoom / _ZOOM_STEP)
        elif control and event.key() == Qt.Key.Key_0:
            self.set_zoom(1.0)
        else:
            return False
        return True

    def _on_current(self, event: QKeyEvent) -> bool:
        """Handle Ctrl+Up and Ctrl+Down (choose an entry), Enter (act on the entry) and Delete (ask to delete it)."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step_current(-1 if event.key() == Qt.Key.Key_Up else 1)
            return True
        if self._current is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._act_on(self._current)
            return True
        if self._current is not None and event.key() == Qt.Key.Key_Delete:
            entry = self.model.entry_at(self._current)
            if self.may_delete(entry):
                self.delete_requested.emit(entry)
            return True
        return False

    def _step_current(self, step: int) -> None:
        """Choose the next entry up (-1) or down (1), as `Scene.step_from` counts."""
        following = self._scene.step_from(self._current, step)
        if following is not None:
            self._current = following
            self._scene.bring_in(following)
            self._arrange_now()
            self.place_message_bar()
            self.access.read_entry(following)

    def _act_on(self, index: int) -> None:
        """Reveal the spoilers of an entry; without them, open its file, or press its last footer line, its
        first link (of a person at last), or its quote."""
        row = self._scene.layout_of(index)
        action = self._scene.file_look(row).main_action if row.file is not None else None
        if row.styled.hidden:
            self.reveal_spoilers(index)
        elif action is not None:
            self.on_hit_pressed(Hit(Spot(index, 0), "file", action=action))
        elif row.footer_lines:
            self.on_hit_pressed(Hit(Spot(index, 0), "footer", action=row.footer_lines[-1].action))
        elif row.styled.links:
            links = sorted((url for *_, url in row.styled.links), key=lambda url: url.startswith(PERSON_LINK))
            self.on_hit_pressed(Hit(Spot(index, 0), "text", url=links[0]))
        elif row.quote_y >= 0:
            self.on_hit_pressed(Hit(Spot(index, 0), "quote"))

    def _on_motion(self, event: QKeyEvent) -> bool:
        step, page = self._scene.geometry.step, self.viewport().height()
        match event.key():
            case Qt.Key.Key_Up:
                self.scroll_by(-2 * step)
            case Qt.Key.Key_Down:
                self.scroll_by(2 * step)
            case Qt.Key.Key_PageUp:
                self.scroll_by(2 * step - page)
            case Qt.Key.Key_PageDown:
                self.scroll_by(page - 2 * step)
            case Qt.Key.Key_Home:
                self.scroll_to_top()
            case Qt.Key.Key_End:
                self._current = None  # the next step up begins at the newest entry
                self.place_message_bar()
                self.scroll_to_end()
            case _:
                return False
        return True
