"""Small marks: counts, states, tags. Each state has a shape and a colour of its own."""

from __future__ import annotations

import math
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_chat.qt.theme import Text, Theme, appearance, font_number, icon_side, qcolor, text_font
from desktop_chat.qt.theme.icons import icon_pixmap, ratio_of
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets.painted import Painted

_AROUND = 2
"""Pixels around a mark in its picture: for a ring, and for the smooth edge."""


def _small_strong() -> QFont:
    return text_font(Text.SMALL, strong=True)


class Badge(Painted):
    """A count in a small capsule, hidden at 0. Mentions have the accent colour (`strong`)."""

    def __init__(self, count: int = 0, parent: QWidget | None = None, *, strong: bool = False) -> None:
        super().__init__(parent)
        self._count = 0
        self._strong = strong
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(count, strong=strong)

    @property
    def count(self) -> int:
        return self._count

    def set_count(self, count: int, *, strong: bool | None = None) -> None:
        self._count = count
        self._strong = self._strong if strong is None else strong
        self.setVisible(count > 0)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(self._count)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_badge(painter, QRectF(self.rect()), self._count, appearance().current, strong=self._strong)


def _count_text(count: int) -> str:
    return str(count) if count < 1000 else "999+"


def badge_size(count: int) -> QSize:
    """Return the size of a badge, for widgets and delegates."""
    return _text_badge_size(_count_text(count), font_number())


@lru_cache(maxsize=1024)
def _text_badge_size(text: str, font: int) -> QSize:
    """Return a size that nobody changes. `font`: the number of the application's font."""
    del font
    metrics = QFontMetrics(_small_strong())
    height = metrics.height() + 2
    return QSize(max(height, metrics.horizontalAdvance(text) + 12), height)


def paint_badge(painter: QPainter, rect: QRectF, count: int, theme: Theme, *, strong: bool) -> None:
    """Paint a badge, for widgets and delegates. Pictures of badges are kept: all counts of a list change at once."""
    look = _BadgeLook(
        _count_text(count),
        theme.accent if strong else theme.pressed,
        theme.accent_text if strong else theme.text,
        theme.outline if theme.name == "contrast" else "",
        rect.width(),
        rect.height(),
    )
    picture = _badge_picture(look, ratio_of(painter), font_number())
    painter.drawPixmap(rect.topLeft() - QPointF(_AROUND, _AROUND), picture)


class _BadgeLook(NamedTuple):
    text: str
    ground: str
    letters: str
    outline: str
    """"" for none."""
    width: float
    height: float


@lru_cache(maxsize=512)
def _badge_picture(look: _BadgeLook, ratio: float, font: int) -> QPixmap:
    del font
    made = QPixmap(math.ceil((look.width + 2 * _AROUND) * ratio), math.ceil((look.height + 2 * _AROUND) * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    rect = QRectF(_AROUND, _AROUND, look.width, look.height)
    with QPainter(made) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(qcolor(look.outline), 1) if look.outline else Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(look.ground))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.setFont(_small_strong())
        painter.setPen(qcolor(look.letters))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, look.text)
    return made


class Dot(StrEnum):
    """The states of a StatusDot, each with a shape of its own."""

    GOOD = "good"  # a full circle: running, online
    AWAY = "away"  # a crescent: idle, away
    BUSY = "busy"  # a ring with a gap: starting, connecting
    OFF = "off"  # an empty ring: stopped, offline
    BAD = "bad"  # a triangle: failed


_DOT_ROLES = {Dot.GOOD: "success", Dot.AWAY: "warning", Dot.BUSY: "link", Dot.OFF: "faint", Dot.BAD: "danger"}


class StatusDot(Painted):
    """A state as colour and shape, with a translated accessible name. `size` is in pixels beside text of 100 %."""

    def __init__(self, state: Dot = Dot.OFF, name: str = "", parent: QWidget | None = None, *, size: int = 12) -> None:
        super().__init__(parent)
        self._state, self._size = state, size
        self.setFixedSize(icon_side(size), icon_side(size))
        self.set_state(state, name)

    def on_look_changed(self) -> None:
        self.setFixedSize(icon_side(self._size), icon_side(self._size))
        super().on_look_changed()

    @property
    def state(self) -> Dot:
        return self._state

    def set_state(self, state: Dot, name: str = "") -> None:
        """Show another state. `name` is the translated name of the state."""
        self._state = state
        self.setAccessibleName(name)
        self.setToolTip(literal_text(name, TextSink.TIP))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_dot(painter, QRectF(self.rect()), self._state, appearance().current)


