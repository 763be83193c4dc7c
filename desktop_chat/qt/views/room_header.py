"""RoomHeader: the room's name, topic, number of people, and buttons. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from desktop_chat.client.events import Phase
from desktop_chat.client.profiles import STATUS
from desktop_chat.irc import formatting
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.theme import Space, appearance, fill_area, icon_side, qcolor
from desktop_chat.qt.views import presence_text
from desktop_chat.qt.views.sidebar import PaneHead
from desktop_chat.qt.widgets import Avatar, ElidedLabel, IconButton, IconLabel, make_label
from desktop_chat.qt.widgets.row_list import BACK_REASONS
from desktop_chat.qt.widgets.text_button import EDGE, TextButton

_ICON = 20
_LONGEST_TOPIC = 390
"""Characters of a new topic, if the server names no limit. An existing longer topic is shown whole."""
_BREAKS = str.maketrans(dict.fromkeys("\r\n\u2028\u2029", " "))


class _TopicEdit(QLineEdit):
    """The field for a new topic: Enter sets it, Escape drops it. Leaving the field keeps the text."""

    dropped = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in BACK_REASONS:
            self.left.emit()


class RoomHeader(PaneHead):
    """Shows a room, and emits the person's wishes."""

    topic_given = Signal(str)
    rooms_requested = Signal()  # show the sidebar, in a slim window
    search_requested = Signal()
    members_requested = Signal()  # show or hide the people
    invite_requested = Signal()
    settings_requested = Signal()
    record_requested = Signal()  # show for how long messages are kept
    person_requested = Signal()  # show who the person of direct messages is
    toast_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._network: Network | None = None
        self._room: Room | None = None
        self._slim = False
        self._begun: dict[Room, str] = {}
        """Typed topics, not set yet."""
        self.back_button = IconButton("chevron-left", self.tr("Rooms"))
        self._icon = IconLabel("hash", "muted", _ICON)
        self.avatar = Avatar("", 32)
        self.plain_icon = IconLabel("lock-open", "warning", 18)
        self.plain_icon.setToolTip(self.tr("Not encrypted: others on the way can read along"))
        self.plain_icon.setAccessibleName(self.plain_icon.toolTip())
        self.name_label = ElidedLabel("", "heading")
        self.name_label.setIndent(EDGE)
        self.topic = TextButton()
        self.about_label = ElidedLabel("", "small")
        self.about_label.setIndent(EDGE)
        self.edit = _TopicEdit()
        self.invite_button = IconButton("user-plus", self.tr("Invite others"))
        self.record_button = IconButton("clock", "")
        self.settings_button = IconButton("sliders", self.tr("Room settings"))
        self.search_button = IconButton("search", self.tr("Search here (Ctrl+F)"))
        self.people_button = IconButton("users", self.tr("People"))
        self.count_label = make_label("", "small")
        self._lay_out()
        self.topic.clicked.connect(self.on_topic_pressed)
        self.edit.returnPressed.connect(self.on_topic_entered)
        self.edit.dropped.connect(self.on_edit_dropped)
        self.edit.left.connect(self.on_edit_left)
        self.back_button.clicked.connect(self.rooms_requested)
        self.search_button.clicked.connect(self.search_requested)
        self.people_button.clicked.connect(self.members_requested)
        self.invite_button.clicked.connect(self.invite_requested)
        self.settings_button.clicked.connect(self.settings_requested)
        self.record_button.clicked.connect(self.record_requested)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, 0, Space.MEDIUM - 4, 0)
        row.setSpacing(Space.SMALL)
        words = QWidget()
        words.setMinimumWidth(1)  # Qt does not repaint the former place of a widget that once had no width
        texts = QVBoxLayout(words)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(0)
        texts.addStretch(1)
        texts.addWidget(self.name_label)
        texts.addWidget(self.topic, 0, Qt.AlignmentFlag.AlignLeft)
        texts.addWidget(self.about_label)
        texts.addStretch(1)
        _add_to(row, self.back_button, self._icon, self.avatar)
        self._stack = QStackedLayout()
        row.addLayout(self._stack, 1)
        self._stack.addWidget(words)
        self._stack.addWidget(_centre_vertically(self.edit))
        self.edit.setPlaceholderText(self.tr("What is this room about?"))
        self.edit.setAccessibleName(self.tr("Topic"))
        self.people_button.setCheckable(True)
        _add_to(
            row,
            self.plain_icon,
            self.record_button,
            self.settings_button,
            self.invite_button,
            self.search_button,
            self.people_button,
            self.count_label,
        )
        row.setSpacing(Space.TINY)
        self.back_button.setVisible(False)

    def show_room(self, network: Network, room: Room) -> None:
        """Show the current state of a room."""
        if room is not self._room:
            self.on_edit_left()
        self._network, self._room = network, room
        if self._begun.get(room) == formatting.strip_formatting(room.state.topic):
            del self._begun[room]
        direct, server = room.kind == "direct", room.kind == "server"
        self._icon.set_icon("server" if server else "hash")
        self._show_icon()
        self.avatar.setVisible(direct)
        self.avatar.set_name(room.name)
        self.plain_icon.setVisible(network.is_unencrypted)
        self.name_label.setText(network.display_name if server else room.shown_name.removeprefix("" if direct else "#"))
        text = self._topic_text(network, room)
        pressable = direct or (room.kind == "channel" and room.state.joined)
        self.topic.set_full_text(text if pressable else "")
        self.topic.setVisible(pressable)
        self.topic.setAccessibleDescription(self.tr("Who is this?") if direct else self.tr("Change the topic"))
        self.about_label.setText("" if pressable else text)
        self.about_label.setVisible(bool(self.about_label.text()))
        for part in (self.name_label, self.avatar):
            part.setCursor(Qt.CursorShape.PointingHandCursor if direct else Qt.CursorShape.ArrowCursor)
        channel = room.kind == "channel"
        self.people_button.setVisible(channel)
        self.invite_button.setVisible(channel)
        self._show_settings_button()
        self.search_button.setVisible(True)
        self.show_count(len(room.state.members))

    def show_nothing(self) -> None:
        """Let go of the shown room."""
        self.on_edit_left()
        self._network = self._room = None

    def show_count(self, people: int) -> None:
        """Show the number of people in the room."""
        self.count_label.setText(str(people))
        self._show_count()
        self.count_label.setAccessibleName(self.tr("%n people here", "", people))

    def _topic_text(self, network: Network, room: Room) -> str:
        if room.kind == "server":
            return self.tr("Messages of the server, and answers to commands")
        if room.kind == "direct":
            words = (presence_text.presence_text(network, room), network.profile_of(room.name).get(STATUS, ""))
            where = self.tr("Direct messages on {0}").format(network.display_name)
            return " · ".join(filter(None, words)) or where
        if room.state.topic:
            return formatting.strip_formatting(room.state.topic)
        return self.tr("Add a topic") if room.state.joined else ""

    def set_members_shown(self, *, shown: bool) -> None:
        self.people_button.setChecked(shown)
        self.people_button.set_name(self.tr("Hide the people") if shown else self.tr("Show the people"))
        self._show_count()

    def _show_count(self) -> None:
        """Show the number beside the button while the people are hidden."""
        channel = self._room is not None and self._room.kind == "channel"
        self.count_label.setVisible(channel and not self.people_button.isChecked() and self.count_label.text() != "0")

    def set_slim(self, *, slim: bool) -> None:
        """Show a button for the sidebar in a slim window."""
        self.back_button.setVisible(slim)
        self._slim = slim
        self._show_icon()
        self._show_settings_button()

    def _show_icon(self) -> None:
        """Show the icon of a room, unless a slim window needs its place for large letters of the name."""
        crowded = self._slim and icon_side(_ICON) > _ICON
        self._icon.setVisible(not crowded and self._room is not None and self._room.kind != "direct")

    def _show_settings_button(self) -> None:
        """Show the buttons in a room that was entered. A slim window has them in the menu of the room only."""
        network, room = self._network, self._room
        days = network.session.days_kept(room.key) if network is not None and room is not None else None
        kept = days is not None and room is not None and room.kind != "server"
        self.record_button.setVisible(kept and not self._slim)
        if days is not None:
            self.record_button.set_name(self.record_text(days))
        self.settings_button.setVisible(not self._slim and room is not None and room.is_entered)

    def record_text(self, days: int) -> str:
        """Return for how long a chat keeps messages. `days`: 0 for good."""
        if not days:
            return self.tr("Recorded: messages are kept for good")
        return self.tr("Recorded: messages are kept for %n days", "", days)

    def on_topic_pressed(self) -> None:
        """Begin to edit the topic of a room, or ask who the person of direct messages is."""
        room = self._room
        if room is not None and room.kind == "direct":
            self.person_requested.emit()
        elif room is not None and self._network is not None and room.kind == "channel" and room.state.joined:
            text = self._begun.get(room, formatting.strip_formatting(room.state.topic))
            limit = self._network.session.isupport.number_value("TOPICLEN", _LONGEST_TOPIC)
            self.edit.setMaxLength(max(limit, len(text)))
            self.edit.setText(text)
            self._stack.setCurrentIndex(1)
            self.edit.setFocus()
            self.edit.selectAll()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask who the person is whose name or avatar is clicked."""
        over = self.childAt(event.position().toPoint())
        if over in (self.name_label, self.avatar) and self._room is not None and self._room.kind == "direct":
            self.person_requested.emit()

    def on_topic_entered(self) -> None:
        """Set the typed topic, unless it is the topic already. A topic that cannot leave now stays in the field."""
        room, network = self._room, self._network
        if room is None or network is None:
            return
        text = self.edit.text().translate(_BREAKS)
        changed = text != formatting.strip_formatting(room.state.topic)
        refusal = translate_text(network.session.encoding_refusal(text))
        if network.phase is not Phase.ONLINE:
            refusal = self.tr("The topic can be changed once you are connected.")
        if changed and refusal:
            self.toast_requested.emit(refusal)
            return
        self.on_edit_left()
        if changed:
            self.topic_given.emit(formatting.revised(room.state.topic, text))

    def on_edit_left(self) -> None:
        """Show the topic again. A typed topic is kept until set, or dropped by Escape."""
        room = self._room
        if self._stack.currentIndex() == 0 or room is None:
            return
        text = self.edit.text().translate(_BREAKS)
        if text == formatting.strip_formatting(room.state.topic):
            self._begun.pop(room, None)
        else:
            self._begun[room] = text
        self._stack.setCurrentIndex(0)

    def on_edit_dropped(self) -> None:
        """Drop the typed topic."""
        if self._room is not None:
            self._begun.pop(self._room, None)
            self.edit.setText(formatting.strip_formatting(self._room.state.topic))
        self.on_edit_left()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            fill_area(painter, self.rect(), qcolor(theme.surface))
            painter.setPen(qcolor(theme.line))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


def _add_to(row: QHBoxLayout, *parts: QWidget) -> None:
    for part in parts:
        row.addWidget(part)


def _centre_vertically(widget: QWidget) -> QWidget:
    """Return a page with the widget in its vertical centre."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addStretch(1)
    column.addWidget(widget)
    column.addStretch(1)
    return page
