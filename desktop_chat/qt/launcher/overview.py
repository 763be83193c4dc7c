"""The first page: state, invitation, connected people, activity. GUI thread."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_chat.qt.launcher.browsers_card import BrowsersCard
from desktop_chat.qt.launcher.computer_card import ComputerCard
from desktop_chat.qt.launcher.figures_card import FiguresCard
from desktop_chat.qt.launcher.here_card import HereCard
from desktop_chat.qt.launcher.invite_card import InviteCard
from desktop_chat.qt.launcher.reach_card import ReachCard
from desktop_chat.qt.launcher.router_card import RouterCard
from desktop_chat.qt.launcher.state_card import StateCard
from desktop_chat.qt.launcher.steps_card import StepsCard
from desktop_chat.qt.theme import Space, appearance
from desktop_chat.qt.widgets import Card
from desktop_chat.qt.widgets.page_scroll import PageScroll
from desktop_chat.qt.widgets.tab_order import order_tabs

TWO_COLUMNS = 640
"""Width of the page, in pixels, from which the cards stand in two columns; more for larger letters."""
_ROOMY = 360
"""Width of the page, in pixels, below which parts of a card stand below each other; more for larger letters."""
_WIDEST = 1120
_WIDEST_ALONE = 560


class Overview(PageScroll):
    """Cards in two columns, or in a single column on a narrow page or for a stopped chat."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = StateCard()
        self.steps = StepsCard(self)
        self.invite = InviteCard()
        self.browsers = BrowsersCard()
        self.here = HereCard()
        self.figures = FiguresCard()
        self.reach = ReachCard()
        self.router = RouterCard()
        self.computer = ComputerCard()
        self._running = False
        self._wide: bool | None = None
        self._whole = QWidget()
        self._around = QHBoxLayout(self.inside)
        self._around.addWidget(self._whole)
        columns = QHBoxLayout(self._whole)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for column in (self._left, self._right):
            column.setSpacing(Space.MEDIUM)
            columns.addLayout(column, 1)
        self._columns = columns
        self._arrange_cards()

    def set_running(self, *, running: bool) -> None:
        """Show or hide the cards that only a running chat needs."""
        self._running = running
        self._arrange_cards()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_cards()

    def _arrange_cards(self) -> None:
        two = self._running and self.width() >= TWO_COLUMNS * appearance().zoom
        for hosted in (self.invite, self.browsers, self.reach, self.router, self.here, self.figures):
            hosted.setVisible(self._running)
        self.steps.setVisible(not self._running)
        self._whole.setMaximumWidth(_WIDEST if self._running else _WIDEST_ALONE)
        tight = self.width() < _ROOMY * appearance().zoom
        edge = Space.SMALL if tight else Space.MEDIUM
        self._around.setContentsMargins(edge, Space.MEDIUM, edge, Space.MEDIUM)
        self.state.set_tight(tight=tight)
        self.invite.set_wide(wide=two or tight)
        self.figures.set_tight(tight=tight)
        self.here.set_tight(tight=tight)
        if two == self._wide:
            return
        self._wide = two
        first: tuple[Card, ...] = (self.state, self.steps)
        left = (*first, self.here, self.figures) if two else (*first, self.invite, self.browsers)
        right: tuple[Card, ...] = (self.invite, self.browsers, self.reach, self.router, self.computer)
        if not two:
            right = (self.reach, self.router, self.here, self.figures, self.computer)
        for column in (self._left, self._right):
            while column.takeAt(0) is not None:
                pass
        for card in left:
            self._left.addWidget(card)
        for card in right:
            (self._right if two else self._left).addWidget(card)
        for column in (self._left, self._right):
            column.addStretch(1)
        self._columns.setStretch(0, 1)
        self._columns.setStretch(1, 1 if two else 0)
        self._columns.setSpacing(Space.MEDIUM if two else 0)
        order_tabs(self)
