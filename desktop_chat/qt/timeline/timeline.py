"""Timeline: a TimelineView with mouse, keyboard, clipboard and links. Thread: GUI."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_chat.client.entry import SPOKEN, DeliveryState, Entry
from desktop_chat.client.quotes import quote_text
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.timeline.context_menu import Choices, entry_menu
from desktop_chat.qt.timeline.copied_text import ENTRIES_MAX, copied_text
from desktop_chat.qt.timeline.painting import RowHighlight
from desktop_chat.qt.timeline.pointer import Pointer
from desktop_chat.qt.timeline.scene import Hit
from desktop_chat.qt.timeline.selection import Selection, Spot
from desktop_chat.qt.timeline.strings import code_copied, copy_cut, date_text, not_here
from desktop_chat.qt.timeline.styled_text import link_address
from desktop_chat.qt.timeline.view import TimelineView

_ZOOM_STEP = 1.1
_WHEEL_LINES = 3
_LINKS_IN_MENU = 5
_REMEDIABLE = (DeliveryState.FAILED, DeliveryState.UNSURE)


Allowed = Callable[[Entry], bool]


def _is_never_allowed(entry: Entry) -> bool:
    del entry
    return False


class Timeline(TimelineView):
    """The timeline of a window. `may_reply`, `may_edit` and `may_delete` decide which actions an entry offers."""

    link_activated = Signal(str)  # a URL with one of styled_text.SCHEMES, or ROOM_LINK and a name
    retry_requested = Signal(object)  # an Entry whose state is FAILED or UNSURE
    reply_requested = Signal(object)  # Entry
    edit_requested = Signal(object)  # Entry
    delete_requested = Signal(object)  # Entry
    unread_requested = Signal(object)  # the Entry from which on the person wants to read again
    join_requested = Signal(str)  # the room of an invitation
    nick_activated = Signal(str)
    forward_requested = Signal(object)  # the Entry to say in another room
    message_link_requested = Signal(object)  # the Entry to which a link is to be copied
    toast_requested = Signal(str)  # the sentence of the toast

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.may_reply: Allowed = _is_never_allowed
        self.may_edit: Allowed = _is_never_allowed
        self.may_delete: Allowed = _is_never_allowed
        self.link_refusal: Callable[[Entry], str] | None = None
        """Returns why there can be no link to an entry, or ""; None in a timeline without such links."""
        self._wheel_rest = 0.0
        self._current: int | None = None
        self._pointer = Pointer(self._scene, self)
        self._pointer.changed.connect(self.viewport().update)
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

    def _row_highlight(self, index: int) -> RowHighlight:
        highlight = replace(super()._row_highlight(index), current=index == self._current and self.hasFocus())
        if index != self._pointer.hovered or self._pointer.is_dragging:
            return highlight
        return replace(highlight, hovered=True, url=self._pointer.url)

    # The selection and the clipboard.

    @property
    def has_selection(self) -> bool:
        selection = self._scene.selection
        return selection is not None and not selection.is_empty

    def selected_text(self, with_names: bool = False) -> str:
        """Return the selected text of at most `ENTRIES_MAX` entries; "" without a selection."""
        return self._selected_text(with_names)[0]

    def _selected_text(self, with_names: bool) -> tuple[str, bool]:
        selection = self._scene.selection
        if selection is None or selection.is_empty:
            return "", True
        return copied_text(selection, self.model.entry_at, self._scene.styled_text, with_names=with_names)

    def copy_selection(self, with_names: bool = False) -> None:
        """Copy the selected text to the clipboard. If the selection is over the limit, copy a part and show a toast."""
        text, whole = self._selected_text(with_names)
        if text:
            QGuiApplication.clipboard().setText(text)
        if not whole:
            self.toast_requested.emit(copy_cut(ENTRIES_MAX))

    def select_all(self) -> None:
        self._scene.selection = self._scene.whole_selection()
        self.viewport().update()

    def clear_selection(self) -> None:
        self._scene.selection = None
        self.viewport().update()

    def on_hit_pressed(self, hit: Hit) -> None:
        entry = self.model.entry_at(hit.spot.entry)
        if hit.action == "retry":
            self.retry_requested.emit(entry)
        elif hit.action == "join":
            self.join_requested.emit(entry.text)
        elif hit.action == "reveal":
            self.reveal_spoilers(hit.spot.entry)
        elif hit.action == "copy-code":
            self._copy_code(hit.spot)
        elif hit.action == "more":
            self._scene.layouts.show_more_of(entry.id)
            self._arrange_now()
        elif hit.url:
            self.link_activated.emit(hit.url)
        elif hit.part == "name":
            self.nick_activated.emit(entry.nick)
        elif hit.part == "quote":
            self.jump_to(entry.reply_to_msgid)

    def _copy_code(self, spot: Spot) -> None:
        """Copy the code block at a Spot, as a whole."""
        row = self._scene.layout_of(spot.entry)
        box = row.code_box_of(spot.char)
        if box is not None:
            QGuiApplication.clipboard().setText(row.styled.text[box.start : box.end])
            self.toast_requested.emit(code_copied())

    def reveal_spoilers(self, index: int) -> None:
        """Show what the spoilers of an entry hide."""
        self._scene.revealed.add(self.model.entry_at(index).id)
        self._arrange_now()
        self.access.read_entry(index)

    def jump_to(self, msgid: str) -> None:
        """Scroll to the entry with this msgid; show a toast if it was never received."""
        wanted = self.model.find_by_msgid(msgid)
        if wanted is not None:
            self.model.expect_entry(wanted)
        if wanted is None or not self.scroll_to(wanted.id):
            self.toast_requested.emit(not_here())

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
        """Show the address of a link; beside the text, date and time of the entry."""
        at = event.pos()
        placed, hit = self._scene.placed_at(at.y()), self._scene.hit_test(at.x(), at.y())
        if hit is None or placed is None:
            return
        if hit.url:
            QToolTip.showText(event.globalPos(), literal_text(link_address(hit.url), TextSink.TIP), self.viewport())
        elif hit.part != "text" and placed.y <= at.y() < placed.bottom:
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
        at = self._current_point() if by_key else event.pos()
        hit = self._scene.hit_test(at.x(), at.y())
        if hit is None:
            return
        menu = entry_menu(self, self.menu_choices(hit, by_key=by_key))
        menu.exec(self.viewport().mapToGlobal(at))
        menu.deleteLater()

    def menu_choices(self, hit: Hit, *, by_key: bool = False) -> Choices:
        """Return the actions of the context menu for a Hit. Without a selection, "Copy" copies the entry there.

        `by_key`: the keyboard opens the menu, which then offers all links of the entry.
        """
        entry = self.model.entry_at(hit.spot.entry)
        linkable = entry.kind in SPOKEN and self.link_refusal is not None
        refusal = self.link_refusal(entry) if linkable and self.link_refusal is not None else ""
        may_link = linkable and not refusal
        return Choices(
            copy=lambda: self._copy_at(hit.spot, with_names=False),
            copy_with_names=lambda: self._copy_at(hit.spot, with_names=True),
            select_all=self.select_all,
            links=(hit.url,) if hit.url else self._links_of(hit.spot.entry) if by_key else (),
            open_link=self.link_activated.emit,
            copy_quote=(lambda: self.copy_quote(hit.spot.entry)) if entry.kind in SPOKEN else None,
            copy_link=(lambda: self.message_link_requested.emit(entry)) if may_link else None,
            link_refusal=refusal,
            forward=(lambda: self.forward_requested.emit(entry)) if entry.kind in SPOKEN else None,
            reveal=self._reveal_choice(hit.spot.entry),
            copy_code=self._code_choice(hit.spot),
            retry=(lambda: self.retry_requested.emit(entry)) if entry.state in _REMEDIABLE else None,
            reply=(lambda: self.reply_requested.emit(entry)) if self.may_reply(entry) else None,
            edit=(lambda: self.edit_requested.emit(entry)) if self.may_edit(entry) else None,
            delete=(lambda: self.delete_requested.emit(entry)) if self.may_delete(entry) else None,
            keep_unread=(lambda: self.unread_requested.emit(entry)) if entry.kind in SPOKEN and not entry.own else None,
            author=self.model.name_of(entry.nick),
            open_author=None if entry.own or not entry.nick else lambda: self.nick_activated.emit(entry.nick),
        )

    def _links_of(self, index: int) -> tuple[str, ...]:
        links = (url for _, _, url in self._scene.layout_of(index).styled.links)
        return tuple(dict.fromkeys(links))[:_LINKS_IN_MENU]

    def copy_quote(self, index: int) -> None:
        """Copy the selected text as a quote, or without a selection the entry with its author."""
        entry, chosen = self.model.entry_at(index), self.selected_text()
        author = "" if chosen else self.model.name_of(entry.nick)
        styled = self._scene.styled_text(index)
        text = chosen or styled.copied(0, len(styled.text))
        QGuiApplication.clipboard().setText(quote_text(text, author))

    def _reveal_choice(self, index: int) -> Callable[[], None] | None:
        return (lambda: self.reveal_spoilers(index)) if self._scene.layout_of(index).styled.hidden else None

    def _code_choice(self, spot: Spot) -> Callable[[], None] | None:
        """Return the action for the code at a Spot, or for the only code of the entry."""
        boxes = self._scene.layout_of(spot.entry).code_boxes
        box = self._scene.layout_of(spot.entry).code_box_of(spot.char) or (boxes[0] if len(boxes) == 1 else None)
        return None if box is None else lambda: self._copy_code(Spot(spot.entry, box.start))

    def _copy_at(self, spot: Spot, *, with_names: bool) -> None:
        if not self.has_selection:
            length = len(self._scene.shown_text(spot.entry))
            self._scene.selection = Selection(Spot(spot.entry, 0), Spot(spot.entry, length))
            self.viewport().update()
        self.copy_selection(with_names)

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
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
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
        """Handle Ctrl+Up and Ctrl+Down (choose an entry), Enter (act on the entry) and the menu key (open its menu)."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            following = self._scene.step_from(self._current, -1 if event.key() == Qt.Key.Key_Up else 1)
            if following is not None:
                self._current = following
                self._scene.bring_in(following)
                self._arrange_now()
                self.access.read_entry(following)
            return True
        if self._current is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._act_on(self._current)
            return True
        return False

    def _act_on(self, index: int) -> None:
        """Reveal the spoilers of an entry; without them, press its last footer line, its first link, or its quote."""
        row = self._scene.layout_of(index)
        if row.styled.hidden:
            self.reveal_spoilers(index)
        elif row.footer_lines:
            self.on_hit_pressed(Hit(Spot(index, 0), "footer", action=row.footer_lines[-1].action))
        elif row.styled.links:
            self.on_hit_pressed(Hit(Spot(index, 0), "text", url=row.styled.links[0][2]))
        elif row.quote_y >= 0:
            self.on_hit_pressed(Hit(Spot(index, 0), "quote"))

    def _current_point(self) -> QPoint:
        """Return a point on the text of the entry that the keyboard chose, or of the lowest visible entry."""
        placed = self._scene.current_arrangement().placed
        chosen = next((p for p in placed if p.index == self._current), placed[-1] if placed else None)
        if chosen is None:
            return QPoint()
        body = self._scene.body_rect(chosen)
        return QPoint(body.center().x(), min(max(body.y() + 4, 4), self.viewport().height() - 4))

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
                self.scroll_to_end()
            case _:
                return False
        return True
