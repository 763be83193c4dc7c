"""CertificateWarning: warns that a server has another key than expected. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.client.certificate import Certificate
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.qt.dialogs.question import Question
from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets import Card, IconLabel, make_button, make_label
from desktop_chat.qt.widgets.labels import make_reachable


class CertificateWarning(Question):
    """Shows both fingerprints. The safe way out is the default; trusting the new key takes a deliberate press."""

    trusted = Signal()

    def __init__(self, where: str, expected: KeyPin, shown: Certificate, parent: QWidget | None) -> None:
        title = self.tr("This may not be the chat that you know")
        text = self.tr(
            "{0} shows another key than before. Either the chat was set up again, or somebody between you and the chat "
            "pretends to be it and could read along. Ask its owner whether the key has changed."
        ).format(where)
        super().__init__("alert", title, text, parent)
        for icon in self.findChildren(IconLabel):
            icon.set_icon("alert", "danger")
        self.column.addWidget(self._key_row(self.tr("Expected"), expected, "success"))
        self.column.addWidget(self._key_row(self.tr("Shown now"), shown.fingerprint, "danger", _validity_text(shown)))
        self.go_button = make_button(self.tr("Trust the new key"), "danger")
        self.go_button.setAutoDefault(False)
        self.stay_button = make_button(self.tr("Stay disconnected"), "primary")
        self.stay_button.setDefault(True)
        self.buttons.addWidget(self.go_button)
        self.buttons.addWidget(self.stay_button)
        self.go_button.clicked.connect(self.on_go_clicked)
        self.stay_button.clicked.connect(self.reject)
        self.add_buttons()
        self.stay_button.setFocus()

    def _key_row(self, title: str, fingerprint: KeyPin, tone: str, more: str = "") -> Card:
        card = Card(tone=tone)
        card.body.setContentsMargins(Space.MEDIUM, 12, Space.MEDIUM, 12)
        card.body.setSpacing(Space.TINY)
        card.body.addWidget(make_label(title, "strong"))
        if more:
            card.body.addWidget(make_label(more, "small", wrap=True))
        words = make_label(group_fingerprint(fingerprint), "mono", wrap=True)
        make_reachable(words)
        words.setAccessibleName(f"{title}: {fingerprint}")
        card.body.addWidget(words)
        return card

    def on_go_clicked(self) -> None:
        self.trusted.emit()
        self.accept()


def group_fingerprint(fingerprint: str) -> str:
    """Return a fingerprint in groups of four letters, for comparing by eye."""
    return " ".join(fingerprint[i : i + 4] for i in range(0, len(fingerprint), 4))


def _validity_text(certificate: Certificate) -> str:
    begin = QLocale().toString(QDateTime.fromMSecsSinceEpoch(certificate.begins).date(), QLocale.FormatType.ShortFormat)
    end = QLocale().toString(QDateTime.fromMSecsSinceEpoch(certificate.ends).date(), QLocale.FormatType.ShortFormat)
    return f"{certificate.subject} · {begin} – {end}"
