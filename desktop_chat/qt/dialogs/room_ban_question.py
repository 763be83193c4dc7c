"""RoomBanQuestion: whom a ban or a mute in a room means, for how long, and why. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.dialogs.question import MAX_REASON_LENGTH, ActQuestion
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets import make_label
from desktop_chat.qt.widgets.choice_box import ElidedComboBox
from desktop_chat.qt.widgets.field_caption import add_captioned
from desktop_chat.qt.widgets.wrapped_boxes import WrappedRadioButton

_HOUR, _DAY = 60, 24 * 60
TERMS = (0, 10, _HOUR, 8 * _HOUR, _DAY, 7 * _DAY, 30 * _DAY)
"""Minutes; 0: until the ban is lifted."""


class RoomBanQuestion(ActQuestion):
    """Asks for one of several masks, each with its meaning in words; for a term and a reason.

    Where the server has no terms, they are greyed.
    """

    answered = Signal(str, str, int)  # mask, reason, minutes (0: until the ban is lifted)

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        action: str,
        masks: Sequence[tuple[str, str]],
        parent: QWidget | None,
        *,
        terms: bool,
    ) -> None:
        """`masks`: (meaning, mask) of each choice; the first one is chosen. `terms`: the server can set a term."""
        super().__init__(icon, title, text, action, "danger", parent)
        self._masks = [mask for _, mask in masks]
        self.mask_radios = [WrappedRadioButton(literal_text(meaning, TextSink.CAPTION)) for meaning, _ in masks]
        for radio in self.mask_radios:
            radio.setEnabled(len(masks) > 1)  # a single one could be switched off
            self.column.addWidget(radio)
        self.mask_radios[0].setChecked(True)
        self.term_box = ElidedComboBox()
        for minutes in TERMS:
            self.term_box.addItem(self._term_text(minutes), minutes)
        self.term_box.setEnabled(terms)
        add_captioned(self.column, self.tr("How long"), self.term_box)
        lack = self.tr("This server has no terms for bans.")
        self.lack_label = make_label(lack, "small", wrap=True)
        if not terms:
            self.term_box.setAccessibleDescription(lack)
        self.column.addWidget(self.lack_label)
        self.lack_label.setVisible(not terms)
        self.reason_field = self.add_field(self.tr("Why (optional)"), MAX_REASON_LENGTH)
        self.add_buttons()

    def _term_text(self, minutes: int) -> str:
        if not minutes:
            return self.tr("Until it is lifted")
        if minutes < _HOUR:
            return self.tr("For %n minutes", "", minutes)
        if minutes < _DAY:
            return self.tr("For %n hours", "", minutes // _HOUR)
        return self.tr("For %n days", "", minutes // _DAY)

    def on_go_clicked(self) -> None:
        chosen = next(at for at, radio in enumerate(self.mask_radios) if radio.isChecked())
        self.answered.emit(self._masks[chosen], self.reason_field.text().strip(), self.term_box.currentData())
        super().on_go_clicked()
