"""The context menu of an entry."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from desktop_chat.qt.theme.icons import set_themed_icon
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.value_class import value


@value
class Choices:
    """The actions at a point; None for an action that is not available."""

    copy: Callable[[], None] | None
    copy_with_names: Callable[[], None] | None
    select_all: Callable[[], None]
    url: str = ""
    reveal: Callable[[], None] | None = None
    copy_code: Callable[[], None] | None = None
    retry: Callable[[], None] | None = None
    reply: Callable[[], None] | None = None
    edit: Callable[[], None] | None = None
    delete: Callable[[], None] | None = None
    author: str = ""
    """The shown name of another person who wrote the entry."""
    open_author: Callable[[], None] | None = None
    """Opens the menu of the author."""


def entry_menu(parent: QWidget, choices: Choices) -> QMenu:
    """Return the menu. The caller opens and deletes it."""
    translate = QCoreApplication.translate
    menu = QMenu(parent)
    if choices.retry is not None:
        _add_row(menu, "refresh", translate("Timeline", "Send again"), choices.retry)
        menu.addSeparator()
    if choices.reply is not None:
        _add_row(menu, "reply", translate("Timeline", "Reply"), choices.reply)
    if choices.edit is not None:
        _add_row(menu, "edit", translate("Timeline", "Edit"), choices.edit)
    if menu.actions() and not menu.actions()[-1].isSeparator():
        menu.addSeparator()
    if choices.reveal is not None:
        _add_row(menu, "eye", translate("Timeline", "Show the spoiler"), choices.reveal)
    if choices.url:
        url = choices.url
        _add_row(menu, "link", translate("Timeline", "Copy link"), lambda: QGuiApplication.clipboard().setText(url))
    if choices.copy_code is not None:
        _add_row(menu, "code-block", translate("Timeline", "Copy code"), choices.copy_code)
    _add_row(menu, "copy", translate("Timeline", "Copy"), choices.copy, "Ctrl+C")
    _add_row(menu, "", translate("Timeline", "Copy with names and times"), choices.copy_with_names, "Ctrl+Shift+C")
    menu.addSeparator()
    _add_row(menu, "", translate("Timeline", "Select all"), choices.select_all, "Ctrl+A")
    if choices.open_author is not None:
        menu.addSeparator()
        _add_row(menu, "user", translate("Timeline", "Person: {0}…").format(choices.author), choices.open_author)
    if choices.delete is not None:
        menu.addSeparator()
        _add_row(menu, "trash", translate("Timeline", "Delete…"), choices.delete)
    return menu


def _add_row(menu: QMenu, icon: str, text: str, do: Callable[[], None] | None, keys: str = "") -> None:
    action = menu.addAction(literal_text(text, TextSink.CAPTION))
    if keys:
        action.setText(f"{literal_text(text, TextSink.CAPTION)}\t{literal_text(keys, TextSink.CAPTION)}")
    if icon:
        set_themed_icon(action, icon, "muted", 18)
    action.setEnabled(do is not None)
    if do is not None:
        action.triggered.connect(do)
