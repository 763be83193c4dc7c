"""Every window in every state shows the caption of each button, with the longest texts at the largest size too, and no
old picture of a widget stays where the widget was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from desktop_chat.qt.i18n.installed_language import install_translation
from desktop_chat.qt.theme import appearance
from tests.qt.launcher.pictures import build_examples
from tests.qt.pictures import SCENES

PADDING = 8
"""Pixels of a button's padding that may be missing before the caption is."""


@pytest.fixture(params=[("en", 1.0), ("ru", 2.0)], ids=["English, 100 %", "Russian, 200 %"])
def reader(request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A person who reads this language in this size."""
    language, zoom = request.param
    monkeypatch.delenv("DESKTOP_CHAT_LANGUAGE", raising=False)
    translators = install_translation(qapp, language)
    appearance().apply_mode(qapp, "light", zoom=zoom)
    yield
    appearance().apply_mode(qapp, "light")
    for translator in translators:
        qapp.removeTranslator(translator)
    install_translation(qapp, "en")


def clipped_buttons(window: QWidget) -> list[str]:
    buttons = [button for button in window.findChildren(QAbstractButton) if button.isVisible()]
    return [
        f"{button.text()!r}: {button.width()} of {button.sizeHint().width()} pixels"
        for button in buttons
        if isinstance(button, QPushButton) and button.text() and button.width() + PADDING < button.sizeHint().width()
    ]


def still_widgets(window: QWidget) -> list[str]:
    """Name the widgets whose old picture stays when they move: each once had an empty size, which Qt remembers."""
    return [
        f"{type(widget.parentWidget()).__name__} holds a {type(widget).__name__} that was once empty"
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and not widget.size().isEmpty()
        and widget.testAttribute(Qt.WidgetAttribute.WA_OutsideWSRange)
    ]


def settle() -> None:
    for _ in range(3):
        QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.usefixtures("reader")
def test_no_button_is_clipped_and_no_picture_stays() -> None:
    found = {}
    for name, build in SCENES:
        with build() as window:
            window.show()
            settle()
            found[name] = clipped_buttons(window) + still_widgets(window)
    for name, widget in build_examples():
        widget.show()
        settle()
        found[name] = clipped_buttons(widget) + still_widgets(widget)
        widget.close()
        widget.deleteLater()
        settle()
    assert {name: faults for name, faults in found.items() if faults} == {}
