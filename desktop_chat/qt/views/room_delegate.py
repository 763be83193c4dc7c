"""Paints a row of the sidebar: a server with its state, or a room with its badges."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap

from desktop_chat.client.events import Phase
from desktop_chat.client.presence import Presence
from desktop_chat.qt.models.rooms import RoomRole
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.theme import Space, Text, Theme, appearance, icon_side, qcolor, text_font
from desktop_chat.qt.theme.icons import icon_pixmap, ratio_of
from desktop_chat.qt.theme.literal_text import isolate_direction
from desktop_chat.qt.widgets.avatar import PortraitOf, paint_person
from desktop_chat.qt.widgets.marks import Dot, badge_size, paint_badge, paint_dot, paint_presence
from desktop_chat.qt.widgets.row_delegate import RowDelegate, RowOption, paint_row_ground, row_area

_LEADING = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
"""A painter takes left for the leading edge of its widget."""
_SIGN = 16
_MARK = 20
"""Size of an icon or avatar before a name."""
_DOT = 12
"""Size of the state of a server."""
_PRESENCE, _PRESENCE_OUTSIDE = 9, 3
"""Size of the presence of a person, and the pixels of it that lie outside of the avatar."""

DOTS = {Phase.ONLINE: Dot.GOOD, Phase.OFFLINE: Dot.OFF, Phase.CONNECTING: Dot.BUSY, Phase.REGISTERING: Dot.BUSY}


_PRESENCE_DOTS = {Presence.ONLINE: Dot.GOOD, Presence.AWAY: Dot.AWAY}


def _no_portrait(network: Network, nick: str, side: int) -> None:
    """Return no picture for anybody."""


class RoomDelegate(RowDelegate):
    """Paints from left to right, or mirrored for a language written from right to left."""

    portrait_of: Callable[[Network, str, int], QPixmap | None] = staticmethod(_no_portrait)
    """Returns the picture of a person, if there is one, for a side in pixels of the screen."""

    def row_height(self, metrics: QFontMetrics) -> int:
        return max(32, text_font().pixelSize(), metrics.height() + 14) + appearance().choices.spacing.row

    def paint_row(self, painter: QPainter, option: RowOption, index: QModelIndex | QPersistentModelIndex) -> None:
        network, room = index.data(RoomRole.NETWORK), index.data(RoomRole.ROOM)
        theme = appearance().current
        if isinstance(network, Network) and room is None:
            _paint_requests(painter, option, index, theme)
        if not isinstance(network, Network) or not isinstance(room, Room):
            return
        is_server, selected = room.kind == "server", option.is_chosen
        above = option.rect.height() - option.height
        row = row_area(option).adjusted(0, above, 0, 0)
        heading = index.data(RoomRole.HEADING)
        if heading:
            _paint_heading(painter, option, above, str(heading), theme)
        paint_row_ground(painter, row, option, theme)
        inner = row.adjusted(Space.SMALL, 0, -Space.SMALL, 0)
        mark = _mark_rect(inner)
        right = _paint_badge(painter, inner, network, room, option, theme)
        portrait_of = partial(self.portrait_of, network)
        _paint_mark(painter, option.mirror(inner, mark), network, room, selected, theme, portrait_of)
        text = QRect(mark.right() + Space.SMALL, inner.top(), right - mark.right() - 2 * Space.SMALL, inner.height())
        live = network.phase is Phase.ONLINE and (room.state.joined or is_server or bool(room.state.invited_by))
        live = live and not room.muted
        painter.setFont(_room_font(room))
        painter.setPen(qcolor(_text_role(theme, selected=selected, live=live, strong=bool(room.unread) or is_server)))
        name = (
            network.display_name if is_server else room.shown_name.removeprefix("#" if room.kind == "channel" else "")
        )
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(option.mirror(inner, text), _LEADING, isolate_direction(shown))


def _mark_rect(inner: QRect) -> QRect:
    """Return the place of the icon or avatar before a name."""
    side = icon_side(_MARK)
    return QRect(inner.left(), inner.center().y() - side // 2 + 1, side, side)


def heading_height() -> int:
    """Return the height of the heading of a group in pixels."""
    return QFontMetrics(text_font(Text.SMALL)).height() + Space.MEDIUM


def _paint_heading(painter: QPainter, option: RowOption, height: int, text: str, theme: Theme) -> None:
    """Paint the heading of a group above the row of its first room."""
    place = row_area(option).adjusted(Space.SMALL, Space.SMALL, -Space.SMALL, 0)
    place.setHeight(height - Space.SMALL)
    painter.setFont(text_font(Text.SMALL, strong=True))
    painter.setPen(qcolor(theme.faint))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, _LEADING, isolate_direction(shown))


def _paint_requests(
    painter: QPainter, option: RowOption, index: QModelIndex | QPersistentModelIndex, theme: Theme
) -> None:
    """Paint the row of the message requests."""
    row, selected = row_area(option), option.is_chosen
    paint_row_ground(painter, row, option, theme)
    inner = row.adjusted(Space.SMALL, 0, -Space.SMALL, 0)
    mark = _mark_rect(inner)
    colour = theme.selected_text if selected else theme.muted
    painter.drawPixmap(
        option.mirror(inner, mark).topLeft(), icon_pixmap("user-plus", colour, mark.width(), ratio_of(painter))
    )
    right = _paint_count(painter, inner, int(index.data(RoomRole.REQUESTS) or 0), option, theme, strong=False)
    text = QRect(mark.right() + Space.SMALL, inner.top(), right - mark.right() - 2 * Space.SMALL, inner.height())
    painter.setFont(text_font())
    painter.setPen(qcolor(colour))
    shown = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, text.width())
    painter.drawText(option.mirror(inner, text), _LEADING, isolate_direction(shown))


def _room_font(room: Room) -> QFont:
    return text_font(strong=room.kind == "server" or bool(room.unread))


def _text_role(theme: Theme, *, selected: bool, live: bool, strong: bool) -> str:
    if selected:
        return theme.selected_text
    if not live:
        return theme.faint
    return theme.text if strong else theme.muted


def _paint_badge(painter: QPainter, inner: QRect, network: Network, room: Room, option: RowOption, theme: Theme) -> int:
    """Paint the count, mentions in front, and the signs. Return the x at which the name must end."""
    count = room.mentions or room.unread
    right = inner.right()
    if count:
        right = _paint_count(painter, inner, count, option, theme, strong=bool(room.mentions))
    if room.kind == "server" and network.is_unencrypted:
        return _paint_sign(painter, inner, right, "lock-open", theme.warning, option, theme)
    if not count:
        for name, marked in (("bell-off", room.muted), ("pin", room.pinned)):
            right = _paint_sign(painter, inner, right, name, theme.faint, option, theme) if marked else right
        return right + Space.SMALL
    return right


def _paint_count(painter: QPainter, inner: QRect, count: int, option: RowOption, theme: Theme, *, strong: bool) -> int:
    size = badge_size(count)
    rect = QRect(inner.right() - size.width(), inner.center().y() - size.height() // 2 + 1, size.width(), size.height())
    paint_badge(painter, QRectF(option.mirror(inner, rect)), count, theme, strong=strong)
    return rect.left()


def _paint_sign(
    painter: QPainter, inner: QRect, right: int, name: str, colour: str, option: RowOption, theme: Theme
) -> int:
    """Paint one sign that ends at `right`. Return the x at which the next one must end."""
    side = icon_side(_SIGN)
    rect = QRect(right - side, inner.center().y() - side // 2 + 1, side, side)
    colour = theme.selected_text if option.is_chosen else colour
    painter.drawPixmap(option.mirror(inner, rect), icon_pixmap(name, colour, side, ratio_of(painter)))
    return rect.left() - Space.TINY


def _paint_mark(
    painter: QPainter,
    mark: QRect,
    network: Network,
    room: Room,
    selected: bool,
    theme: Theme,
    portrait_of: PortraitOf,
) -> None:
    if room.kind == "server":
        edge = (mark.width() - icon_side(_DOT)) / 2
        paint_dot(painter, QRectF(mark).adjusted(edge, edge, -edge, -edge), DOTS[network.phase], theme)
    elif room.kind == "direct":
        paint_person(painter, QRectF(mark), room.name, theme, portrait_of)
        dot = _PRESENCE_DOTS.get(network.session.presence_of(room.key))
        if dot is not None:
            whole, over = icon_side(_PRESENCE), icon_side(_PRESENCE) - _PRESENCE_OUTSIDE
            place = QRectF(mark.right() - over, mark.bottom() - over, whole, whole)
            paint_presence(painter, place, dot, theme, ground=theme.selected if selected else theme.window)
    else:
        role = theme.selected_text if selected else theme.text if room.unread else theme.faint
        sign = "mail" if room.state.invited_by else "hash"
        painter.drawPixmap(mark.topLeft(), icon_pixmap(sign, role, mark.width(), ratio_of(painter)))