def paint_presence(painter: QPainter, rect: QRectF, state: Dot, theme: Theme, *, ground: str) -> None:
    """Paint a status dot over the corner of an avatar. `ground`: the colour behind the avatar."""
    picture = _presence_picture(state, theme, ground, rect.width(), ratio_of(painter))
    painter.drawPixmap(rect.topLeft() - QPointF(_AROUND, _AROUND), picture)


@lru_cache(maxsize=256)
def _presence_picture(state: Dot, theme: Theme, ground: str, side: float, ratio: float) -> QPixmap:
    whole = math.ceil((side + 2 * _AROUND) * ratio)
    made = QPixmap(whole, whole)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    rect = QRectF(_AROUND, _AROUND, side, side)
    with QPainter(made) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(ground))
        painter.drawEllipse(rect.adjusted(-1, -1, 1, 1))
        paint_dot(painter, rect, state, theme)
    return made


def paint_dot(painter: QPainter, rect: QRectF, state: Dot, theme: Theme) -> None:
    """Paint a status dot, for widgets and delegates."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = qcolor(str(getattr(theme, _DOT_ROLES[state])))
    middle, radius = rect.center(), rect.width() / 2 - 1
    ring = QPen(colour, max(1.75, rect.width() / 7), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    inner = QRectF(rect).adjusted(2, 2, -2, -2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    match state:
        case Dot.GOOD:
            painter.drawEllipse(middle, radius, radius)
        case Dot.AWAY:
            painter.drawPixmap(
                rect.topLeft(), icon_pixmap("moon", theme.warning, round(rect.width()), ratio_of(painter))
            )
        case Dot.BAD:
            top, left, right = (QPointF(middle.x(), rect.top() + 1), rect.bottomLeft(), rect.bottomRight())
            painter.drawPolygon(QPolygonF([top, left + QPointF(0.5, -1), right + QPointF(-0.5, -1)]))
        case Dot.OFF:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(ring)
            painter.drawEllipse(inner)
        case Dot.BUSY:
            painter.setPen(ring)
            painter.drawArc(inner, 30 * 16, 260 * 16)
    painter.restore()


_PILL_ICON = 14
_PILL_ROLES = {
    "neutral": ("muted", "sunken"),
    "accent": ("link", "accent_soft"),
    "success": ("success", "success_soft"),
    "warning": ("warning", "warning_soft"),
    "danger": ("danger", "danger_soft"),
}


class Pill(Painted):
    """A short tag: a role, "TLS", "hosted here". Tones: neutral, accent, success, warning, danger."""

    def __init__(self, text: str = "", tone: str = "neutral", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone, self._icon = tone, icon
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str, tone: str = "", icon: str | None = None) -> None:
        self._text = text
        self._tone = tone or self._tone
        self._icon = self._icon if icon is None else icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(_small_strong())
        return QSize(
            metrics.horizontalAdvance(self._text) + 18 + (icon_side(_PILL_ICON) + 4 if self._icon else 0),
            metrics.height() + 6,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        text, ground = (str(getattr(theme, role)) for role in _PILL_ROLES[self._tone])
        rect = QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(qcolor(ground))
            painter.setPen(QPen(qcolor(theme.outline), 1) if theme.name == "contrast" else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), rect.height() / 2, rect.height() / 2)
            painter.setFont(_small_strong())
            painter.setPen(qcolor(text))
            left = 9.0
            if self._icon:
                side = icon_side(_PILL_ICON)
                place = QPointF(left - 2, round((rect.height() - side) / 2))
                painter.drawPixmap(place, icon_pixmap(self._icon, text, side, ratio_of(painter)))
                left += side + 2
            painter.drawText(
                rect.adjusted(left, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._text
            )
