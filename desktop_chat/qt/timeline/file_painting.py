"""Paint the files of a row: a picture, the place of a picture that is not here yet, or a card."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPen, QPixmap, QTransform

from desktop_chat.client.shown_file import FileKind
from desktop_chat.qt.theme import Theme, fill_area, icon_side, qcolor
from desktop_chat.qt.theme.icons import icon_pixmap, ratio_of
from desktop_chat.qt.timeline import file_texts
from desktop_chat.qt.timeline.file_box import ICON, PAD, FileBox, FileLook, action_rects, picture_rect, text_rect
from desktop_chat.qt.timeline.geometry import Geometry

_ICONS = {FileKind.SOUND: "play", FileKind.VIDEO: "play", FileKind.PICTURE: "eye", FileKind.OTHER: "paperclip"}
_CORNER = 8
_BAR = 3
"""The height of the bar of a download."""


def paint_file(
    painter: QPainter, box: FileBox, look: FileLook, origin: QPoint, geometry: Geometry, theme: Theme
) -> None:
    """Paint a file. `origin`: the top left of the body."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if box.file.kind is FileKind.PICTURE:
        _paint_picture(painter, box, look, origin, geometry, theme)
    else:
        _paint_card(painter, box, look, origin, geometry, theme)
    painter.restore()


def _paint_picture(
    painter: QPainter, box: FileBox, look: FileLook, origin: QPoint, geometry: Geometry, theme: Theme
) -> None:
    area = picture_rect(box, origin, geometry)
    if look.pixmap is not None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, look.pixmap.width() < area.width())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_stretched_brush(look.pixmap, area))
        painter.drawRoundedRect(area, _CORNER, _CORNER)
        if look.badge:
            _paint_badge(painter, look.badge, area, geometry, theme)
    else:
        painter.setPen(QPen(qcolor(theme.line), 1))
        painter.setBrush(qcolor(f"#{box.file.attachment.colour}" if box.file.attachment.colour else theme.sunken))
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
    whole = box.rect.translated(origin)
    if (look.pixmap is None or look.progress >= 0) and (look.note or look.actions):
        _paint_plate(painter, box, look, origin, geometry, theme)
    if look.progress >= 0:
        _paint_bar(painter, whole.adjusted(PAD, 0, -PAD, -PAD), look.progress, geometry, theme)


def _stretched_brush(pixmap: QPixmap, area: QRect) -> QBrush:
    """Return a brush that fills the area with the whole pixmap."""
    size = pixmap.deviceIndependentSize()
    across, down = area.width() / size.width(), area.height() / size.height()
    brush = QBrush(pixmap)
    brush.setTransform(QTransform(across, 0, 0, down, area.x(), area.y()))
    return brush


def _paint_plate(
    painter: QPainter, box: FileBox, look: FileLook, origin: QPoint, geometry: Geometry, theme: Theme
) -> None:
    """Paint a sentence and the actions onto the place of a picture, readable on every colour."""
    metrics, whole = QFontMetrics(geometry.small), box.rect.translated(origin)
    rects = [rect.translated(origin) for _, rect in action_rects(box, look, geometry)]
    note = metrics.elidedText(look.note, Qt.TextElideMode.ElideRight, whole.width() - 2 * PAD)
    line = QRect(0, 0, metrics.horizontalAdvance(note), geometry.small_height)
    bottom = rects[0].top() if rects else whole.center().y() + line.height() // 2
    line.moveTopLeft(QPoint(whole.center().x() - line.width() // 2, bottom - line.height()))
    plate = line if note else QRect()
    for rect in rects:
        plate = plate.united(rect)
    painter.setPen(QPen(qcolor(theme.line), 1))
    painter.setBrush(qcolor(theme.raised))
    painter.drawRoundedRect(QRectF(plate.adjusted(-8, -4, 8, 4)), _CORNER, _CORNER)
    painter.setFont(geometry.small)
    painter.setPen(qcolor(theme.danger if look.is_problem else theme.text))
    painter.drawText(line.adjusted(-1, 0, 1, 0), Qt.AlignmentFlag.AlignCenter, note)
    _paint_actions(painter, box, look, origin, geometry, theme)


def _paint_card(
    painter: QPainter, box: FileBox, look: FileLook, origin: QPoint, geometry: Geometry, theme: Theme
) -> None:
    area = box.rect.translated(origin)
    painter.setPen(QPen(qcolor(theme.outline if theme.name == "contrast" else theme.line), 1))
    painter.setBrush(qcolor(theme.sunken))
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
    side = icon_side(ICON)
    left = area.right() + 1 - PAD - side if geometry.right_to_left else area.x() + PAD
    icon = icon_pixmap(_ICONS[box.file.kind], str(theme.link), side, ratio_of(painter))
    painter.drawPixmap(QPoint(left, area.y() + PAD), icon)
    inner = text_rect(box, geometry).translated(origin)
    where = Qt.AlignmentFlag.AlignRight if geometry.right_to_left else Qt.AlignmentFlag.AlignLeft
    line = QRect(inner.x(), inner.y(), inner.width(), geometry.name_height)
    painter.setFont(geometry.name)
    painter.setPen(qcolor(theme.text))
    name = QFontMetrics(geometry.name).elidedText(
        file_texts.name_text(box.file), Qt.TextElideMode.ElideMiddle, line.width()
    )
    painter.drawText(line, where | Qt.AlignmentFlag.AlignVCenter, name)
    note = QRect(inner.x(), line.bottom() + 1, inner.width(), box.note_lines * geometry.small_height)
    painter.setFont(geometry.small)
    painter.setPen(qcolor(theme.danger if look.is_problem else theme.muted))
    words = look.note or file_texts.detail_text(box.file)
    painter.drawText(note, where | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, words)
    _paint_actions(painter, box, look, origin, geometry, theme)
    if look.progress >= 0:
        _paint_bar(painter, area.adjusted(PAD, 0, -PAD, -4), look.progress, geometry, theme)


def _paint_actions(
    painter: QPainter, box: FileBox, look: FileLook, origin: QPoint, geometry: Geometry, theme: Theme
) -> None:
    painter.setFont(geometry.small)
    painter.setPen(qcolor(theme.link))
    metrics = QFontMetrics(geometry.small)
    for action, rect in action_rects(box, look, geometry):
        place, words = rect.translated(origin), file_texts.action_text(action, box.file)
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        fill_area(painter, QRect(place.x(), place.bottom() - 2, place.width() - 2, 1), qcolor(theme.link))


def _paint_bar(painter: QPainter, area: QRect, progress: float, geometry: Geometry, theme: Theme) -> None:
    """Paint how far a download is at the lower edge of an area."""
    track = QRect(area.x(), area.bottom() - _BAR, area.width(), _BAR)
    fill_area(painter, track, qcolor(theme.pressed))
    done = round(track.width() * min(1.0, progress))
    left = track.right() + 1 - done if geometry.right_to_left else track.x()
    fill_area(painter, QRect(left, track.y(), done, _BAR), qcolor(theme.accent))


def _paint_badge(painter: QPainter, text: str, area: QRect, geometry: Geometry, theme: Theme) -> None:
    metrics = QFontMetrics(geometry.small)
    plate = QRect(area.x() + 6, area.y() + 6, metrics.horizontalAdvance(text) + 12, geometry.small_height + 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(theme.raised))
    painter.drawRoundedRect(QRectF(plate), 4, 4)
    painter.setFont(geometry.small)
    painter.setPen(qcolor(theme.text))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)
