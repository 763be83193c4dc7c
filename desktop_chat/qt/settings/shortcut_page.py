"""ShortcutPage: the keys of the chat window, to be looked up and changed. GUI thread."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.settings.option_page import OptionPage
from desktop_chat.qt.settings.option_row import OptionRow
from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.views.shortcuts import DEFAULT_KEYS, ShortcutEntry, keys_of, shortcut_entries
from desktop_chat.qt.widgets import Card, make_button, make_label
from desktop_chat.qt.widgets.button_row import ButtonRow
from desktop_chat.qt.widgets.key_field import KeyField

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NATIVE = QKeySequence.SequenceFormat.NativeText


class ShortcutPage(OptionPage):
    """Each shortcut has a field for the next pressed keys. Keys in use elsewhere are refused."""

    def __init__(self, context: SettingsContext, title: str, parent: QWidget | None = None) -> None:
        super().__init__(context, title, parent)
        self.fields: dict[str, KeyField] = {}
        self.rows: dict[str, OptionRow] = {}
        self._entries = {entry.name: entry for entry in shortcut_entries()}
        card = self.add_card(self.tr("Chat window"))
        for entry in self._entries.values():
            self._add_shortcut(card, entry)
        self.reset_button = make_button(self.tr("Default keys"))
        self.reset_button.setAutoDefault(False)
        self.reset_button.clicked.connect(self.on_reset_clicked)
        card.body.addLayout(ButtonRow(self.reset_button))
        self._add_fixed(self.add_card(self.tr("Other keys")))

    def _add_shortcut(self, card: Card, entry: ShortcutEntry) -> None:
        field = KeyField(keys_of(entry.name, self.context.preferences.shortcuts))
        field.editingFinished.connect(lambda: self.on_keys_edited(entry.name))
        self.fields[entry.name] = field
        self.rows[entry.name] = self.add_option(card, entry.text, field)

    def on_keys_edited(self, name: str) -> None:
        """Keep the keys, unless another shortcut has them."""
        chosen = self.context.preferences.shortcuts
        keys = self.fields[name].keySequence()
        other = next(
            (
                other
                for other in self._entries
                if other != name and not keys.isEmpty() and keys_of(other, chosen) == keys
            ),
            None,
        )
        if other is not None:
            used = self.tr("{0} is in use: {1}.").format(keys.toString(_NATIVE), self._entries[other].text)
            self.rows[name].show_help(used)
            self.fields[name].setKeySequence(keys_of(name, chosen))
            return
        self.rows[name].show_help("")
        text = keys.toString(_PORTABLE)
        kept = {other: keys for other, keys in chosen.items() if other != name}
        self.context.change_shortcuts(kept if text == DEFAULT_KEYS[name] else kept | {name: text})

    def on_reset_clicked(self) -> None:
        """Use the keys of a new profile."""
        self.context.change_shortcuts({})
        for name, field in self.fields.items():
            field.setKeySequence(keys_of(name, {}))
            self.rows[name].show_help("")

    def _add_fixed(self, card: Card) -> None:
        """List the fixed keys."""
        for text, keys in (
            (self.tr("Send"), "Return"),
            (self.tr("New line"), "Shift+Return"),
            (self.tr("Edit the last message"), "Up"),
            (self.tr("Texts that were sent before"), "Ctrl+Up"),
            (self.tr("Complete a name or a command"), "Tab"),
            (self.tr("Bold"), "Ctrl+B"),
            (self.tr("Italic"), "Ctrl+I"),
            (self.tr("Leave an edit or a reply"), "Esc"),
            (self.tr("Choose a message in the timeline"), "Ctrl+Down"),
            (self.tr("Delete the chosen message"), "Del"),
            (self.tr("Larger text in the timeline"), "Ctrl++"),
            (self.tr("Menu of the row or field with the focus"), "Shift+F10"),
        ):
            label = make_label(QKeySequence(keys, _PORTABLE).toString(_NATIVE), "muted")
            self.add_option(card, text, label)
