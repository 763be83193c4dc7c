"""The questions before a link is made or revoked. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets import make_label
from desktop_chat.qt.widgets.wrapped_boxes import WrappedCheckBox

_NAME_LENGTH = 40


class NewLinkQuestion(ActQuestion):
    """Asks for the name of a new link, and whether four words lead to the chat too."""

    answered = Signal(str, bool)

    def __init__(self, parent: QWidget | None, *, announced: bool = True) -> None:
        """`announced`: whether the chat answers on its network, where words lead."""
        title, text = self.tr("New link"), self.tr("Only you see the name: for whom the link is.")
        super().__init__("link", title, text, self.tr("Make the link"), "primary", parent)
        self.name_field = self.add_field(self.tr("Name"), _NAME_LENGTH, hint=self.tr("For example: Family"))
        self.words_box = WrappedCheckBox(self.tr("With four words to type"))
        self.words_box.setEnabled(announced)
        why = self.tr("On your network, people type the words in place of an address.")
        if not announced:
            why = self.tr("Words need the setting “Show this chat on the network”.")
        self.words_box.setToolTip(literal_text(why, TextSink.TIP))
        self.column.addWidget(self.words_box)
        self.column.addWidget(make_label(why, "small", wrap=True))
        self.add_buttons()
        self.name_field.setFocus()

    def on_go_clicked(self) -> None:
        self.answered.emit(self.name_field.text().strip(), self.words_box.isChecked())
        super().on_go_clicked()


class RevokeQuestion(ActQuestion):
    """Asks whether people who came by the link need another one, too."""

    answered = Signal(bool)

    def __init__(self, name: str, uses: int, parent: QWidget | None) -> None:
        title = self.tr("Revoke the link {name}?").format(name=name)
        text = self.tr("Nobody new comes in by it any more. Nobody who is in is disconnected.")
        super().__init__("trash", title, text, self.tr("Revoke"), "danger", parent)
        came = self.tr("%n people need a new link too", "", uses)
        self.people_box = WrappedCheckBox(literal_text(came, TextSink.CAPTION))
        self.column.addWidget(self.people_box)
        self.people_box.setVisible(bool(uses))
        self.add_buttons()

    def on_go_clicked(self) -> None:
        self.answered.emit(self.people_box.isChecked())
        super().on_go_clicked()
