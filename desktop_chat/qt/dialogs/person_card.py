"""PersonCard: all known facts about one person, and acts towards the person. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QShowEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_chat.client.person_facts import PersonFacts
from desktop_chat.client.picture_download import picture_host
from desktop_chat.client.safe_display import is_mixed, shown_name
from desktop_chat.qt.dialogs.certificate_warning import group_fingerprint
from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets import Avatar, ScrollBar, make_button, make_label
from desktop_chat.qt.widgets.button_row import ButtonRow
from desktop_chat.qt.widgets.labels import leading_alignment, make_reachable

_WIDTH = 420
_TALLEST = 620
"""Pixels; more facts scroll, if at least _LEAST pixels of them are shown."""
_LEAST = 160
_AVATAR = 56
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


class PersonCard(QDialog):
    """Shows PersonFacts once the server has answered. Buttons emit wishes; a wish for another window closes the card.

    `common`: rooms that both are in. `role`: the role in the room of the question, or "".
    """

    message_requested = Signal()
    block_requested = Signal(bool)  # False to undo
    client_requested = Signal()
    kick_requested = Signal()
    mute_requested = Signal()
    unmute_requested = Signal()
    ban_requested = Signal()
    picture_requested = Signal(str)  # the address

    def __init__(self, nick: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.nick = nick
        self._blocked = self._muted = False
        self.setWindowTitle(literal_text(shown_name(nick), TextSink.TITLE))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH)
        self.name_label = make_label(shown_name(nick), "heading", wrap=True)
        self.nick_label = make_label("", "muted", wrap=True)
        self.presence_label = make_label(self.tr("Asking the server…"), "body", wrap=True)
        self.warning_label = make_label(
            self.tr("This name mixes letters of several scripts: it may imitate another."), "small", wrap=True
        )
        self.warning_label.setProperty("tone", "danger")
        self.warning_label.setVisible(is_mixed(nick))
        self.avatar = Avatar(nick, _AVATAR)
        self._picture = ""
        """The address of the person's picture, or ""."""
        self.picture_button = make_button(self.tr("Show picture"), "quiet")
        self.picture_button.setAutoDefault(False)
        self.picture_button.setVisible(False)
        self.picture_button.clicked.connect(self.on_picture_clicked)
        self.picture_label = make_label(self.tr("The picture cannot be shown."), "small", wrap=True)
        self.picture_label.setVisible(False)
        self.client_button = make_button(self.tr("Ask"), "link")
        self.client_button.setAccessibleName(self.tr("Ask for the program of {0}").format(shown_name(nick)))
        self.client_button.setAutoDefault(False)
        self.client_button.clicked.connect(self.on_client_clicked)
        self.client_label = make_label("", "body", wrap=True)
        self.client_label.setVisible(False)
        self.message_button = make_button(self.tr("Message"), "primary", "message")
        self.message_button.setDefault(True)
        self.block_button = make_button(self.tr("Block"), "secondary", "ban")
        self.kick_button = make_button(self.tr("Kick…"), "danger")
        self.mute_button = make_button(self.tr("Mute…"), "danger")
        self.ban_button = make_button(self.tr("Ban…"), "danger")
        self._lay_out(nick)
        self._connect_buttons()
        self.set_moderation(possible=False, mute=False)

    def _lay_out(self, nick: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        head = QHBoxLayout()
        head.setSpacing(Space.MEDIUM)
        head.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        names.setSpacing(2)
        for label in (self.name_label, self.nick_label, self.presence_label, self.warning_label):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            names.addWidget(label)
        names.addWidget(self.picture_label)
        names.addWidget(self.picture_button, 0, Qt.AlignmentFlag.AlignLeading)
        head.addLayout(names, 1)
        column.addLayout(head)
        self._inside = QWidget()
        self._form = QFormLayout(self._inside)
        self._form.setContentsMargins(0, 0, Space.SMALL, 0)
        self._form.setHorizontalSpacing(Space.MEDIUM)
        self._form.setVerticalSpacing(Space.SMALL)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setVerticalScrollBar(ScrollBar(parent=self._scroll, ground="window"))
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._inside)
        self._scroll.setAccessibleName(self.tr("About this person"))
        column.addWidget(self._scroll, 1)
        column.addLayout(ButtonRow(self.kick_button, self.mute_button, self.ban_button))
        column.addLayout(ButtonRow(self.block_button, self.message_button))
        client = QWidget()
        row = QHBoxLayout(client)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.client_label, 1)
        row.addWidget(self.client_button)
        row.addStretch(0)
        self._client_row = client
        client.setVisible(False)

    def _connect_buttons(self) -> None:
        for button, wish in (
            (self.message_button, self.message_requested),
            (self.kick_button, self.kick_requested),
            (self.ban_button, self.ban_requested),
        ):
            button.clicked.connect(self.accept)
            button.clicked.connect(wish)
        self.mute_button.clicked.connect(self.accept)
        self.mute_button.clicked.connect(self.on_mute_clicked)
        for button in (self.block_button, self.kick_button, self.mute_button, self.ban_button):
            button.setAutoDefault(False)
        self.block_button.clicked.connect(self.on_block_clicked)

    def show_own(self) -> None:
        """Leave out the acts: the card is about the own person."""
        for button in (self.message_button, self.block_button):
            button.setVisible(False)

    def set_moderation(self, *, possible: bool, mute: bool) -> None:
        """Offer kick, mute and ban to a moderator of the room. `mute`: the server can mute people."""
        for button in (self.kick_button, self.mute_button, self.ban_button):
            button.setVisible(possible)
        self.mute_button.setEnabled(mute)
        self.mute_button.setToolTip("" if mute else self.tr("This server cannot mute people."))
        self.mute_button.setAccessibleDescription(self.mute_button.toolTip())

    def on_mute_clicked(self) -> None:
        (self.unmute_requested if self._muted else self.mute_requested).emit()

    def set_muted(self, *, muted: bool) -> None:
        """Offer to lift a mute in place of a mute."""
        self._muted = muted
        text = self.tr("Lift the mute") if muted else self.tr("Mute…")
        self.mute_button.setText(literal_text(text, TextSink.CAPTION))

    def set_blocked(self, *, blocked: bool) -> None:
        """Show whether messages of the person are hidden."""
        self._blocked = blocked
        self.block_button.setText(self.tr("Unblock") if blocked else self.tr("Block"))
        tip = self.tr("Messages of this person are hidden.") if blocked else self.tr("Show no messages of this person")
        self.block_button.setToolTip(literal_text(tip, TextSink.TIP))
        self.block_button.setAccessibleDescription(tip)

    def show_facts(self, facts: PersonFacts, common: Sequence[str], role: str, now: int) -> None:
        """Show what the server has told. `now`: Unix seconds."""
        name = facts.published_value("display-name") or facts.realname
        self.name_label.setText(shown_name(name or facts.nick))
        self.setWindowTitle(literal_text(self.name_label.text(), TextSink.TITLE))
        self.nick_label.setText(shown_name(facts.nick) if name and name != facts.nick else "")
        self.nick_label.setVisible(bool(self.nick_label.text()))
        self.presence_label.setText(self._presence_text(facts))
        self._client_row.setParent(None)
        while self._form.rowCount():
            self._form.removeRow(0)
        for title, text in self._rows(facts, common, role, now):
            if text:
                self._add_row(title, make_label(text, "body", wrap=True), text)
        if facts.online:
            self._add_row(self.tr("Program"), self._client_row, self.client_label.text())
        self.setAccessibleDescription(f"{self.name_label.text()}, {self.presence_label.text()}")
        self._fit_height()

    def offer_picture(self, address: str) -> None:
        """Offer the picture at the address. Only a click loads it: the server learns the address of the person."""
        host = picture_host(address)
        if not host or self.avatar.has_picture or address == self._picture:
            return
        self._picture = address
        tip = self.tr("From {0}, which learns that you look at it").format(host)
        self.picture_button.setToolTip(literal_text(tip, TextSink.TIP))
        self.picture_button.setAccessibleDescription(tip)
        self.picture_button.setVisible(True)
        self._fit_height()

    def on_picture_clicked(self) -> None:
        self.picture_button.setEnabled(False)
        self.picture_button.setText(self.tr("Loading…"))
        self.picture_requested.emit(self._picture)

    def show_picture(self, address: str, picture: QImage) -> None:
        """Show the picture, if the picture was asked for last."""
        if address == self._picture:
            self.avatar.set_picture(picture)
            self.picture_button.setVisible(False)
            self.picture_label.setVisible(False)
            self._fit_height()

    def show_portrait(self, picture: QPixmap) -> None:
        """Show the picture that the chat's own server keeps."""
        self.avatar.set_picture(picture)
        self.picture_button.setVisible(False)
        self.picture_label.setVisible(False)

    def show_no_picture(self, address: str) -> None:
        """Tell that the picture cannot be shown; the person may try again."""
        if address == self._picture:
            self.picture_button.setText(self.tr("Try again"))
            self.picture_button.setEnabled(True)
            self.picture_label.setVisible(True)
            self._fit_height()

    def show_client(self, client: str) -> None:
        """Show the answer of the person's program."""
        make_reachable(self.client_label)
        self.client_label.setText(client)
        self.client_label.setAccessibleName(f"{self.tr('Program')}: {client}")
        self.client_label.setVisible(True)
        self.client_button.setVisible(False)
        self._fit_height()

    def on_client_clicked(self) -> None:
        self.message_button.setFocus()  # or the focus would go on to the next button, which kicks
        self.client_button.setEnabled(False)
        self.client_button.setText(self.tr("Asked…"))
        self.client_requested.emit()

    def on_block_clicked(self) -> None:
        self.block_requested.emit(not self._blocked)

    def _presence_text(self, facts: PersonFacts) -> str:
        if not facts.online:
            return self.tr("Not online") if facts.known else self.tr("Not online. The server knows nothing more.")
        if facts.away:
            return self.tr("Away: {0}").format(facts.away) if facts.away != "…" else self.tr("Away")
        return self.tr("Online")

    def _rows(self, facts: PersonFacts, common: Sequence[str], role: str, now: int) -> list[tuple[str, str]]:
        """Return (title, text) of each row; rows without a text are left out."""
        shared = {room.casefold() for room in common}
        others = [room for room in map(_room_name, facts.rooms) if room.casefold() not in shared]
        idle = facts.idle_seconds
        signs = [self.tr("Operator of this server")] if facts.operator else []
        signs += [self.tr("Bot")] if facts.bot else []
        account = facts.account or (self.tr("Guest, without an account") if facts.online else "")
        since = facts.online_since
        return [
            (self.tr("Status"), facts.published_value("status")),
            (self.tr("Pronouns"), facts.published_value("pronouns")),
            (self.tr("Account"), account),
            (self.tr("Role"), ", ".join([*([role] if role else []), *signs])),
            (self.tr("Last seen"), _last_seen_text(facts, now)),
            (self.tr("Last active"), self._ago_text(idle) if idle >= 0 else ""),
            (self.tr("Online since"), _moment_text(since, now) if since else ""),
            (self.tr("In common"), ", ".join(common)),
            (self.tr("Also in"), ", ".join(others)),
            (self.tr("Home page"), facts.published_value("homepage")),
            (self.tr("Host"), f"{facts.username}@{facts.host}" if facts.host else ""),
            (self.tr("Address"), "\n".join(facts.addresses)),
            (self.tr("Certificate"), group_fingerprint(facts.certificate)),
            (self.tr("Connection"), self._connection_text(facts)),
            (self.tr("Server"), facts.server),
        ]

    def _connection_text(self, facts: PersonFacts) -> str:
        """Return whether others on the way can read what the person reads and writes. A bot of the server has no
        connection of its own."""
        if facts.secure:
            return self.tr("Encrypted")
        return self.tr("Not encrypted") if facts.online and not facts.bot else ""

    def _ago_text(self, seconds: int) -> str:
        if seconds < _MINUTE:
            return self.tr("just now")
        if seconds < _HOUR:
            return self.tr("%n min ago", "", seconds // _MINUTE)
        if seconds < _DAY:
            return self.tr("%n h ago", "", seconds // _HOUR)
        return self.tr("%n d ago", "", seconds // _DAY)

    def _add_row(self, title: str, field: QWidget, text: str) -> None:
        name = make_label(title, "muted")
        name.setBuddy(field)
        if isinstance(field, QLabel):
            make_reachable(field)
            field.setAlignment(Qt.AlignmentFlag.AlignTop | leading_alignment())
            field.setAccessibleName(f"{title}: {text}")
        self._form.addRow(name, field)
        for widget in (name, field):
            widget.setVisible(True)  # at once: a layout leaves out what is not shown yet

    def showEvent(self, event: QShowEvent) -> None:
        self._fit_height()
        super().showEvent(event)
        self.message_button.setFocus()

    def _fit_height(self) -> None:
        """Take the height of the content, as far as the window or the screen has it."""
        layout = self.layout()
        if layout is None:
            return
        inner = _WIDTH - 2 * Space.LARGE - self._scroll.verticalScrollBar().sizeHint().width()
        rows = self._form.totalHeightForWidth(inner) if self._form.rowCount() else 0
        self._scroll.setFixedHeight(0)
        rest = layout.totalHeightForWidth(_WIDTH)
        self._scroll.setFixedHeight(min(rows, max(_LEAST, _TALLEST - rest)))
        self.resize(_WIDTH, layout.totalHeightForWidth(_WIDTH))


def _room_name(told: str) -> str:
    """Return the name of a room without the signs of a role that servers put before it."""
    return told[max(0, told.find("#")) :]


def _last_seen_text(facts: PersonFacts, now: int) -> str:
    if facts.online:
        return ""
    return _moment_text(facts.left_at, now) if facts.left_at else facts.last_seen


def _moment_text(seconds: int, now: int) -> str:
    when = QDateTime.fromSecsSinceEpoch(seconds)
    short = QLocale.FormatType.ShortFormat
    if when.date() == QDateTime.fromSecsSinceEpoch(now).date():
        return QLocale().toString(when.time(), short)
    return QLocale().toString(when, short)
