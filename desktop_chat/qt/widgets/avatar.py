"""Avatars: initials on a colour made from the name."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.theme import Theme, appearance, avatar_colours, icon_side, qcolor, text_font
from desktop_chat.qt.theme.icons import ratio_of
from desktop_chat.qt.widgets.painted import Painted

PortraitOf = Callable[[str, int], QPixmap | None]
"""Returns the picture of the person of a nick, if there is one, for a side in pixels of the screen."""
_pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
_PIXMAPS_MAX = 2000


def no_portrait(nick: str, side: int) -> None:
    """Return no picture for anybody."""


def initials_of(name: str) -> str:
    """Return the capital initials of the first and the last word; of a single word, its first letter."""
    words = [
        letter
        for word in "".join(c if c.isalnum() else " " for c in unicodedata.normalize("NFC", name)).split()
        for letter in word[:1]
    ]
    if not words:
        return name[:1] or "?"
    return (words[0] + (words[-1] if len(words) > 1 else "")).upper()


def paint_avatar(painter: QPainter, rect: QRectF, name: str, theme: Theme) -> None:
    """Paint the avatar of a name into a square. Pictures are cached for each pixel ratio."""
    ratio = ratio_of(painter)
    key = (name, theme.name, round(rect.width()), ratio)
    kept = _pixmaps.get(key)
    if kept is None:
        if len(_pixmaps) >= _PIXMAPS_MAX:
            _pixmaps.clear()
        kept = _pixmaps[key] = _avatar_picture(name, theme, round(rect.width()), ratio)
    painter.drawPixmap(rect.topLeft(), kept)


def paint_person(painter: QPainter, rect: QRectF, nick: str, theme: Theme, portrait_of: PortraitOf) -> None:
    """Paint the picture of a person, or else the avatar of the nick, into a square."""
    picture = portrait_of(nick, round(rect.width() * ratio_of(painter)))
    if picture is None:
        paint_avatar(painter, rect, nick, theme)
    else:
        paint_portrait(painter, rect, picture)


def paint_portrait(painter: QPainter, rect: QRectF, picture: QPixmap) -> None:
    """Paint the middle of a picture as a circle into a square."""
    side = min(picture.width(), picture.height())
    middle = QRect((picture.width() - side) // 2, (picture.height() - side) // 2, side, side)
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    circle = QPainterPath()
    circle.addEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setClipPath(circle, Qt.ClipOperation.IntersectClip)
    painter.drawPixmap(rect, picture, QRectF(middle))
    painter.restore()


def _avatar_picture(name: str, theme: Theme, side: int, ratio: float) -> QPixmap:
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    ground, letters = avatar_colours(name, theme)
    with QPainter(made) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(qcolor(ground))
        painter.setPen(QPen(qcolor(letters), 1) if theme.name == "contrast" else Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(side / 2, side / 2), side / 2 - 0.5, side / 2 - 0.5)
        text = initials_of(name)
        font = QFont(text_font())
        font.setPixelSize(max(7, round(side * (0.38 if len(text) > 1 else 0.44))))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(qcolor(letters))
        painter.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, text)
    return made


class Avatar(Painted):
    """The avatar of a name; `size` is in pixels beside text of 100 %.

    Screen readers announce the name beside the avatar instead.
    """

    def __init__(self, name: str, size: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._size = name, size
        self._picture = QPixmap()
        self.portrait_of: PortraitOf = no_portrait
        self.setFixedSize(icon_side(size), icon_side(size))

    def on_look_changed(self) -> None:
        self.setFixedSize(icon_side(self._size), icon_side(self._size))
        super().on_look_changed()

    @property
    def name(self) -> str:
        return self._name

    def set_name(self, name: str) -> None:
        self._name = name
        self.update()

    def set_picture(self, picture: QImage | QPixmap) -> None:
        """Show a square picture in place of the initials."""
        self._picture = QPixmap.fromImage(picture) if isinstance(picture, QImage) else picture
        self.update()

    @property
    def has_picture(self) -> bool:
        return not self._picture.isNull()

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            if self._picture.isNull():
                paint_person(painter, QRectF(self.rect()), self._name, appearance().current, self.portrait_of)
                return
            paint_portrait(painter, QRectF(self.rect()), self._picture)
