"""RoomBanQuestion: whom a ban or a mute in a room means, and why. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QRadioButton, QWidget

from desktop_chat.qt.dialogs.question import MAX_REASON_LENGTH, ActQuestion
from desktop_chat.qt.theme.literal_text import TextSink, literal_text


class RoomBanQuestion(ActQuestion):
    """Asks for one of several masks, each with its meaning in words; for a reason, if the act can carry one."""

    answered = Signal(str, str)  # mask, reason

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        action: str,
        masks: Sequence[tuple[str, str]],
        parent: QWidget | None,
        *,
        reason: bool,
    ) -> None:
        """`masks`: (meaning, mask) of each choice; the first one is chosen."""
        super().__init__(icon, title, text, action, "danger", parent)
        self._masks = [mask for _, mask in masks]
        self.mask_radios = [QRadioButton(literal_text(meaning, TextSink.CAPTION)) for meaning, _ in masks]
        for radio in self.mask_radios:
            radio.setEnabled(len(masks) > 1)  # a single one could be switched off
            self.column.addWidget(radio)
        self.mask_radios[0].setChecked(True)
        hint = self.tr("Why (optional)")
        self.reason_field = QLineEdit()
        self.reason_field.setPlaceholderText(hint)
        self.reason_field.setAccessibleName(hint)
        self.reason_field.setMaxLength(MAX_REASON_LENGTH)
        self.reason_field.setVisible(reason)
        self.column.addWidget(self.reason_field)
        self.add_buttons()

    def on_go_clicked(self) -> None:
        chosen = next(at for at, radio in enumerate(self.mask_radios) if radio.isChecked())
        self.answered.emit(self._masks[chosen], self.reason_field.text().strip())
        super().on_go_clicked()
