"""Every window in every state shows the caption of each button, in all languages at the largest size; texts above each
other begin in one line; no old picture of a widget stays where the widget was; and Tab leads through all controls in
order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from desktop_chat.qt.dialogs.attach_dialog import AttachDialog
from desktop_chat.qt.dialogs.paste_question import PasteQuestion
from desktop_chat.qt.i18n.installed_language import install_translation
from desktop_chat.qt.theme import appearance, label_edge
from desktop_chat.qt.views.emoji_picker import EmojiPicker
from desktop_chat.qt.views.popup_list import PopupList
from desktop_chat.qt.widgets import ScrollBar, Switch
from desktop_chat.qt.widgets.text_button import TextButton
from tests.qt.keyboard_walk import faults_of_walk, settle
from tests.qt.launcher.pictures import examples
from tests.qt.pictures import SCENES

_NARROW = 420
PADDING = 8
"""Pixels of a button's padding that may be missing before the caption is."""
_NEARLY = 4
"""Pixels: texts whose edges differ by more are meant to begin in different lines."""
_LINE_GAP = 24
"""Pixels between texts that a person sees as standing above each other."""


@pytest.fixture(params=["en", "ru"], ids=["English, 200 %", "Russian, 200 %"])
def reader(request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The language of a person who reads in the largest size."""
    language: str = request.param
    monkeypatch.delenv("DESKTOP_CHAT_LANGUAGE", raising=False)
    translators = install_translation(qapp, language)
    appearance().apply_mode(qapp, "light", zoom=2.0)
    yield language
    appearance().apply_mode(qapp, "light")
    for translator in translators:
        qapp.removeTranslator(translator)
    install_translation(qapp, "en")


@pytest.fixture
def shown_windows(monkeypatch: pytest.MonkeyPatch) -> list[QWidget]:
    """The widgets that were shown without a parent."""
    shown: list[QWidget] = []
    plain_set_visible = QWidget.setVisible

    def set_visible(widget: QWidget, visible: bool) -> None:
        if visible and widget.parentWidget() is None:
            shown.append(widget)
        plain_set_visible(widget, visible)

    def show(widget: QWidget) -> None:
        set_visible(widget, True)

    monkeypatch.setattr(QWidget, "setVisible", set_visible)
    monkeypatch.setattr(QWidget, "show", show)
    return shown


def take_strays(shown: list[QWidget]) -> list[str]:
    """Name the parts of windows that were windows of their own for a moment: they flash on the screen."""
    parts = [widget for widget in shown if isValid(widget) and not widget.isWindow()]
    shown.clear()
    return [f"a {type(part).__name__} was shown before it had a parent: {part.accessibleName()!r}" for part in parts]


def clipped_buttons(window: QWidget) -> list[str]:
    buttons = [button for button in window.findChildren(QAbstractButton) if button.isVisible()]
    return [
        f"{button.text()!r}: {button.width()} of {button.sizeHint().width()} pixels"
        for button in buttons
        if isinstance(button, QPushButton) and button.text() and button.width() + PADDING < button.sizeHint().width()
        if not isinstance(button, TextButton)  # ends in an ellipsis, as a label does
    ]


def clipped_boxes(window: QWidget) -> list[str]:
    """Name the check boxes and radio buttons whose captions are cut."""
    return [
        f"{box.text()!r}: {box.size().toTuple()}"
        for box in window.findChildren(QAbstractButton)
        if isinstance(box, QCheckBox | QRadioButton)
        and box.isVisible()
        and (box.width() < box.minimumSizeHint().width() or box.height() < box.heightForWidth(box.width()))
    ]


def sideways_pages(window: QWidget) -> list[str]:
    """Name the pages that scroll to the side in a narrow window, with what is too wide in them."""
    window.resize(_NARROW, window.height())
    settle()
    return [
        f"{[w.text() for w in page.findChildren(QLabel) if w.minimumSizeHint().width() > _NARROW - 60]}"
        f" wider than {page.viewport().width()} pixels"
        for page in window.findChildren(QScrollArea)
        if page.isVisible() and page.horizontalScrollBar().maximum()
    ]


def wide_dialogs(window: QWidget) -> list[str]:
    """Name the dialog if it does not fit beside another window. Some fit into the window below them, as wide as it
    is."""
    fits = not isinstance(window, QDialog) or isinstance(window, PopupList | AttachDialog | PasteQuestion | EmojiPicker)
    least = window.minimumWidth()
    return [f"the dialog is at least {least} pixels wide"] if not fits and least > _NARROW else []


def touching_texts(window: QWidget) -> list[str]:
    """Name the fields with arrows whose text touches the border: a style sheet cannot pad the text."""
    return [
        f"the text of {field.accessibleName()!r} touches its border"
        for field in window.findChildren(QAbstractSpinBox)
        if field.isVisible() and not field.lineEdit().textMargins().left()
    ]


def ragged_texts(window: QWidget) -> list[str]:
    """Name the pairs of texts above each other that begin nearly, but not quite, in one line."""
    texts = [
        (widget, _text_place(window, widget))
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and _begins_at_the_left(widget)
    ]
    return [
        f"{_text_of(upper)!r} begins at {place.left()}, {_text_of(lower)!r} below it at {other.left()}"
        for upper, place in texts
        for lower, other in texts
        if 0 <= other.top() - place.bottom() <= _LINE_GAP and 0 < abs(other.left() - place.left()) <= _NEARLY
    ]


def _begins_at_the_left(widget: QWidget) -> bool:
    """Return True for a text that begins at the left edge of its widget."""
    if isinstance(widget, QLabel):
        return bool(widget.text()) and not widget.alignment() & (
            Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignRight
        )
    if isinstance(widget, QPushButton):
        return widget.property("role") in ("link", "text", "name") and bool(widget.text()) and widget.icon().isNull()
    return isinstance(widget, Switch) and bool(widget.accessibleName())


def _text_of(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QPushButton) else widget.accessibleName()


def _text_place(window: QWidget, widget: QWidget) -> QRect:
    """Return where a text lies in its window."""
    inside = widget.rect()
    if isinstance(widget, QLabel):
        inside = widget.contentsRect().adjusted(max(0, widget.indent()), 0, 0, 0)
    elif isinstance(widget, QPushButton):
        option = QStyleOptionButton()
        widget.initStyleOption(option)
        inside = widget.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, widget)
    else:
        inside = inside.adjusted(label_edge(), 0, 0, 0)
    return QRect(widget.mapTo(window, inside.topLeft()), inside.size())


def striped_bars(window: QWidget) -> list[str]:
    """Name the scroll bars that show as a strip, since their ground is not that of the area beside them."""
    bars = [
        bar
        for bar in window.findChildren(ScrollBar)
        if bar.isVisible() and bar.maximum() and bar.height() > bar.width()
    ]
    picture = window.grab().toImage() if bars else QImage()
    ratio = picture.devicePixelRatio()
    found = []
    for bar in bars:
        place = bar.mapTo(window, QPoint(0, 0))
        heights = range(place.y() + 2, min(place.y() + bar.height() - 2, window.height() - 1), 7)
        pairs = [
            tuple(picture.pixelColor(round(x * ratio), round(y * ratio)).name() for x in (place.x() - 2, place.x() + 1))
            for y in heights
        ]
        if pairs and all(beside != ground for beside, ground in pairs):
            found.append(f"the ground of a scroll bar of a {type(bar.parentWidget()).__name__} is {pairs[0]}")
    return found


def still_widgets(window: QWidget) -> list[str]:
    """Name the widgets whose old picture stays when they move: each once had an empty size, which Qt remembers."""
    return [
        f"{type(widget.parentWidget()).__name__} holds a {type(widget).__name__} that was once empty"
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and not widget.size().isEmpty()
        and widget.testAttribute(Qt.WidgetAttribute.WA_OutsideWSRange)
    ]


def nameless_controls(window: QWidget) -> list[str]:
    """Name the controls of which a screen reader could tell nothing."""
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTableView, QListView)
    return [
        f"a {type(control).__name__} without an accessible name"
        for control in window.findChildren(QWidget)
        if isinstance(control, kinds)
        and not _is_inside(control)
        and not (control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else ""))
        and control.isVisibleTo(window)
    ]


def _is_inside(control: QWidget) -> bool:
    """Return True if Qt made the control as a part of another control."""
    return (
        control.objectName().startswith("qt_")
        or type(control) in (QAbstractButton, QWidget)
        or any(isinstance(parent, QAbstractSpinBox | QComboBox | QLineEdit) for parent in _parents(control))
    )


def _parents(control: QWidget) -> Iterator[QWidget]:
    parent = control.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def test_every_window_is_whole_and_reached_by_keyboard(reader: str, shown_windows: list[QWidget]) -> None:
    """The keyboard walks in one language only: the order of the controls is the same in all."""
    found = {}
    for name, build in SCENES:
        with build() as window:
            found[name] = _look_at(window, reader) + take_strays(shown_windows)
    for name, build_example in examples():
        widget = build_example()
        found[name] = _look_at(widget, reader) + nameless_controls(widget) + take_strays(shown_windows)
        widget.close()
        widget.deleteLater()
        settle()
    faults = [f"{name}: {fault}" for name, faults in found.items() for fault in faults]
    assert not faults, "\n".join(faults)


def _look_at(window: QWidget, language: str) -> list[str]:
    window.show()
    settle()
    faults = clipped_buttons(window) + clipped_boxes(window) + touching_texts(window) + still_widgets(window)
    faults += wide_dialogs(window) + ragged_texts(window) + striped_bars(window)
    if window.findChild(QScrollArea) is not None and window.maximumWidth() > _NARROW:
        faults += sideways_pages(window)
    return faults + faults_of_walk(window) if language == "en" else faults
