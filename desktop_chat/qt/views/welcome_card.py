"""WelcomeCard: greets somebody who is new in a chat: the host's words, who is here, how to be reached. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets import IconButton, make_button, make_label
from desktop_chat.qt.widgets.button_row import ButtonRow
from desktop_chat.qt.widgets.soft_card import CARD_MARGINS, SoftCard
from desktop_chat.value_class import value

NAMED = 4
"""People who are named; the others are counted."""
_SIZES = ((6, 500, True), (3, 150, True), (3, 150, False), (1, 40, False))
"""Lines and characters of the host's words, and whether people are named: as much as fits into the room. The server's
page has all words.
"""


@value
class Welcome:
    """What the card says."""

    chat: str
    words: str = ""
    """The host's welcome, of several lines perhaps."""
    host: str = ""
    """The host's name as people write it; "" if the host is not here."""
    people: tuple[str, ...] = ()
    """The names of others who are here, NAMED at most, without the host."""
    people_count: int = 0
    """How many others are here."""


class WelcomeCard(SoftCard):
    """Never takes the focus."""

    host_requested = Signal()  # direct messages with the host
    words_requested = Signal()  # the host's words in full
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title_label = make_label("", "heading", wrap=True)
        self.words_label = make_label("", wrap=True)
        self.words_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.people_label = make_label("", "muted", wrap=True)
        self.close_button = IconButton("close", self.tr("Close"))
        self.words_button = make_button(self.tr("Read all"))
        self.host_button = make_button("", icon="message")
        self.close_button.clicked.connect(self.closed)
        self.words_button.clicked.connect(self.words_requested)
        self.host_button.clicked.connect(self.host_requested)
        head = QHBoxLayout()
        head.addWidget(self.title_label, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(CARD_MARGINS)
        column.setSpacing(Space.SMALL)
        column.addLayout(head)
        column.addWidget(self.words_label)
        column.addWidget(self.people_label)
        column.addLayout(ButtonRow(self.words_button, self.host_button))
        self._column = column
        self._words = ""
        self.setVisible(False)

    def show_welcome(self, welcome: Welcome) -> None:
        self._words = welcome.words
        self.title_label.setText(self.tr("Welcome to {0}").format(welcome.chat))
        self.people_label.setText(self._people_text(welcome))
        self.host_button.setText(literal_text(self.tr("Write to {0}").format(welcome.host), TextSink.CAPTION))
        self.host_button.setVisible(bool(welcome.host))
        self._show_texts(*_SIZES[0])
        self.setAccessibleName(self.title_label.text())
        self.setAccessibleDescription(f"{self.words_label.text()} {self.people_label.text()}".strip())
        self.setVisible(True)

    def fit_into(self, width: int, height: int) -> None:
        """Show as many words and people as this place takes, in pixels; at least the beginning of the words."""
        needed = 0
        for size in _SIZES:
            self._show_texts(*size)
            needed = self._column.totalHeightForWidth(width)
            if needed <= height:
                break
        self.setMinimumHeight(needed)  # Qt would take some pixels of each line

    def _show_texts(self, lines: int, characters: int, with_people: bool) -> None:
        words = _cut_words(self._words, lines, characters)
        self.words_label.setText(words)
        self.words_label.setVisible(bool(words))
        self.words_button.setVisible(words != self._words)
        self.people_label.setVisible(with_people)

    def _people_text(self, welcome: Welcome) -> str:
        host = [self.tr("{0} (host)").format(welcome.host)] if welcome.host else []
        named = [*host, *welcome.people]
        names = ", ".join(named[:NAMED])
        more = welcome.people_count + len(host) - min(len(named), NAMED)
        if not named:
            return self.tr("Nobody else is here yet.")
        if more > 0:
            return self.tr("Here now: {0} and %n more", "", more).format(names)
        return self.tr("Here now: {0}").format(names)


def _cut_words(words: str, lines: int, characters: int) -> str:
    """Return as much of the words as the card shows."""
    cut = "\n".join(words.split("\n")[:lines])[:characters].rstrip()
    return cut if cut == words else f"{cut}…"
