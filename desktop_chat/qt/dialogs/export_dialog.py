"""ExportDialog: saves the messages of a room, or of some days, as a web page, plain text or JSON. GUI thread."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt
from PySide6.QtWidgets import QDateEdit, QFileDialog, QGridLayout, QProgressBar, QWidget

from desktop_chat.client.archive import Archive
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.export_formats import FORMATS, ExportTexts
from desktop_chat.client.room_export import ExportSource
from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.network.room_exporter import RoomExporter
from desktop_chat.qt.theme import Space
from desktop_chat.qt.timeline import strings
from desktop_chat.qt.widgets import Switch, make_label
from desktop_chat.qt.widgets.choice_box import ElidedComboBox
from desktop_chat.qt.widgets.month_calendar import MonthCalendar
from desktop_chat.qt.widgets.number_field import pad_text
from desktop_chat.qt.widgets.own_folder import documents_folder

_DAYS = 7
"""Days of the first selection."""
_STEPS = 1000
_NO_FILE_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')

Saved = Callable[[Path], None]


class ExportDialog(ActQuestion):
    """Asks for days and a format, then for a file, and shows the progress. `saved` is called with the complete file."""

    def __init__(
        self, archive: Archive, room: Room, network: str, saved: Saved, parent: QWidget, *, own: bool = False
    ) -> None:
        """`network`: the name of the chat for people. `own`: begin with the own messages only."""
        super().__init__(
            "download",
            self.tr("Export {0}").format(room.shown_name),
            self.tr("Saves the messages that this computer has received."),
            self.tr("Export…"),
            "primary",
            parent,
        )
        self._archive = archive
        self._source = room.network, room.key
        self._name, self._network = shown_name(room.name), network
        self._saved = saved
        self._exporter: RoomExporter | None = None
        self._target = Path()
        self._make_fields()
        self.own_switch.setChecked(own)
        self._lay_out()
        self.add_buttons()
        self.format_box.setFocus()

    def _make_fields(self) -> None:
        self.format_box = ElidedComboBox()
        titles = {
            "html": self.tr("Web page (HTML)"),
            "text": self.tr("Plain text"),
            "json": self.tr("Data for programs (JSON)"),
        }
        for form in FORMATS:
            self.format_box.addItem(titles[form.name], form.name)
        self.own_switch = Switch(self.tr("Only my own messages"))
        self.days_switch = Switch(self.tr("Only some days"))
        self.days_switch.toggled.connect(self.on_days_toggled)
        today = QDate.currentDate()
        self.first_day_field = self._make_day_field(today.addDays(1 - _DAYS), self.tr("First day"))
        self.last_day_field = self._make_day_field(today, self.tr("Last day"))
        self.first_day_field.dateChanged.connect(self.on_days_changed)
        self.last_day_field.dateChanged.connect(self.on_days_changed)
        self.progress_bar = QProgressBar()
        self.progress_bar.setRange(0, _STEPS)
        self.progress_bar.setAccessibleName(self.tr("Progress of the export"))
        self.progress_bar.hide()
        self.note_label = make_label("", "small", wrap=True)
        self.note_label.hide()

    def _make_day_field(self, day: QDate, name: str) -> QDateEdit:
        field = QDateEdit(day)
        pad_text(field)
        field.setCalendarPopup(True)
        field.setCalendarWidget(MonthCalendar())
        field.setAccessibleName(name)
        return field

    def _lay_out(self) -> None:
        self._days = QWidget()
        days = QGridLayout(self._days)
        days.setContentsMargins(0, 0, 0, 0)
        days.setColumnStretch(1, 1)
        days.setHorizontalSpacing(Space.MEDIUM)
        days.setVerticalSpacing(Space.SMALL)
        captions = self.tr("From"), self.tr("To")
        for row, (caption, field) in enumerate(zip(captions, (self.first_day_field, self.last_day_field), strict=True)):
            days.addWidget(make_label(caption), row, 0, Qt.AlignmentFlag.AlignVCenter)
            days.addWidget(field, row, 1)
        self._days.hide()
        self.format_box.setAccessibleName(self.tr("Format"))
        choices = (self.format_box, self.own_switch, self.days_switch, self._days)
        for part in (*choices, self.progress_bar, self.note_label):
            self.column.addWidget(part)

    def on_days_toggled(self, on: bool) -> None:
        self._days.setVisible(on)
        self.on_days_changed()
        self.fit_height()

    def on_days_changed(self) -> None:
        wrong = self.days_switch.isChecked() and self.first_day_field.date() > self.last_day_field.date()
        self.go_button.setEnabled(not wrong)
        self._show_note(self.tr("The first day is after the last one.") if wrong else "", danger=True)

    def _show_note(self, text: str, *, danger: bool = False) -> None:
        self.note_label.setProperty("tone", "danger" if danger else "")
        self.note_label.style().polish(self.note_label)
        self.note_label.setText(text)
        self.note_label.setVisible(bool(text))
        self.fit_height()

    # Exporting

    def on_go_clicked(self) -> None:
        """Ask for the file."""
        form = FORMATS[self.format_box.currentIndex()]
        filters = f"{self.format_box.currentText()} (*.{form.suffix})"
        dialog = QFileDialog(self, self.tr("Export the messages"), str(documents_folder()), filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(form.suffix)
        bare = _NO_FILE_NAME.sub("_", self._name.lstrip("#")).strip(". ") or "room"
        dialog.selectFile(f"{bare} {datetime.now():%Y-%m-%d}.{form.suffix}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.on_file_selected)
        dialog.open()

    def on_file_selected(self, name: str) -> None:
        """Begin the export."""
        self._target = Path(name)
        form = FORMATS[self.format_box.currentIndex()](_make_texts(self._name, self._network))
        owner = QCoreApplication.instance()
        if owner is None:
            return
        exporter = RoomExporter(self._archive, self._chosen_source(), self._target, form, owner)
        exporter.progressed.connect(self.on_progressed)
        exporter.finished.connect(self.on_finished)
        owner.aboutToQuit.connect(exporter.cancel)
        self._exporter = exporter
        self._set_running(running=True)
        self._show_note(self.tr("Exporting…"))
        exporter.start()

    def _chosen_source(self) -> ExportSource:
        if not self.days_switch.isChecked():
            return ExportSource(self._archive.path, *self._source, own_only=self.own_switch.isChecked())
        since, until = (field.date() for field in (self.first_day_field, self.last_day_field))
        days = _day_start(since), _day_start(until.addDays(1))
        return ExportSource(self._archive.path, *self._source, *days, own_only=self.own_switch.isChecked())

    def _set_running(self, *, running: bool) -> None:
        for part in (self.format_box, self.own_switch, self.days_switch, self._days, self.go_button):
            part.setEnabled(not running)
        self.progress_bar.setValue(0)
        self.progress_bar.setVisible(running)
        self.fit_height()

    def on_progressed(self, written: int, total: int) -> None:
        self.progress_bar.setValue(_STEPS * written // max(1, total))
        shown = tuple(QLocale().toString(count) for count in (written, total))
        self.note_label.setText(self.tr("{0} of {1} messages").format(*shown))

    def on_finished(self, complete: bool, reason: str) -> None:
        self._exporter = None
        if complete:
            self._saved(self._target)
            self.accept()
            return
        self._set_running(running=False)
        if reason:
            self._show_note(self.tr("The export failed: {0}.").format(reason), danger=True)

    def reject(self) -> None:
        """Cancel a running export, and close."""
        if self._exporter is not None:
            self._exporter.cancel()
        super().reject()


def _day_start(day: QDate) -> int:
    """Return the first moment of a local day in Unix ms."""
    first = datetime(day.year(), day.month(), day.day())
    return int(first.timestamp() * 1000) if first.year > 1970 else 0


def _make_texts(room: str, network: str) -> ExportTexts:
    return ExportTexts(
        title=room,
        network=network,
        event_text=_event_text,
        mark=_mark,
        day_title=_day_title,
        local_moment=strings.local_moment,
        reply=QCoreApplication.translate("ExportDialog", "Go to the original message"),
        language=QLocale().name().partition("_")[0],
    )


def _event_text(entry: Entry) -> str:
    return strings.deleted_text() if entry.kind is EntryKind.DELETED else strings.notice_text(entry)


def _mark(entry: Entry) -> str:
    edited = strings.edited_mark() if entry.edited_at else ""
    return " ".join(part for part in (edited, strings.state_words(entry.state)[0]) if part)


def _day_title(time: int) -> str:
    local = strings.local_moment(time)
    return QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.LongFormat)
