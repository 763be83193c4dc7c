"""TwoLineDelegate paints a row of an icon, if it has one, a title, and details below it. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from desktop_chat.qt.theme import Space, Text, appearance, icon_side, qcolor, text_font
from desktop_chat.qt.theme.icons import icon_pixmap, ratio_of
from desktop_chat.qt.theme.literal_text import isolate_direction
from desktop_chat.qt.widgets.row_delegate import RowDelegate, RowOption, paint_row_ground, row_area

DETAILS_ROLE = Qt.ItemDataRole.UserRole + 10
"""The second line; without it, the row's text has two lines."""
ICON_ROLE = Qt.ItemDataRole.UserRole + 11
"""The name of the icon, if there is one."""
_ICON = 20
_LEADING = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class TwoLineDelegate(RowDelegate):
    """All rows are equally high."""

    def row_height(self, metrics: QFontMetrics) -> int:
        return 2 * metrics.lineSpacing() + Space.MEDIUM + Space.SMALL

    def paint_row(self, painter: QPainter, option: RowOption, index: QModelIndex | QPersistentModelIndex) -> None:
        theme, area, chosen = appearance().current, row_area(option), option.is_chosen
        paint_row_ground(painter, area, option, theme)
        inner = area.adjusted(Space.SMALL, 0, -Space.SMALL, 0)

        def placed(left: int, top: int, width: int, height: int) -> QRect:
            return option.mirror(inner, QRect(left, top, width, height))

        role, side = "selected_text" if chosen else "muted", icon_side(_ICON)
        left, line = inner.left(), option.metrics.lineSpacing()
        name = index.data(ICON_ROLE)
        if name:
            icon = icon_pixmap(name, role, side, ratio_of(painter))
            painter.drawPixmap(placed(left, inner.center().y() - side // 2, side, side), icon)
            left += side + Space.MEDIUM
        title, _, rest = str(index.data()).partition("\n")
        top, width = inner.top() + (inner.height() - 2 * line) // 2, inner.right() - left
        for number, (words, font, colour) in enumerate(
            (
                (title, Text.STRONG, theme.selected_text if chosen else theme.text),
                (index.data(DETAILS_ROLE) or rest, Text.SMALL, theme.selected_text if chosen else theme.muted),
            )
        ):
            painter.setFont(text_font(font))
            painter.setPen(qcolor(colour))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
            painter.drawText(placed(left, top + number * line, width, line), _LEADING, isolate_direction(shown))
