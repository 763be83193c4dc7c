"""OptionPage: the base of the pages of the settings window. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_chat.qt.settings.option_row import OptionRow
from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets import Card, Switch, make_title
from desktop_chat.qt.widgets.choice_box import ChoiceBox


class OptionPage(QWidget):
    """A heading and cards of options. A subclass adds the cards in the constructor."""

    def __init__(self, context: SettingsContext, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._cards: dict[Card, list[OptionRow]] = {}
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.MEDIUM)
        self.column.addWidget(make_title(title))

    def refresh(self) -> None:
        """Show changes made elsewhere; called each time the page is shown."""

    def add_card(self, title: str) -> Card:
        card = Card(title)
        card.title_label.setWordWrap(True)
        card.body.setSpacing(Space.MEDIUM)
        self._cards[card] = []
        self.column.addWidget(card)
        return card

    def remove_card(self, card: Card) -> None:
        """Remove a card with all options."""
        del self._cards[card]
        self.column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def add_option(self, card: Card, title: str, control: QWidget, help_text: str = "") -> OptionRow:
        """Add any control as an option."""
        row = OptionRow(title, control, help_text)
        self._cards[card].append(row)
        card.body.addWidget(row)
        return row

    def clear_options(self, card: Card) -> None:
        """Remove the options of a card."""
        for row in self._cards[card]:
            card.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._cards[card] = []

    def add_switch(self, card: Card, title: str, field: str, help_text: str = "") -> Switch:
        """Add a switch for a bool of the preferences."""
        switch = Switch(title)
        switch.setChecked(bool(getattr(self.context.preferences, field)))
        switch.toggled.connect(lambda on: self.context.change_fields(**{field: on}))
        self.add_option(card, title, switch, help_text)
        return switch

    def add_choice(
        self,
        card: Card,
        title: str,
        choices: Sequence[tuple[str, str]],
        current: str,
        choose: Callable[[str], None],
        help_text: str = "",
    ) -> ChoiceBox:
        """Add a list of (value, text). `choose` is called with each value chosen by the person."""
        box = ChoiceBox(choices, current)
        box.currentIndexChanged.connect(lambda: choose(box.value))
        self.add_option(card, title, box, help_text)
        return box

    def apply_search(self, wanted: str) -> int:
        """Show the options that contain `wanted` (case-folded), or everything for "". Return their number.

        A card with `wanted` in the title is shown completely. A card without options counts as one option.
        """
        found = 0
        for card, rows in self._cards.items():
            is_named = wanted in card.accessibleName().casefold()
            fitting = [row for row in rows if is_named or row.matches_search(wanted)]
            for row in rows:
                row.setVisible(row in fitting)
            card.setVisible(is_named or bool(fitting))
            found += max(len(fitting), int(is_named))
        return found
