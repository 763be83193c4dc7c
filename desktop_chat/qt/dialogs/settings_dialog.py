"""SettingsDialog: the person's name, appearance, privacy and hosting. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_chat.client.preferences import Preferences, Settings
from desktop_chat.irc.names import nick_from_person
from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets import Card, Switch, make_button, make_label

ZOOMS = (75, 90, 100, 110, 125, 150, 175, 200)
LANGUAGES = (("", ""), ("en", "English"), ("ru", "Русский"))


class SettingsDialog(QDialog):
    """Writes each choice to the preferences at once. The receivers of the signals apply the change."""

    look_changed = Signal()
    name_changed = Signal(str)

    def __init__(self, settings: Settings, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._name = name
        kept = settings.preferences
        self.setWindowTitle(self.tr("Settings"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name_field = QLineEdit(name)
        self.name_field.setMaxLength(60)
        self.wire_label = make_label("", "small")
        self._make_boxes(kept)
        self._make_switches(kept)
        self._lay_out()
        self._connect_controls()
        self.on_name_edited(name)

    def _make_boxes(self, kept: Preferences) -> None:
        self.look_box = _make_choice_box(
            (
                ("system", self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
                ("contrast", self.tr("High contrast")),
            ),
            kept.look,
        )
        self.zoom_box = _make_choice_box(tuple((str(zoom), f"{zoom} %") for zoom in ZOOMS), str(kept.zoom))
        self.language_box = _make_choice_box(
            tuple((code, words or self.tr("As the system")) for code, words in LANGUAGES), kept.language
        )
        self.closing_box = _make_choice_box(
            (
                ("ask", self.tr("Ask")),
                ("keep", self.tr("Keep it running")),
                ("stop", self.tr("Stop it")),
            ),
            kept.on_close,
        )

    def _make_switches(self, kept: Preferences) -> None:
        self.notify_switch = Switch(self.tr("Notify me of messages that are meant for me"))
        self.notify_switch.setChecked(kept.notify)
        self.tell_typing_switch = Switch(self.tr("Tell others when I am typing"))
        self.tell_typing_switch.setChecked(kept.tell_typing)
        self.one_key_switch = Switch(self.tr("Use one certificate for all new servers"))
        self.one_key_switch.setChecked(kept.one_key)
        self.restart_note_label = make_label(
            self.tr("The language changes when the program starts next."), "small", wrap=True
        )
        self.restart_note_label.setVisible(False)

    def _connect_controls(self) -> None:
        self.name_field.textEdited.connect(self.on_name_edited)
        self.name_field.editingFinished.connect(self.on_name_finished)
        self.look_box.currentIndexChanged.connect(self.on_look_chosen)
        self.zoom_box.currentIndexChanged.connect(self.on_look_chosen)
        self.language_box.currentIndexChanged.connect(self.on_language_chosen)
        self.closing_box.currentIndexChanged.connect(self.on_close_chosen)
        self.notify_switch.toggled.connect(lambda on: self._settings.change_fields(notify=on))
        self.tell_typing_switch.toggled.connect(lambda on: self._settings.change_fields(tell_typing=on))
        self.one_key_switch.toggled.connect(lambda on: self._settings.change_fields(one_key=on))

    def _lay_out(self) -> None:
        self.setMinimumWidth(440)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(make_label(self.tr("Settings"), "title"))
        column.addWidget(self._make_card(self.tr("You"), ((self.tr("Name"), self.name_field),), self.wire_label))
        column.addWidget(
            self._make_card(
                self.tr("Appearance"),
                (
                    (self.tr("Colours"), self.look_box),
                    (self.tr("Size of text"), self.zoom_box),
                    (self.tr("Language"), self.language_box),
                ),
                self.restart_note_label,
            )
        )
        column.addWidget(
            self._make_card(self.tr("Hosting"), ((self.tr("When the last window closes"), self.closing_box),), None)
        )
        others = Card(self.tr("You and the others"))
        others.body.addWidget(self.notify_switch)
        others.body.addWidget(self.tell_typing_switch)
        others.body.addWidget(self.one_key_switch)
        column.addWidget(others)
        column.addStretch(1)
        close = make_button(self.tr("Done"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)

    def _make_card(self, title: str, rows: tuple[tuple[str, QWidget], ...], note: QWidget | None) -> Card:
        card = Card(title)
        form = QFormLayout()
        form.setHorizontalSpacing(Space.MEDIUM)
        form.setVerticalSpacing(Space.SMALL)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in rows:
            name = make_label(words)
            name.setBuddy(field)
            name.setMinimumHeight(field.sizeHint().height())
            field.setAccessibleName(words)
            form.addRow(name, field)
        card.body.addLayout(form)
        if note is not None:
            card.body.addWidget(note)
        return card

    def on_name_edited(self, text: str) -> None:
        wire = nick_from_person(text) if text.strip() else ""
        self.wire_label.setText(
            self.tr("Others see: {0}. It counts from the next chat on.").format(wire) if wire else ""
        )

    def on_name_finished(self) -> None:
        name = " ".join(self.name_field.text().split())
        if name and name != self._name:
            self._name = name
            self.name_changed.emit(name)

    def on_look_chosen(self) -> None:
        self._settings.change_fields(look=self.look_box.currentData(), zoom=int(self.zoom_box.currentData()))
        self.look_changed.emit()

    def on_language_chosen(self) -> None:
        self._settings.change_fields(language=self.language_box.currentData())
        self.restart_note_label.setVisible(True)

    def on_close_chosen(self) -> None:
        self._settings.change_fields(on_close=self.closing_box.currentData())


def _make_choice_box(rows: tuple[tuple[str, str], ...], current: str) -> QComboBox:
    """Return a box with these (value, text) rows. An unknown `current` value becomes an extra row."""
    box = QComboBox()
    for value, words in rows:
        box.addItem(words, value)
    if box.findData(current) < 0:
        box.addItem(f"{current} %", current)
    box.setCurrentIndex(box.findData(current))
    return box
