"""DayDialog: a calendar to choose the day that a room shows. GUI thread."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets.month_calendar import MonthCalendar


class DayDialog(ActQuestion):
    """A click on a day or Enter goes there."""

    answered = Signal(object)  # datetime.date

    def __init__(self, room: str, day: date, parent: QWidget | None) -> None:
        """`day`: the day that the room shows now."""
        text = self.tr("Choose a day. {0} shows the first message of that day, or the next one.").format(room)
        super().__init__("clock", self.tr("Go to a day"), text, self.tr("Go"), "primary", parent)
        self.calendar = MonthCalendar()
        self.calendar.setAccessibleName(self.tr("Day"))
        days = self.calendar.focusProxy()
        if days is not None:
            days.setAccessibleName(self.tr("Day"))
        self.calendar.setMaximumDate(QDate.currentDate())
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.clicked.connect(self.on_go_clicked)
        self.calendar.activated.connect(self.on_go_clicked)
        self.column.addWidget(self.calendar)
        self.add_buttons()
        self.calendar.ensurePolished()
        needed = self.calendar.minimumSizeHint().width()
        edge = min(Space.LARGE, max(Space.TINY, (self.width() - needed) // 2))  # large letters leave narrow margins
        for layout in (self.column, self.buttons):
            margins = layout.contentsMargins()
            layout.setContentsMargins(edge, margins.top(), edge, margins.bottom())
        self.setFixedWidth(max(self.width(), needed + 2 * edge))
        self.calendar.setFocus()

    def on_go_clicked(self) -> None:
        """Emit the chosen day, once."""
        if self.isVisible():
            chosen = self.calendar.selectedDate()
            self.accept()
            self.answered.emit(date(chosen.year(), chosen.month(), chosen.day()))
