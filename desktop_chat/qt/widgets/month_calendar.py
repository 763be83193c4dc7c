"""MonthCalendar: a calendar of one month in the colours and icons of the theme. Thread: GUI."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QCalendarWidget, QToolButton

from desktop_chat.qt.theme import RADIUS, appearance, fill_area, qcolor
from desktop_chat.qt.theme.icons import set_themed_icon

_ARROW = 18
_ROWS = 8
"""The bar with month and year, the names of days, and six weeks."""
_UNAVAILABLE = 0.5
"""The opacity of a day that cannot be chosen."""
_ROW_SPACE = 13
"""Free pixels in each row."""


class MonthCalendar(QCalendarWidget):
    """Days of other months are paler; days that cannot be chosen are palest; today is bold."""

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        appearance().changed.connect(self._show_look)
        self._show_look()

    def _show_look(self) -> None:
        weekday = self.weekdayTextFormat(Qt.DayOfWeek.Monday)
        weekday.setForeground(qcolor(appearance().current.muted))
        for day in Qt.DayOfWeek:
            self.setWeekdayTextFormat(day, weekday)
        self.setMinimumHeight(_ROWS * (self.fontMetrics().height() + _ROW_SPACE))
        names = ["chevron-left", "chevron-right"]
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            names.reverse()
        for button_name, icon in zip(("qt_calendar_prevmonth", "qt_calendar_nextmonth"), names, strict=True):
            button = self.findChild(QToolButton, button_name)
            if button is not None:
                set_themed_icon(button, icon, "muted", _ARROW)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._show_look()  # Qt has put icons of its own there

    def is_choosable(self, day: QDate) -> bool:
        return self.minimumDate() <= day <= self.maximumDate()

    def day_colour(self, day: QDate) -> str:
        """Return the role of a colour for the number of a day."""
        if day == self.selectedDate():
            return "accent_text"
        if not self.is_choosable(day) or (day.year(), day.month()) != (self.yearShown(), self.monthShown()):
            return "faint"
        return "link" if day == QDate.currentDate() else "text"

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate | date) -> None:
        theme, shown = appearance().current, day if isinstance(day, QDate) else QDate(day.year, day.month, day.day)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if shown == self.selectedDate():
            fill_area(painter, rect, qcolor(theme.surface))  # Qt marks the whole cell
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(theme.accent))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        font = painter.font()
        font.setBold(shown == QDate.currentDate())
        painter.setFont(font)
        painter.setOpacity(1 if self.is_choosable(shown) else _UNAVAILABLE)
        painter.setPen(QPen(qcolor(str(getattr(theme, self.day_colour(shown))))))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.locale().toString(shown.day()))
        painter.restore()
