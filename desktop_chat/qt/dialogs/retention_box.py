"""RetentionBox: the choice for how long a room keeps its messages. GUI thread."""

from __future__ import annotations

from desktop_chat.qt.widgets.choice_box import ChoiceBox


class RetentionBox(ChoiceBox):
    """Offers the time of the chat, and shorter ones."""

    def __init__(self, days: int, most: int) -> None:
        """`days`: what is chosen, 0 for the time of the chat. `most`: the days of the chat, 0 for good."""
        super().__init__([("0", "")], "0")
        texts = {1: self.tr("1 day"), 7: self.tr("1 week"), 30: self.tr("1 month"), 365: self.tr("1 year")}
        offered = {number for number in texts if not most or number < most}
        self.setItemText(0, self.tr("As long as the chat keeps them"))
        for number in sorted(offered | {days} - {0}):
            self.addItem(texts.get(number) or self.tr("%n days", "", number), str(number))
        self.choose_value(str(days))
        self.setAccessibleName(self.tr("Messages are kept"))

    @property
    def days(self) -> int:
        """What is chosen; 0 for the time of the chat."""
        return int(self.value)
