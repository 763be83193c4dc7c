"""Painting: paint RowLayouts. All decisions are made before."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPixmap, QTextCharFormat, QTextLayout

from desktop_chat.client.entry import DeliveryState, EntryKind
from desktop_chat.qt.theme import Theme, fill_area, icon_side, name_colour, qcolor
from desktop_chat.qt.theme.icons import icon_pixmap, ratio_of
from desktop_chat.qt.timeline import file_box, file_painting, preview_box, preview_painting
from desktop_chat.qt.timeline.block_painting import paint_blocks
from desktop_chat.qt.timeline.chips import paint_chips
from desktop_chat.qt.timeline.geometry import DIVIDER, Geometry
from desktop_chat.qt.timeline.row_layout import FooterLine, RowLayout, TextChunk, cursor_x, head_line_of
from desktop_chat.qt.timeline.strings import (
    clock_text,
    day_name,
    new_mark,
    quoted_text,
)
from desktop_chat.qt.widgets.avatar import paint_avatar, paint_portrait
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
    EntryKind.KNOCK: ("user-plus", "link"),
    EntryKind.NEWS: ("info", "link"),
    EntryKind.ERROR: ("alert", "danger"),
    EntryKind.ACTION: ("chevron-right", "faint"),
}
_MARK = 14
_KIND_SIDE = 16


@value
class RowHighlight:
    """The momentary state of a row: selected, hovered, mentioned or found."""

    selected: tuple[int, int] = (0, 0)  # first character, character after the last
    hovered: bool = False  # under the mouse
    url: str = ""  # of the link under the mouse
    reaction: str = ""  # the reaction under the mouse
    mention: bool = False  # mentions us
    flash: bool = False  # was just scrolled to
    current: bool = False  # chosen by the keyboard
    file: file_box.FileLook | None = None  # what the file of the row shows
    portrait: QPixmap | None = None  # the picture of the author
    preview: preview_box.PreviewLook | None = None  # what the preview of a link shows


def paint_row(
    painter: QPainter, row: RowLayout, y: int, geometry: Geometry, theme: Theme, highlight: RowHighlight
) -> None:
    """Paint one row with its upper edge at `y`."""
    top = y + row.extent.above
    _paint_ground(painter, row, y, top, geometry, theme, highlight)
    inside = QRect(0, y, geometry.width, row.extent.height)
    if row.day_y >= 0:
        _paint_day(painter, row.entry.time, y + row.day_y, geometry, theme)
    if row.unread_y >= 0:
        _paint_unread(painter, y + row.unread_y, geometry, theme)
    if row.quote_y >= 0:
        clipped = _clip(painter, inside, f"{answered.nick}{answered.text}" if (answered := row.plan.answered) else "")
        _paint_quote(painter, row, y + row.quote_y, geometry, theme)
        if clipped:
            painter.restore()
    if row.name_y >= 0:
        _paint_name(painter, row, y + row.name_y, inside, geometry, theme, highlight.portrait)
    elif row.entry.kind in _KIND_ICONS:
        _paint_kind(painter, row, top, geometry, theme)
    if (highlight.hovered or geometry.each_time) and row.name_y < 0:
        _paint_hover_time(painter, row, top, geometry, theme)
    paint_blocks(painter, row, top, geometry, theme)
    clipped = _clip(painter, inside, row.styled.text)
    for chunk in row.chunks:
        _paint_chunk(painter, row, chunk, QPoint(geometry.body_x, top), theme, highlight)
    if clipped:
        painter.restore()
    _paint_attached(painter, row, QPoint(geometry.body_x, top), geometry, theme, highlight)
    _paint_state(painter, row, top, geometry, theme)
    if highlight.current:
        paint_focus(painter, _spoken_rect(row, y, top, geometry).adjusted(2, 0, -2, 0), theme)
    _paint_below(painter, row, top, geometry, theme, highlight)


def _paint_attached(
    painter: QPainter, row: RowLayout, origin: QPoint, geometry: Geometry, theme: Theme, highlight: RowHighlight
) -> None:
    """Paint the file, or the preview of a link. `origin`: the top left of the body."""
    if row.file is not None and highlight.file is not None:
        file_painting.paint_file(painter, row.file, highlight.file, origin, geometry, theme)
    if row.preview is not None and highlight.preview is not None:
        preview_painting.paint_preview(painter, row.preview, highlight.preview, origin, geometry, theme)


def _paint_below(
    painter: QPainter, row: RowLayout, top: int, geometry: Geometry, theme: Theme, highlight: RowHighlight
) -> None:
    for number, footer in enumerate(row.footer_lines):
        _paint_footer(painter, footer, top + row.body_height + number * geometry.footer_height, geometry, theme)
    if row.chips:
        paint_chips(painter, row.chips, QPoint(geometry.body_x, top), geometry, theme, highlight.reaction)


def _clip(painter: QPainter, rect: QRect, text: str) -> bool:
    """Clip to a row, until the painter is restored; letters with many marks would paint over other rows.

    Return False for ASCII text, which needs no clip.
    """
    if text.isascii():
        return False
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    return True


def _paint_ground(
    painter: QPainter, row: RowLayout, y: int, top: int, geometry: Geometry, theme: Theme, highlight: RowHighlight
) -> None:
    role = (
        "accent_soft" if highlight.flash else "mention" if highlight.mention else "window" if highlight.hovered else ""
    )
    if not role:
        return
    rect = _spoken_rect(row, y, top, geometry)
    fill_area(painter, rect, qcolor(str(getattr(theme, role))))
    if highlight.mention:
        fill_area(painter, geometry.mirror_rect(QRect(0, rect.y(), 3, rect.height())), qcolor(theme.warning))


def _spoken_rect(row: RowLayout, y: int, top: int, geometry: Geometry) -> QRect:
    """Return the full width of a row without day line and unread line."""
    upper = row.quote_y if row.quote_y >= 0 else row.name_y
    start = y + upper - 4 if upper >= 0 else top - 2
    return QRect(0, start, geometry.width, y + row.extent.height - start + 2)


def _paint_day(painter: QPainter, time: int, y: int, geometry: Geometry, theme: Theme) -> None:
    text = day_name(time)
    painter.setFont(geometry.small)
    width = geometry.small_advance(text) + 24
    middle = y + geometry.day_height // 2
    left = (geometry.width - width) // 2
    fill_area(painter, QRect(geometry.edge, middle, left - geometry.edge, 1), qcolor(theme.line))
    fill_area(
        painter, QRect(left + width, middle, geometry.width - geometry.edge - left - width, 1), qcolor(theme.line)
    )
    painter.setPen(qcolor(theme.muted))
    painter.drawText(QRect(left, y, width, geometry.day_height), Qt.AlignmentFlag.AlignCenter, text)


def _paint_unread(painter: QPainter, y: int, geometry: Geometry, theme: Theme) -> None:
    text = new_mark()
    width = geometry.small_advance(text) + 16
    middle = y + geometry.unread_height // 2
    pill = geometry.mirror_rect(QRect(geometry.width - geometry.edge - width, y + 2, width, geometry.unread_height - 4))
    rule = geometry.mirror_rect(QRect(geometry.edge, middle, geometry.width - 2 * geometry.edge - width, 1))
    fill_area(painter, rule, qcolor(theme.danger))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(theme.danger))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setFont(geometry.small)
    painter.setPen(qcolor(theme.danger_text))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def _paint_quote(painter: QPainter, row: RowLayout, y: int, geometry: Geometry, theme: Theme) -> None:
    """Paint the quote of a reply: an arrow, the author, and the beginning of the original message."""
    answered, metrics, height = row.plan.answered, QFontMetrics(geometry.small), geometry.small_height
    icon = icon_side(_MARK)
    x, room = geometry.text_x + icon + 6, geometry.text_width - icon - 6
    mark = QRect(geometry.text_x, y + (height - icon) // 2, icon, icon)
    painter.drawPixmap(geometry.mirror_rect(mark), icon_pixmap("reply", str(theme.faint), icon, ratio_of(painter)))
    name = metrics.elidedText(row.plan.names(answered.nick), Qt.TextElideMode.ElideRight, room // 2) if answered else ""
    taken = metrics.horizontalAdvance(name) + 6 if name else 0
    side = Qt.AlignmentFlag.AlignRight if geometry.right_to_left else Qt.AlignmentFlag.AlignLeft
    painter.setFont(geometry.small)
    if answered and name:
        painter.setPen(qcolor(name_colour(answered.nick, theme)))
        painter.drawText(geometry.mirror_rect(QRect(x, y, taken, height)), side | Qt.AlignmentFlag.AlignVCenter, name)
    painter.setPen(qcolor(theme.muted))
    text = metrics.elidedText(quoted_text(answered, row.plan.names), Qt.TextElideMode.ElideRight, room - taken)
    rest = geometry.mirror_rect(QRect(x + taken, y, room - taken, height))
    painter.drawText(rest, side | Qt.AlignmentFlag.AlignVCenter, text)


def _paint_name(
    painter: QPainter,
    row: RowLayout,
    y: int,
    inside: QRect,
    geometry: Geometry,
    theme: Theme,
    portrait: QPixmap | None,
) -> None:
    entry = row.entry
    avatar = geometry.avatar_rect(y)
    if portrait is None:
        paint_avatar(painter, QRectF(avatar), entry.nick, theme)
    else:
        paint_portrait(painter, QRectF(avatar), portrait)
    head = head_line_of(row, geometry)
    baseline = y + QFontMetrics(geometry.name).ascent()
    painter.setFont(geometry.name)
    painter.setPen(qcolor(name_colour(entry.nick, theme)))
    clipped = _clip(painter, inside, head.name)
    painter.drawText(head.name_x, baseline, head.name)
    if clipped:
        painter.restore()
    painter.setFont(geometry.small)
    painter.setPen(qcolor(theme.faint))
    painter.drawText(head.time_x, baseline, head.time)


def _paint_kind(painter: QPainter, row: RowLayout, top: int, geometry: Geometry, theme: Theme) -> None:
    name, role = _KIND_ICONS[row.entry.kind]
    side = icon_side(_KIND_SIDE)
    picture = icon_pixmap(name, str(getattr(theme, role)), side, ratio_of(painter))
    height = row.chunks[0].layout.lineAt(0).height() if row.chunks else side
    middle = top + round(row.chunks[0].layout.lineAt(0).y() if row.chunks else 0) + round((height - side) / 2)
    rect = geometry.mirror_rect(QRect(geometry.edge + (geometry.avatar - side) // 2, middle, side, side))
    painter.drawPixmap(rect.topLeft(), picture)


def _paint_hover_time(painter: QPainter, row: RowLayout, top: int, geometry: Geometry, theme: Theme) -> None:
    """Paint the time in the avatar column, unless an icon is there."""
    painter.setFont(geometry.small)
    painter.setPen(qcolor(theme.faint))
    text = clock_text(row.entry.time)
    if row.entry.kind not in _KIND_ICONS and geometry.small_advance(text) <= geometry.text_x - 6:
        rect = geometry.mirror_rect(QRect(0, top, geometry.text_x - 6, geometry.step))
        alignment = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        if geometry.right_to_left:
            alignment = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, alignment, text)


def _paint_chunk(
    painter: QPainter, row: RowLayout, chunk: TextChunk, origin: QPoint, theme: Theme, highlight: RowHighlight
) -> None:
    at = QPointF(origin.x() + chunk.x, origin.y() + chunk.y)
    overlays: list[QTextLayout.FormatRange] = []
    first = max(highlight.selected[0], chunk.start) - chunk.start
    last = min(highlight.selected[1], chunk.start + chunk.length) - chunk.start
    if first < last:
        overlays.append(_selection_formats(painter, chunk, first, last, at, theme))
        overlays.extend(_hiding_formats(row, chunk, theme))
    if highlight.url:
        overlays.extend(_hovered_formats(row, chunk, highlight.url))
    chunk.layout.draw(painter, at, overlays)


def _selection_formats(
    painter: QPainter, chunk: TextChunk, first: int, last: int, at: QPointF, theme: Theme
) -> QTextLayout.FormatRange:
    """Return the format of selected text. In text of one direction, also fill the gaps between its lines."""
    made, look = QTextLayout.FormatRange(), QTextCharFormat()
    made.start = chunk.units.unit_of_char(first)
    made.length = chunk.units.unit_of_char(last) - made.start
    look.setForeground(qcolor(theme.selection_text))
    look.setBackground(qcolor(theme.selection))
    text = chunk.layout.text()
    if text.isascii() or not any("\u0590" <= c < "\u0900" for c in text):
        _fill_lines(painter, chunk, made.start, made.start + made.length, at, theme)
    made.format = look
    return made


def _hiding_formats(row: RowLayout, chunk: TextChunk, theme: Theme) -> list[QTextLayout.FormatRange]:
    """Return the formats that keep the fillers of hidden spoilers unseen within selected text."""
    look = QTextCharFormat()
    look.setForeground(qcolor(theme.faint))
    look.setBackground(qcolor(theme.faint))
    return _formats_between(row.styled.hidden, chunk, look)


def _formats_between(
    places: Iterable[tuple[int, int]], chunk: TextChunk, look: QTextCharFormat
) -> list[QTextLayout.FormatRange]:
    """Return the format of the parts of a chunk between these characters (first, behind the last) of a text."""
    made = []
    for start, end in places:
        first, last = max(start, chunk.start) - chunk.start, min(end, chunk.start + chunk.length) - chunk.start
        if first < last:
            part = QTextLayout.FormatRange()
            part.start = chunk.units.unit_of_char(first)
            part.length = chunk.units.unit_of_char(last) - part.start
            part.format = look
            made.append(part)
    return made


def _fill_lines(painter: QPainter, chunk: TextChunk, low: int, high: int, at: QPointF, theme: Theme) -> None:
    lines = chunk.layout.lineCount()
    for i in range(lines):
        line = chunk.layout.lineAt(i)
        one, other = max(low, line.textStart()), min(high, line.textStart() + line.textLength())
        if one >= other:
            continue
        bottom = chunk.layout.lineAt(i + 1).y() if i + 1 < lines and high > other else line.y() + line.height()
        left, right = (cursor_x(line.cursorToX(unit)) for unit in (one, other))
        rect = QRectF(at.x() + left, at.y() + line.y(), right - left, bottom - line.y())
        fill_area(painter, rect, qcolor(theme.selection))


def _hovered_formats(row: RowLayout, chunk: TextChunk, url: str) -> list[QTextLayout.FormatRange]:
    look = QTextCharFormat()
    look.setFontUnderline(True)
    return _formats_between([(start, end) for start, end, target in row.styled.links if target == url], chunk, look)


_STATE_ICONS = {
    DeliveryState.PENDING: ("clock", "faint"),
    DeliveryState.SENT: ("check", "faint"),
    DeliveryState.FAILED: ("alert", "danger"),
    DeliveryState.UNSURE: ("help", "warning"),
}


def _paint_state(painter: QPainter, row: RowLayout, top: int, geometry: Geometry, theme: Theme) -> None:
    known = _STATE_ICONS.get(row.entry.state)
    if known is None or not row.entry.own:
        return
    name, role = known
    side = icon_side(_MARK)
    y = top + row.body_height - geometry.step + (geometry.step - side) // 2
    rect = geometry.mirror_rect(QRect(geometry.mark_x, y, side, side))
    painter.drawPixmap(rect.topLeft(), icon_pixmap(name, str(getattr(theme, role)), side, ratio_of(painter)))


def _paint_footer(painter: QPainter, footer: FooterLine, y: int, geometry: Geometry, theme: Theme) -> None:
    line = QRect(geometry.body_x, y, geometry.text_width, geometry.footer_height)
    rtl, tone, link = geometry.right_to_left, qcolor(str(getattr(theme, footer.tone))), qcolor(theme.link)
    side = (Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
    painter.setFont(geometry.small)
    end = 0
    for said, pressed, _ in footer.presses():
        before, width = geometry.footer_widths(said, pressed)
        painter.setPen(tone)
        if said:
            lead = DIVIDER if end else f"{DIVIDER}{said}" if rtl else f"{said}{DIVIDER}"
            painter.drawText(line.adjusted(0, 0, -end, 0) if rtl else line.adjusted(end, 0, 0, 0), side, lead)
        painter.setPen(link)
        x = line.right() + 1 - before - width if rtl else line.x() + before
        painter.drawText(QRect(x, y, width + 2, geometry.footer_height), Qt.AlignmentFlag.AlignVCenter, pressed)
        fill_area(painter, QRect(x, y + geometry.footer_height - 4, width, 1), link)
        end = before + width


def paint_focus(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """Paint the focus ring."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(qcolor(theme.focus), 2))
    painter.drawRect(rect.adjusted(1, 1, -1, -1))
