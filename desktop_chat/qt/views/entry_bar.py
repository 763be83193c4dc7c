"""EntryBar: why the person is not in the shown room, and what helps. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_chat.client.entry_problem import EntryProblem, Obstacle
from desktop_chat.clock import now_ms
from desktop_chat.qt.i18n.durations import duration_text
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.theme import Space, appearance, fill_area, qcolor
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.views.entry_texts import entry_text, is_shut
from desktop_chat.qt.widgets import IconLabel, make_button, make_label
from desktop_chat.qt.widgets.announcement import announce_text
from desktop_chat.qt.widgets.button_row import ButtonRow, has_room_beside, room_of_text
from desktop_chat.qt.widgets.painted import Painted

_SECOND_MS = 1_000
_GRAVE = frozenset((Obstacle.BANNED, Obstacle.KICKED, Obstacle.REMOVED))
"""Problems that other people have made on purpose."""
_HOPELESS = frozenset((Obstacle.NO_SUCH_ROOM, Obstacle.FORWARDED))


def is_impossible_key(text: str) -> bool:
    """Return True if no room can have this password."""
    return text[:1] == ":" or any(char in text for char in " ,")


class EntryBar(Painted):
    """Hidden in rooms in which the person is. Counts down to the program's next attempt."""

    login_requested = Signal(object)  # Network
    left = Signal()  # the bar goes, and had the focus
    password_wanted = Signal()  # the field for the password of the room has come

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._network: Network | None = None
        self._room: Room | None = None
        self._told: tuple[Room, str] | None = None
        """The room and the sentence that a screen reader was told last."""
        self._icon = IconLabel("lock", "link", 20)
        self.text_label = make_label("", "body", wrap=True)
        self.note_label = make_label("", "small", wrap=True)
        self.key_field = QLineEdit()
        self.enter_button = make_button(self.tr("Enter"), "primary")
        self.knock_button = make_button(self.tr("Ask to be let in"), "primary")
        self.login_button = make_button(self.tr("Log in…"), "primary")
        self.retry_button = make_button(self.tr("Try again"))
        self.stop_button = make_button(self.tr("Stop trying"), "quiet")
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND_MS)
        self._timer.timeout.connect(self.show_state)
        self._compose()
        self.key_field.returnPressed.connect(self.on_key_given)
        self.key_field.textChanged.connect(self.on_key_changed)
        self.enter_button.clicked.connect(self.on_enter_clicked)
        self.knock_button.clicked.connect(self.on_knock_clicked)
        self.login_button.clicked.connect(self.on_login_clicked)
        self.retry_button.clicked.connect(self.on_retry_clicked)
        self.stop_button.clicked.connect(self.on_stop_clicked)
        self.setVisible(False)

    def _compose(self) -> None:
        self.key_field.setEchoMode(QLineEdit.EchoMode.Password)
        self.key_field.setMaxLength(200)
        self.key_field.setPlaceholderText(self.tr("Password of the room"))
        self.key_field.setAccessibleName(self.tr("Password of the room"))
        words = QVBoxLayout()
        words.setSpacing(Space.HAIR)
        words.addWidget(self.text_label)
        words.addWidget(self.note_label)
        words.addWidget(self.key_field)
        message = QHBoxLayout()
        message.setSpacing(Space.SMALL)
        message.addWidget(self._icon)
        message.addLayout(words, 1)
        self._buttons = ButtonRow(
            self.stop_button, self.retry_button, self.knock_button, self.login_button, self.enter_button
        )
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        self._row.setSpacing(Space.SMALL)
        self._row.addLayout(message, 1)
        self._place = QVBoxLayout()
        self._place.addStretch(1)
        self._place.addLayout(self._buttons)
        self._place.addStretch(1)
        self._row.addLayout(self._place)

    @property
    def wants_password(self) -> bool:
        """True while the field for the password of the room is shown."""
        return not self.isHidden() and self.key_field.isVisibleTo(self)

    def show_room(self, network: Network | None, room: Room | None) -> None:
        """Show whether the person is in this room, and why not."""
        if room is not self._room:
            self.key_field.clear()
        self._network, self._room = network, room
        self.show_state()

    def show_state(self) -> None:
        """Show the present problem."""
        network, room = self._network, self._room
        if network is None or room is None or not is_shut(network, room):
            self._timer.stop()
            self._told = None
            focus = QApplication.focusWidget()
            if self.isVisible() and focus is not None and self.isAncestorOf(focus):
                self.left.emit()
            self.setVisible(False)
            return
        problem = room.state.problem
        obstacle = problem.obstacle if problem is not None else None
        self.text_label.setText(entry_text(network, room))
        note = self._note_text(network, problem)
        self.note_label.setText(note)
        self.note_label.setVisible(bool(note))
        self._show_controls(network, problem)
        self._icon.set_icon("ban" if obstacle in _GRAVE else "lock")
        retry = problem is not None and problem.retry_at > 0
        if retry != self._timer.isActive():
            self._timer.start() if retry else self._timer.stop()
        self.setAccessibleName(self.text_label.text())
        self._arrange()
        self.setVisible(True)
        self.update()
        self._announce(room)

    def _note_text(self, network: Network, problem: EntryProblem | None) -> str:
        """Return small words below the sentence: when the next attempt is, or what the server lacks."""
        if problem is None:
            return ""
        if problem.retry_at:
            seconds = max(0, (problem.retry_at - now_ms() + 999) // 1000)
            if not seconds:
                return self.tr("Trying again…")
            return self.tr("Trying again in {0}.").format(duration_text(seconds))
        if problem.obstacle is Obstacle.INVITATION and not network.session.can_knock():
            return self.tr("This server cannot pass on a request to be let in. Ask somebody in the room to invite you.")
        if problem.obstacle is Obstacle.ACCOUNT and not network.session.account_offer().can_log_in:
            return self.tr("This server takes no logins.")
        if problem.obstacle is Obstacle.ACCOUNT and not network.session.is_private:
            return self.tr("A login needs an encrypted connection.")
        if problem.obstacle is Obstacle.PASSWORD and is_impossible_key(self.key_field.text()):
            return self.tr("The password of a room has no spaces and no commas.")
        if problem.obstacle is Obstacle.PASSWORD and problem.refused_key and not self.key_field.text():
            return self.tr("That password was not right.")
        return ""

    def _show_controls(self, network: Network, problem: EntryProblem | None) -> None:
        obstacle = problem.obstacle if problem is not None else None
        password, invitation = obstacle is Obstacle.PASSWORD, obstacle is Obstacle.INVITATION
        returns = obstacle in (None, Obstacle.KICKED, Obstacle.REMOVED)
        key = self.key_field.text()
        self.key_field.setVisible(password)
        self.enter_button.setVisible(password or returns)
        self.enter_button.setText(
            literal_text(self.tr("Enter again") if returns else self.tr("Enter"), TextSink.CAPTION)
        )
        self.enter_button.setEnabled(returns or (bool(key) and not is_impossible_key(key)))
        self.knock_button.setVisible(invitation)
        knocked = problem is not None and problem.knocked
        self.knock_button.setEnabled(network.session.can_knock() and not knocked)
        self.knock_button.setAccessibleDescription(self.note_label.text())
        self.login_button.setVisible(obstacle is Obstacle.ACCOUNT)
        self.login_button.setEnabled(not self.note_label.text())
        self.login_button.setAccessibleDescription(self.note_label.text())
        waits = problem is not None and problem.retry_at > 0
        self.retry_button.setVisible(not (password or returns or obstacle in _HOPELESS))
        text = self.tr("Try now") if waits else self.tr("Try again")
        self.retry_button.setText(literal_text(text, TextSink.CAPTION))
        self.stop_button.setVisible(waits)

    def _announce(self, room: Room) -> None:
        """Tell a screen reader once why the room is shut."""
        told = room, self.text_label.text()
        if told != self._told:
            self._told = told
            announce_text(self, told[1])
            if self.key_field.isVisibleTo(self):
                self.password_wanted.emit()

    def _arrange(self) -> None:
        """Place the buttons beside the text, or below it if the text had too little room."""
        beside = has_room_beside((self.text_label, self.note_label), room_of_text(self, self._icon, self._buttons))
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        low = beside and self.key_field.isVisibleTo(self)  # the button stands beside the field, not beside the sentence
        self._place.setStretch(2, 0 if low else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # Wishes

    def on_key_changed(self) -> None:
        self.show_state()

    def on_key_given(self) -> None:
        """Enter with the typed password."""
        key = self.key_field.text()
        if self._network is not None and self._room is not None and key and not is_impossible_key(key):
            network, room = self._network, self._room
            self.key_field.clear()
            network.give_key(room, key)

    def on_enter_clicked(self) -> None:
        if self.key_field.isVisibleTo(self):
            self.on_key_given()
        else:
            self.on_retry_clicked()

    def on_retry_clicked(self) -> None:
        if self._network is not None and self._room is not None:
            self._network.try_entering(self._room)

    def on_stop_clicked(self) -> None:
        if self._network is not None and self._room is not None:
            self._network.stop_trying(self._room)

    def on_login_clicked(self) -> None:
        if self._network is not None:
            self.login_requested.emit(self._network)

    def on_knock_clicked(self) -> None:
        if self._network is not None and self._room is not None:
            self._network.knock(self._room)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        problem = self._room.state.problem if self._room is not None else None
        grave = problem is not None and problem.obstacle in _GRAVE
        with QPainter(self) as painter:
            fill_area(painter, self.rect(), qcolor(theme.danger_soft if grave else theme.accent_soft))
            painter.setPen(qcolor(theme.line))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
