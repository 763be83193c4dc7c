"""Paints Blocks. Knows colours and pixels, decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout

from desktop_chat.client.entry import DeliveryState, EntryKind
from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.theme import Theme, name_colour, qcolor
from desktop_chat.qt.theme.icons import icon_pixmap, ratio_of
from desktop_chat.qt.timeline.geometry import DIVIDER, Geometry
from desktop_chat.qt.timeline.row_layout import FooterLine, RowLayout, TextChunk, cursor_x
from desktop_chat.qt.timeline.strings import (
    clock_text,
    day_name,
    new_mark,
    notice_mark,
    only_for,
    quoted_text,
)
from desktop_chat.qt.widgets.avatar import paint_avatar
from desktop_chat.value_class import value

_KIND_ICONS = {
    EntryKind.JOIN: ("arrow-right", "faint"),
    EntryKind.PART: ("door-exit", "faint"),
    EntryKind.QUIT: ("door-exit", "faint"),
    EntryKind.NICK: ("user", "faint"),
    EntryKind.KICK: ("kick", "faint"),
    EntryKind.TOPIC: ("topic", "faint"),
    EntryKind.MODE: ("shield", "faint"),
    EntryKind.INVITE: ("user-plus", "link"),
    EntryKind.NEWS: ("info", "link"),
    EntryKind.ERROR: ("alert", "danger"),
    EntryKind.ACTION: ("chevron-right", "faint"),
}
_MARK = 14


@value
class Shade:
    """What is particular about an entry at this moment: (from, to) selected, the url under the mouse ..."""

    selected: tuple[int, int] = (0, 0)
    hovered: bool = False
    url: str = ""
    mention: bool = False
    flash: bool = False
    current: bool = False  # chosen by the keyboard


def paint_block(painter: QPainter, block: RowLayout, y: int, geometry: Geometry, theme: Theme, shade: Shade) -> None:
    """One entry with its upper edge at `y`."""
    top = y + block.extent.above
    _paint_ground(painter, block, y, top, geometry, theme, shade)
    inside = QRect(0, y, geometry.width, block.extent.height)
    if block.day_y >= 0:
        _paint_day(painter, block.entry.time, y + block.day_y, geometry, theme)
    if block.unread_y >= 0:
        _paint_unread(painter, y + block.unread_y, geometry, theme)
    if block.quote_y >= 0:
        clipped = _clip(painter, inside, f"{answered.nick}{answered.text}" if (answered := block.plan.answered) else "")
        _paint_quote(painter, block, y + block.quote_y, geometry, theme)
        if clipped:
            painter.restore()
    if block.name_y >= 0:
        _paint_name(painter, block, y + block.name_y, inside, geometry, theme)
    elif block.entry.kind in _KIND_ICONS:
        _paint_kind(painter, block, top, geometry, theme)
    if shade.hovered and block.name_y < 0:
        _paint_hover_time(painter, block, top, geometry, theme)
    clipped = _clip(painter, inside, block.shown.text)
    for piece in block.pieces:
        _paint_piece(painter, block, piece, QPoint(geometry.body_x, top), theme, shade)
    if clipped:
        painter.restore()
    _paint_state(painter, block, top, geometry, theme)
    if shade.current:
        paint_focus(painter, _spoken_rect(block, y, top, geometry).adjusted(2, 0, -2, 0), theme)
    for number, foot in enumerate(block.feet):
        _paint_foot(painter, foot, top + block.body_height + number * geometry.foot_height, geometry, theme)


def _clip(painter: QPainter, rect: QRect, text: str) -> bool:
    """Keep this text within its entry, until the painter is restored: letters with many marks on them would paint over
    the neighbours. False where there is no need to."""
    if text.isascii():
        return False
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    return True


def _paint_ground(
    painter: QPainter, block: RowLayout, y: int, top: int, geometry: Geometry, theme: Theme, shade: Shade
) -> None:
    role = "accent_soft" if shade.flash else "mention" if shade.mention else "window" if shade.hovered else ""
    if not role:
        return
    rect = _spoken_rect(block, y, top, geometry)
    painter.fillRect(rect, qcolor(str(getattr(theme, role))))
    if shade.mention:
        painter.fillRect(geometry.mirror_rect(QRect(0, rect.y(), 3, rect.height())), qcolor(theme.warning))


def _spoken_rect(block: RowLayout, y: int, top: int, geometry: Geometry) -> QRect:
    """The entry itself from edge to edge: without the lines that stand above it."""
    upper = block.quote_y if block.quote_y >= 0 else block.name_y
    start = y + upper - 4 if upper >= 0 else top - 2
    return QRect(0, start, geometry.width, y + block.extent.height - start + 2)


def _paint_day(painter: QPainter, time: int, y: int, geometry: Geometry, theme: Theme) -> None:
    text = day_name(time)
    painter.setFont(geometry.small)
    width = QFontMetrics(geometry.small).horizontalAdvance(text) + 24
    middle = y + geometry.day_height // 2
    left = (geometry.width - width) // 2
    painter.fillRect(QRect(geometry.edge, middle, left - geometry.edge, 1), qcolor(theme.line))
    painter.fillRect(QRect(left + width, middle, geometry.width - geometry.edge - left - width, 1), qcolor(theme.line))
    painter.setPen(qcolor(theme.muted))
    painter.drawText(QRect(left, y, width, geometry.day_height), Qt.AlignmentFlag.AlignCenter, text)


def _paint_unread(painter: QPainter, y: int, geometry: Geometry, theme: Theme) -> None:
    text = new_mark()
    width = QFontMetrics(geometry.small).horizontalAdvance(text) + 16
    middle = y + geometry.unread_height // 2
    pill = geometry.mirror_rect(QRect(geometry.width - geometry.edge - width, y + 2, width, geometry.unread_height - 4))
    rule = geometry.mirror_rect(QRect(geometry.edge, middle, geometry.width - 2 * geometry.edge - width, 1))
    painter.fillRect(rule, qcolor(theme.danger))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(theme.danger))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setFont(geometry.small)
    painter.setPen(qcolor(theme.danger_text))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def _paint_quote(painter: QPainter, block: RowLayout, y: int, geometry: Geometry, theme: Theme) -> None:
    """What is answered: an arrow, who said it, and the beginning of it."""
    answered, metrics, height = block.plan.answered, QFontMetrics(geometry.small), geometry.small_height
    x, room = geometry.text_x + _MARK + 6, geometry.text_width - _MARK - 6
    mark = QRect(geometry.text_x, y + (height - _MARK) // 2, _MARK, _MARK)
    painter.drawPixmap(geometry.mirror_rect(mark), icon_pixmap("reply", str(theme.faint), _MARK, ratio_of(painter)))
    name = metrics.elidedText(shown_name(answered.nick), Qt.TextElideMode.ElideRight, room // 2) if answered else ""
    taken = metrics.horizontalAdvance(name) + 6 if name else 0
    side = Qt.AlignmentFlag.AlignRight if geometry.right_to_left else Qt.AlignmentFlag.AlignLeft
    painter.setFont(geometry.small)
    if answered and name:
        painter.setPen(qcolor(name_colour(answered.nick, theme)))
        painter.drawText(geometry.mirror_rect(QRect(x, y, taken, height)), side | Qt.AlignmentFlag.AlignVCenter, name)
    painter.setPen(qcolor(theme.muted))
    text = metrics.elidedText(quoted_text(answered), Qt.TextElideMode.ElideRight, room - taken)
    rest = geometry.mirror_rect(QRect(x + taken, y, room - taken, height))
    painter.drawText(rest, side | Qt.AlignmentFlag.AlignVCenter, text)


def _paint_name(painter: QPainter, block: RowLayout, y: int, inside: QRect, geometry: Geometry, theme: Theme) -> None:
    entry = block.entry
    avatar = geometry.mirror_rect(QRect(geometry.edge, y + 2, geometry.avatar, geometry.avatar))
    paint_avatar(painter, QRectF(avatar), entry.nick, theme)
    line = geometry.mirror_rect(QRect(geometry.text_x, y, geometry.text_width, geometry.name_height))
    names, smalls = QFontMetrics(geometry.name), QFontMetrics(geometry.small)
    when = clock_text(entry.time)
    if entry.kind is EntryKind.NOTICE:
        when = f"{notice_mark()}{DIVIDER}{when}"
    if entry.target:
        when = f"{only_for(entry.target)}{DIVIDER}{when}"
    room = smalls.horizontalAdvance(when) + 8
    name = names.elidedText(shown_name(entry.nick), Qt.TextElideMode.ElideRight, max(40, line.width() - room))
    taken = names.horizontalAdvance(name)
    baseline = y + names.ascent()
    at = line.right() + 1 - taken if geometry.right_to_left else line.x()
    painter.setFont(geometry.name)
    painter.setPen(qcolor(name_colour(entry.nick, theme)))
    clipped = _clip(painter, inside, name)
    painter.drawText(at, baseline, name)
    if clipped:
        painter.restore()
    painter.setFont(geometry.small)
    painter.setPen(qcolor(theme.faint))
    painter.drawText(at - room if geometry.right_to_left else at + taken + 8, baseline, when)


def _paint_kind(painter: QPainter, block: RowLayout, top: int, geometry: Geometry, theme: Theme) -> None:
    name, role = _KIND_ICONS[block.entry.kind]
    picture = icon_pixmap(name, str(getattr(theme, role)), 16, ratio_of(painter))
    height = block.pieces[0].layout.lineAt(0).height() if block.pieces else 16
    middle = top + round(block.pieces[0].layout.lineAt(0).y() if block.pieces else 0) + round((height - 16) / 2)
    rect = geometry.mirror_rect(QRect(geometry.edge + (geometry.avatar - 16) // 2, middle, 16, 16))
    painter.drawPixmap(rect.topLeft(), picture)


def _paint_hover_time(painter: QPainter, block: RowLayout, top: int, geometry: Geometry, theme: Theme) -> None:
    """The time in the column of the avatars, or after the text where an icon stands there."""
    painter.setFont(geometry.small)
    painter.setPen(qcolor(theme.faint))
    text = clock_text(block.entry.time)
    metrics = QFontMetrics(geometry.small)
    if block.entry.kind not in _KIND_ICONS and metrics.horizontalAdvance(text) <= geometry.text_x - 6:
        rect = geometry.mirror_rect(QRect(0, top, geometry.text_x - 6, geometry.step))
        alignment = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        if geometry.right_to_left:
            alignment = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, alignment, text)


def _paint_piece(
    painter: QPainter, block: RowLayout, piece: TextChunk, origin: QPoint, theme: Theme, shade: Shade
) -> None:
    at = QPointF(origin.x(), origin.y() + piece.y)
    overlays: list[QTextLayout.FormatRange] = []
    first = max(shade.selected[0], piece.start) - piece.start
    last = min(shade.selected[1], piece.start + piece.length) - piece.start
    if first < last:
        overlays.append(_selection_formats(painter, piece, first, last, at, theme))
    if shade.url:
        overlays.extend(_hovered_formats(block, piece, shade.url))
    piece.layout.draw(painter, at, overlays)


def _selection_formats(
    painter: QPainter, piece: TextChunk, first: int, last: int, at: QPointF, theme: Theme
) -> QTextLayout.FormatRange:
    """The look of selected text. Where text runs one way its ground goes from line to line without a gap."""
    made, look = QTextLayout.FormatRange(), QTextCharFormat()
    made.start = piece.units.unit_of_char(first)
    made.length = piece.units.unit_of_char(last) - made.start
    look.setForeground(qcolor(theme.selection_text))
    look.setBackground(qcolor(theme.selection))
    text = piece.layout.text()
    if text.isascii() or not any("\u0590" <= c < "\u0900" for c in text):
        _fill_lines(painter, piece, made.start, made.start + made.length, at, theme)
    made.format = look
    return made


def _fill_lines(painter: QPainter, piece: TextChunk, low: int, high: int, at: QPointF, theme: Theme) -> None:
    lines = piece.layout.lineCount()
    for i in range(lines):
        line = piece.layout.lineAt(i)
        one, other = max(low, line.textStart()), min(high, line.textStart() + line.textLength())
        if one >= other:
            continue
        bottom = piece.layout.lineAt(i + 1).y() if i + 1 < lines and high > other else line.y() + line.height()
        left, right = (cursor_x(line.cursorToX(unit)) for unit in (one, other))
        rect = QRectF(at.x() + left, at.y() + line.y(), right - left, bottom - line.y())
        painter.fillRect(rect, qcolor(theme.selection))


def _hovered_formats(block: RowLayout, piece: TextChunk, url: str) -> list[QTextLayout.FormatRange]:
    made = []
    for start, end, target in block.shown.links:
        first, last = max(start, piece.start) - piece.start, min(end, piece.start + piece.length) - piece.start
        if target == url and first < last:
            part, look = QTextLayout.FormatRange(), QTextCharFormat()
            part.start = piece.units.unit_of_char(first)
            part.length = piece.units.unit_of_char(last) - part.start
            look.setFontUnderline(True)
            part.format = look
            made.append(part)
    return made


_STATE_ICONS = {
    DeliveryState.PENDING: ("clock", "faint"),
    DeliveryState.SENT: ("check", "faint"),
    DeliveryState.FAILED: ("alert", "danger"),
    DeliveryState.UNSURE: ("help", "warning"),
}


def _paint_state(painter: QPainter, block: RowLayout, top: int, geometry: Geometry, theme: Theme) -> None:
    known = _STATE_ICONS.get(block.entry.state)
    if known is None or not block.entry.own:
        return
    name, role = known
    y = top + block.body_height - geometry.step + (geometry.step - _MARK) // 2
    rect = geometry.mirror_rect(QRect(geometry.mark_x, y, _MARK, _MARK))
    painter.drawPixmap(rect.topLeft(), icon_pixmap(name, str(getattr(theme, role)), _MARK, ratio_of(painter)))


def _paint_foot(painter: QPainter, foot: FooterLine, y: int, geometry: Geometry, theme: Theme) -> None:
    before, width = geometry.foot_widths(foot.text, foot.pressed)
    line = QRect(geometry.body_x, y, geometry.text_width, geometry.foot_height)
    rtl = geometry.right_to_left
    painter.setFont(geometry.small)
    painter.setPen(qcolor(str(getattr(theme, foot.tone))))
    if foot.text:
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            line, side | Qt.AlignmentFlag.AlignVCenter, DIVIDER + foot.text if rtl else foot.text + DIVIDER
        )
    painter.setPen(qcolor(theme.link))
    x = line.right() + 1 - before - width if rtl else line.x() + before
    painter.drawText(QRect(x, y, width + 2, geometry.foot_height), Qt.AlignmentFlag.AlignVCenter, foot.pressed)
    painter.fillRect(QRect(x, y + geometry.foot_height - 4, width, 1), qcolor(theme.link))


def paint_focus(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """The ring of a view that has the keyboard."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(qcolor(theme.focus), 2))
    painter.drawRect(rect.adjusted(1, 1, -1, -1))
