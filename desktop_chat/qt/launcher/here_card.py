"""The card of connected people. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_chat.net.control_values import UserRow
from desktop_chat.qt.launcher.people_columns import name_in_words, role_in_words
from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets import Avatar, Card, ElidedLabel, make_button, make_label

_SHOWN = 6


class _Person(QWidget):
    """An avatar, and beside it the name above the role."""

    def __init__(self) -> None:
        super().__init__()
        self._avatar = Avatar("", 28)
        self._name_label = ElidedLabel()
        self._role_label = ElidedLabel(kind="small")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name_label)
        names.addWidget(self._role_label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        row.addWidget(self._avatar)
        row.addLayout(names, 1)

    def show_user(self, user: UserRow) -> None:
        self._avatar.set_name(user.nick)
        self._name_label.setText(name_in_words(user))
        role = role_in_words(user)
        self._role_label.setText(role)
        self._role_label.setVisible(bool(role))


class HereCard(Card):
    """The people who were active most recently, and a button that opens the page of all people."""

    all_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Here now"), parent)
        self.all_button = make_button(self.tr("Show all"), "link")
        self.all_button.clicked.connect(self.all_requested)
        self.add_to_header(self.all_button)
        self._nobody_label = make_label(self.tr("Nobody yet. Send somebody the link."), "muted", wrap=True)
        self._people = [_Person() for _ in range(_SHOWN)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.MEDIUM)
        grid.setVerticalSpacing(Space.SMALL)
        for place, person in enumerate(self._people):
            grid.addWidget(person, place // 2, place % 2, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addWidget(self._nobody_label)
        self.body.addLayout(grid)
        self.set_users(())

    def set_tight(self, *, tight: bool) -> None:
        """Place the button below the title if `tight`."""
        directions = QBoxLayout.Direction
        self.header.setDirection(directions.TopToBottom if tight else directions.LeftToRight)

    def set_users(self, users: tuple[UserRow, ...]) -> None:
        shown = sorted(users, key=lambda user: -user.active)[:_SHOWN]
        self._nobody_label.setVisible(not shown)
        self.all_button.setVisible(bool(shown))
        for place, person in enumerate(self._people):
            person.setVisible(place < len(shown))
            if place < len(shown):
                person.show_user(shown[place])
