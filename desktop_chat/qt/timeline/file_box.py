"""FileBox: the place of a file in a row, as a picture or as a card, and what the file shows at the moment.

The height depends on what the message says, never on how far the download is: so nothing moves when a file arrives.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal, Protocol

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPixmap

from desktop_chat.client.entry import Entry
from desktop_chat.client.shown_file import FileKind, ShownFile
from desktop_chat.qt.theme import icon_side
from desktop_chat.qt.timeline import file_texts
from desktop_chat.qt.timeline.geometry import Geometry
from desktop_chat.value_class import value

FileAction = Literal["file-open", "file-show", "file-save", "file-copy", "file-retry", "file-cancel"]

_WIDEST, _HIGHEST = 440, 320
"""Pixels of a picture in the timeline, and the width of a card."""
_NARROWEST = 200
"""Pixels of the place of a small picture, so that a sentence fits in before the picture is there."""
GAP = 4
"""Pixels above and below a file."""
PAD = 10
ICON = 24
ACTION_GAP = 18
_SENTENCE = 44
"""Characters of a sentence on a card for which there is always room."""


@value
class FileBox:
    """The place of a file. `rect` counts from the top left of the body."""

    file: ShownFile
    rect: QRect
    note_lines: int
    """Lines for the size or a sentence."""


@value
class FileLook:
    """The look of a file at the moment. The first action is the one of a click on the whole."""

    pixmap: QPixmap | None = None
    note: str = ""
    is_problem: bool = False
    actions: tuple[FileAction, ...] = ()
    progress: float = -1.0
    """The part that has been downloaded, 0 to 1; -1: no download."""
    badge: str = ""
    """A word on a picture that could move and does not."""

    @property
    def main_action(self) -> FileAction | None:
        """The action of a click on the whole; a stray click cancels nothing."""
        first = self.actions[0] if self.actions else None
        return None if first == "file-cancel" else first


NOTHING = FileLook()


class FileLooks(Protocol):
    """Knows the files of the shown room."""

    def look_of(self, entry: Entry, file: ShownFile, pixels: QSize) -> FileLook:
        """Return what a file shows, and begin to load what is to be shown. Painting calls it, so it must be fast.

        `pixels`: the size of the picture on the screen.
        """

    def note_of(self, entry: Entry, file: ShownFile) -> str:
        """Return what is to be said about a file for a screen reader, or ""."""

    def actions_of(self, entry: Entry, file: ShownFile) -> tuple[FileAction, ...]:
        """Return what a person can do with a file now, the main action first."""

    def portrait_of(self, entry: Entry, side: int) -> QPixmap | None:
        """Return the picture of an author that a server has told, if it is here. Painting calls it, so it must be fast.

        `side`: pixels of the screen.
        """

    def portrait_loading(self, entry: Entry) -> Callable[[], None] | None:
        """Return what loads the picture of an author; None if it is here, or if there is none."""


def lay_out_file(file: ShownFile, geometry: Geometry, top: int) -> FileBox:
    """Return the place of a file at `top` pixels below the upper edge of the body."""
    larger = max(1.0, geometry.zoom)
    widest = min(geometry.text_width, round(_WIDEST * larger))
    line, pressed = geometry.small_height, geometry.footer_height
    if file.kind is FileKind.PICTURE:
        size = picture_size(file, widest)
        room = QSize(min(round(_NARROWEST * larger), widest), line + pressed + 2 * PAD)
        return FileBox(file, _placed(size.expandedTo(room), top, geometry), 1)
    inner = max(20, widest - 3 * PAD - icon_side(ICON))
    metrics = QFontMetrics(geometry.small)
    notes = min(3, math.ceil(_SENTENCE * metrics.averageCharWidth() / inner))
    actions = metrics.horizontalAdvance(file_texts.action_text("file-open", file)) + ACTION_GAP
    actions += metrics.horizontalAdvance(file_texts.action_text("file-save", file))
    height = 2 * PAD + geometry.name_height + notes * line + (1 if actions <= inner else 2) * pressed
    return FileBox(file, _placed(QSize(widest, height), top, geometry), notes)


def _placed(size: QSize, top: int, geometry: Geometry) -> QRect:
    left = geometry.text_width - size.width() if geometry.right_to_left else 0
    return QRect(left, top, size.width(), size.height())


def picture_size(file: ShownFile, widest: int) -> QSize:
    """Return the size of a picture in the timeline: never larger than the picture, and at least one pixel."""
    scale = min(1.0, widest / file.attachment.width, _HIGHEST / file.attachment.height)
    return QSize(max(1, round(file.attachment.width * scale)), max(1, round(file.attachment.height * scale)))


def picture_rect(box: FileBox, origin: QPoint, geometry: Geometry) -> QRect:
    """Return where the picture itself is painted. `origin`: the top left of the body."""
    size = picture_size(box.file, box.rect.width())
    area = box.rect.translated(origin)
    left = area.right() + 1 - size.width() if geometry.right_to_left else area.x()
    return QRect(QPoint(left, area.y()), size)


def pixels_of(box: FileBox, ratio: float) -> QSize:
    """Return the size of a picture in pixels of the screen."""
    return picture_size(box.file, box.rect.width()) * ratio if box.file.kind is FileKind.PICTURE else QSize()


def action_rects(box: FileBox, look: FileLook, geometry: Geometry) -> list[tuple[FileAction, QRect]]:
    """Return the places of the pressed texts, from the top left of the body. On a small picture only the first ones
    have a place."""
    metrics, height = QFontMetrics(geometry.small), geometry.footer_height
    words = [
        (action, metrics.horizontalAdvance(file_texts.action_text(action, box.file)) + 2) for action in look.actions
    ]
    if box.file.kind is FileKind.PICTURE:
        return [] if look.pixmap is not None and look.progress < 0 else _rects_on_picture(box, look, words, geometry)
    area = text_rect(box, geometry)
    x, y = 0, area.y() + geometry.name_height + box.note_lines * geometry.small_height
    found: list[tuple[FileAction, QRect]] = []
    for action, width in words:
        if x and x + width > area.width():
            x, y = 0, y + height
        left = area.right() + 1 - x - width if geometry.right_to_left else area.x() + x
        found.append((action, QRect(left, y, min(width, area.width()), height)))
        x += width + ACTION_GAP
    return found


def _rects_on_picture(
    box: FileBox, look: FileLook, words: list[tuple[FileAction, int]], geometry: Geometry
) -> list[tuple[FileAction, QRect]]:
    """Return the places of actions in the middle of the place of a picture."""
    area, height = box.rect.adjusted(PAD, PAD, -PAD, -PAD), geometry.footer_height
    while len(words) > 1 and sum(width for _, width in words) + ACTION_GAP * (len(words) - 1) > area.width():
        words = words[:-1]
    whole = sum(width for _, width in words) + ACTION_GAP * (len(words) - 1)
    above = geometry.small_height if look.note else 0
    y = area.y() + (area.height() - above - height) // 2 + above
    x = area.x() + max(0, (area.width() - whole) // 2)
    found: list[tuple[FileAction, QRect]] = []
    for action, width in words:
        left = 2 * area.x() + area.width() - x - width if geometry.right_to_left else x
        found.append((action, QRect(left, y, min(width, area.width()), height)))
        x += width + ACTION_GAP
    return found


def text_rect(box: FileBox, geometry: Geometry) -> QRect:
    """Return the rectangle of the texts of a card, from the top left of the body."""
    before = 2 * PAD + icon_side(ICON)
    inner = box.rect.adjusted(before, PAD, -PAD, -PAD)
    return inner.translated(PAD - before, 0) if geometry.right_to_left else inner


def action_at(box: FileBox, look: FileLook, at: QPoint, geometry: Geometry) -> FileAction | None:
    """Return the action of a click at a point of the body."""
    if not box.rect.contains(at):
        return None
    for action, rect in action_rects(box, look, geometry):
        if rect.contains(at):
            return action
    return look.main_action
