"""The card of counters: people, messages, database, memory. GUI thread."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_chat.net.control_values import Counters
from desktop_chat.qt.i18n.sizes import size_text
from desktop_chat.qt.launcher import strings
from desktop_chat.qt.launcher.sparkline import Sparkline
from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets import Card, make_label


class Figure(QWidget):
    """A number above the name of what it counts."""

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = what
        self.value_label = make_label("–", "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.value_label)
        column.addWidget(make_label(what, "small"))

    def set_value(self, text: str) -> None:
        if text != self.value_label.text():
            self.value_label.setText(text)
            self.setAccessibleName(f"{self._what}: {text}")


class FiguresCard(Card):
    """The newest Counters, with a curve of the messages of the last five minutes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Activity"), parent)
        self.users = Figure(self.tr("People now"))
        self.peak = Figure(self.tr("At most"))
        self.rate = Figure(self.tr("Messages a minute"))
        self.rooms = Figure(self.tr("Rooms"))
        self.database = Figure(self.tr("History"))
        self.memory = Figure(self.tr("Memory"))
        self.curve = Sparkline(self.tr("Messages a minute, the last five minutes"))
        self._rate: int | None = None
        """Messages a minute, as last reported; None for a stopped chat."""
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.MEDIUM)
        self._grid.setVerticalSpacing(Space.SMALL + Space.TINY)
        self._columns = 0
        self.set_tight(tight=False)
        self.body.addLayout(self._grid)
        self.body.addWidget(self.curve)
        legend = QHBoxLayout()
        legend.addWidget(make_label(self.tr("Messages a minute, the last five minutes"), "small", wrap=True))
        self.body.addLayout(legend)

    def set_tight(self, *, tight: bool) -> None:
        """Place the figures in one column if `tight`, else in three."""
        columns = 1 if tight else 3
        if columns == self._columns:
            return
        self._columns = columns
        figures = (self.users, self.rate, self.database, self.peak, self.rooms, self.memory)
        for place, figure in enumerate(figures):
            self._grid.addWidget(figure, place // columns, place % columns)
        for column in range(3):
            self._grid.setColumnStretch(column, int(column < columns))

    def set_counters(self, counters: Counters | None) -> None:
        """Show new figures. None: the chat does not run."""
        if counters is None:
            for figure in (self.users, self.peak, self.rate, self.rooms, self.database, self.memory):
                figure.set_value("–")
            self.curve.clear()
            self._rate = None
            return
        self.users.set_value(strings.number_text(counters.users))
        self.peak.set_value(strings.number_text(counters.peak))
        self.rate.set_value(strings.number_text(counters.messages_minute))
        self.rooms.set_value(strings.number_text(counters.rooms))
        self.database.set_value(size_text(counters.database))
        self.memory.set_value(size_text(counters.memory))
        self._rate = counters.messages_minute

    @property
    def is_at_rest(self) -> bool:
        """Whether a further second changes nothing in the curve."""
        return self._rate is None or self.curve.is_flat_at(self._rate)

    def draw_second(self) -> None:
        """Continue the curve by a second."""
        if self._rate is not None:
            self.curve.add_sample(self._rate)
