"""NotificationPage: the rules and times of notifications. GUI thread."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QLineEdit, QTimeEdit, QWidget

from desktop_chat.client.preferences import MOST_WORDS
from desktop_chat.qt.models.quiet_terms import quiet_terms, quiet_text
from desktop_chat.qt.settings.option_page import OptionPage
from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.widgets import Card
from desktop_chat.qt.widgets.choice_box import ChoiceBox
from desktop_chat.qt.widgets.number_field import pad_text

_LONGEST_WORDS = 1_000
_KEEP = "keep"
"""The value of the shown state of quiet, which changes nothing."""


class NotificationPage(OptionPage):
    """Rules, further words for mentions, and times of quiet."""

    def __init__(self, context: SettingsContext, title: str, parent: QWidget | None = None) -> None:
        super().__init__(context, title, parent)
        self._add_messages()
        self._add_mentions()
        self._add_quiet()
        self._add_closing()

    def _add_messages(self) -> None:
        card = self.add_card(self.tr("Messages"))
        self.notify_switch = self.add_switch(
            card, self.tr("Show notifications"), "notify", self.tr("While another window is in front.")
        )
        rules = (
            ("all", self.tr("Every message")),
            ("mentions", self.tr("Mentions only")),
            ("none", self.tr("Nothing")),
        )
        self.rule_box = self.add_choice(
            card,
            self.tr("In rooms"),
            rules,
            self.context.preferences.notify_rooms,
            lambda rule: self.context.change_fields(notify_rooms=rule),
            self.tr("You are always told of direct messages."),
        )
        self.text_switch = self.add_switch(card, self.tr("Show the text of the message"), "notify_text")
        self.sound_switch = self.add_switch(card, self.tr("Play a sound"), "notify_sound")
        for control in (self.rule_box, self.text_switch, self.sound_switch):
            control.setEnabled(self.notify_switch.isChecked())
            self.notify_switch.toggled.connect(control.setEnabled)

    def _add_mentions(self) -> None:
        self.words_field = QLineEdit(", ".join(self.context.preferences.mention_words))
        self.words_field.setMaxLength(_LONGEST_WORDS)
        self.words_field.editingFinished.connect(self.on_words_edited)
        self.add_option(
            self.add_card(self.tr("Mentions")),
            self.tr("My words"),
            self.words_field,
            self.tr("They count as mentions like your name. Commas go between them."),
        )

    def _add_quiet(self) -> None:
        card = self.add_card(self.tr("Do not disturb"))
        self.quiet_box = ChoiceBox((), _KEEP)
        self.add_option(card, self.tr("Now"), self.quiet_box)
        self._fill_quiet()
        self.quiet_box.activated.connect(self.on_quiet_chosen)
        self.daily_switch = self.add_switch(card, self.tr("Each day at these times"), "quiet_daily")
        kept = self.context.preferences
        self.from_field = self._add_time(card, self.tr("From"), "quiet_from", kept.quiet_from)
        self.to_field = self._add_time(card, self.tr("To"), "quiet_to", kept.quiet_to)
        self.daily_switch.toggled.connect(self.on_schedule_changed)
        self.from_field.timeChanged.connect(self.on_schedule_changed)
        self.to_field.timeChanged.connect(self.on_schedule_changed)

    def on_schedule_changed(self) -> None:
        """Let the windows show at once whether the new times are now."""
        self.context.controller.quiet_changed.emit()

    def _add_time(self, card: Card, title: str, field: str, minutes: int) -> QTimeEdit:
        """Add a time of the day, kept as minutes, and enabled while the daily times count."""
        edit = QTimeEdit(QTime(minutes // 60, minutes % 60))
        pad_text(edit)
        edit.setMinimumWidth(edit.fontMetrics().averageCharWidth() * 16)
        edit.timeChanged.connect(
            lambda time: self.context.change_fields(**{field: time.msecsSinceStartOfDay() // 60_000})
        )
        edit.setEnabled(self.daily_switch.isChecked())
        self.daily_switch.toggled.connect(edit.setEnabled)
        self.add_option(card, title, edit)
        return edit

    def _add_closing(self) -> None:
        choices = (
            ("ask", self.tr("Ask")),
            ("tray", self.tr("Go on in the tray")),
            ("quit", self.tr("Quit")),
        )
        self.tray_box = self.add_choice(
            self.add_card(self.tr("Without a window")),
            self.tr("When the chat window is closed"),
            choices,
            self.context.preferences.close_to_tray,
            lambda choice: self.context.change_fields(close_to_tray=choice),
            self.tr("Only where the desktop has a tray."),
        )

    def refresh(self) -> None:
        """Show a term begun or ended by the tray."""
        self._fill_quiet()

    def _fill_quiet(self) -> None:
        """Offer all terms. A running term stands first, with an end."""
        running = quiet_text(self.context.preferences, datetime.now())
        self.quiet_box.blockSignals(True)
        self.quiet_box.clear()
        self.quiet_box.addItem(running or self.tr("Off"), _KEEP)
        if running:
            self.quiet_box.addItem(self.tr("Off"), "0")
        for number, term in enumerate(quiet_terms(), 1):
            self.quiet_box.addItem(term.text, str(number))
        self.quiet_box.blockSignals(False)

    def on_quiet_chosen(self) -> None:
        """Begin the chosen term, or end quiet."""
        chosen = self.quiet_box.value
        if chosen == _KEEP:
            return
        number = int(chosen)
        if number:
            self.context.controller.set_quiet(quiet_terms()[number - 1].end_after(datetime.now()))
        else:
            self.context.controller.set_quiet(0)
        self._fill_quiet()

    def on_words_edited(self) -> None:
        words = tuple(
            dict.fromkeys(filter(None, (" ".join(word.split()) for word in self.words_field.text().split(","))))
        )
        self.context.controller.set_mention_words(words[:MOST_WORDS])
        self.words_field.setText(", ".join(words[:MOST_WORDS]))
