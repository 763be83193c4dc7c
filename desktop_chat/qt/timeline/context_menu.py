"""The context menu of an entry."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from desktop_chat.client import shown_file
from desktop_chat.qt.theme.icons import set_themed_icon
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.timeline import file_texts
from desktop_chat.qt.timeline.styled_text import PERSON_LINK, ROOM_LINK, link_address
from desktop_chat.qt.widgets import menu_key
from desktop_chat.value_class import value

_FILE_ICONS = {
    "file-open": "external",
    "file-show": "eye",
    "file-save": "download",
    "file-copy": "copy",
    "file-retry": "refresh",
    "file-cancel": "close",
}
_ADDRESS_MAX = 40
"""Characters of an address in a menu."""


@value
class ReactionChoice:
    """A reaction that a person can add or (`own`) take back."""

    text: str
    own: bool
    toggle: Callable[[], None]


@value
class FileChoice:
    """The file of an entry, and what a person can do with the file."""

    file: shown_file.ShownFile
    rows: tuple[tuple[str, Callable[[], None]], ...]


@value
class Choices:
    """The actions at a point; None for an action that is not available."""

    copy: Callable[[], None] | None
    copy_with_names: Callable[[], None] | None
    select_all: Callable[[], None]
    links: tuple[str, ...] = ()
    """The link at the point; by the keyboard the links of the entry."""
    open_link: Callable[[str], None] | None = None
    reveal: Callable[[], None] | None = None
    copy_quote: Callable[[], None] | None = None
    copy_link: Callable[[], None] | None = None
    """Copies the link to the entry."""
    link_refusal: str = ""
    """Why the entry has no link."""
    forward: Callable[[], None] | None = None
    copy_code: Callable[[], None] | None = None
    remove_preview: Callable[[], None] | None = None
    """Takes away the preview of a link."""
    file: FileChoice | None = None
    retry: Callable[[], None] | None = None
    react: Callable[[], None] | None = None
    """Opens the emoji picker."""
    react_reason: str = ""
    """Why nobody can react here."""
    reactions: tuple[ReactionChoice, ...] = ()
    pin: Callable[[], None] | None = None
    """Pins the entry in the room, or (`is_pinned`) unpins it."""
    is_pinned: bool = False
    pin_refusal: str = ""
    """Why a moderator cannot pin the entry."""
    versions: Callable[[], None] | None = None
    """Shows what the edited entry said before."""
    versions_refusal: str = ""
    """Why that is not known."""
    reply: Callable[[], None] | None = None
    reply_refusal: str = ""
    """Why the server takes no reply to the entry."""
    edit: Callable[[], None] | None = None
    edit_refusal: str = ""
    """Why the server cannot change the own entry."""
    delete: Callable[[], None] | None = None
    delete_refusal: str = ""
    """Why the server cannot delete the own entry."""
    keep_unread: Callable[[], None] | None = None
    """Marks the entry and all behind it as unread."""
    author: str = ""
    """The shown name of another person who wrote the entry."""
    portrait: Callable[[], None] | None = None
    """Loads the picture of the author."""
    open_author: Callable[[], None] | None = None
    """Opens the menu of the author."""
    more: Callable[[], None] | None = None
    """Opens the menu with all these actions."""


def entry_menu(parent: QWidget, choices: Choices) -> QMenu:
    """Return the menu. The caller opens and deletes it."""
    translate = QCoreApplication.translate
    menu = QMenu(parent)
    if choices.retry is not None:
        _add_row(menu, "refresh", translate("Timeline", "Send again"), choices.retry)
        menu.addSeparator()
    if choices.react is not None or choices.react_reason:
        _add_reactions(menu, choices)
    if choices.reply is not None or choices.reply_refusal:
        _add_row(menu, "reply", choices.reply_refusal or translate("Timeline", "Reply"), choices.reply)
    if choices.forward is not None:
        _add_row(menu, "arrow-right", translate("Timeline", "Forward…"), choices.forward)
    if choices.pin is not None:
        words = translate("Timeline", "Unpin") if choices.is_pinned else translate("Timeline", "Pin for everybody here")
        _add_row(menu, "pin", words, choices.pin)
    elif choices.pin_refusal:
        _add_row(menu, "pin", choices.pin_refusal, None)
    if choices.edit is not None or choices.edit_refusal:
        _add_row(menu, "edit", choices.edit_refusal or translate("Timeline", "Edit"), choices.edit)
    if menu.actions() and not menu.actions()[-1].isSeparator():
        menu.addSeparator()
    _add_copy_rows(menu, choices)
    menu.addSeparator()
    _add_row(menu, "", translate("Timeline", "Select all"), choices.select_all, "Ctrl+A")
    if choices.keep_unread is not None:
        _add_row(menu, "eye-off", translate("Timeline", "Mark as unread from here"), choices.keep_unread)
    _add_author_rows(menu, choices)
    if choices.delete is not None or choices.delete_refusal:
        menu.addSeparator()
        _add_row(menu, "trash", choices.delete_refusal or translate("Timeline", "Delete…"), choices.delete, "Del")
    return menu


def _add_author_rows(menu: QMenu, choices: Choices) -> None:
    translate = QCoreApplication.translate
    if choices.portrait is not None:
        words = translate("Timeline", "Show the picture of {0}").format(choices.author)
        _add_row(menu, "eye", words, choices.portrait)
    if choices.open_author is not None:
        menu.addSeparator()
        _add_row(menu, "user", translate("Timeline", "Person: {0}…").format(choices.author), choices.open_author)


def _add_copy_rows(menu: QMenu, choices: Choices) -> None:
    """Add what shows, opens and copies the content of the entry."""
    translate = QCoreApplication.translate
    if choices.reveal is not None:
        _add_row(menu, "eye", translate("Timeline", "Show the spoiler"), choices.reveal)
    if choices.file is not None:
        for action, do in choices.file.rows:
            _add_row(menu, _FILE_ICONS.get(action, ""), file_texts.action_text(action, choices.file.file), do)
    for url in choices.links:
        _add_link_rows(menu, url, choices.open_link, several=len(choices.links) > 1)
    if choices.remove_preview is not None:
        _add_row(menu, "eye-off", translate("Timeline", "Remove preview"), choices.remove_preview)
    if choices.copy_code is not None:
        _add_row(menu, "code-block", translate("Timeline", "Copy code"), choices.copy_code)
    _add_row(menu, "copy", translate("Timeline", "Copy"), choices.copy, "Ctrl+C")
    _add_row(menu, "", translate("Timeline", "Copy with names and times"), choices.copy_with_names, "Ctrl+Shift+C")
    if choices.versions is not None or choices.versions_refusal:
        words = choices.versions_refusal or translate("Timeline", "Earlier versions…")
        _add_row(menu, "clock", words, choices.versions)
    if choices.copy_quote is not None:
        _add_row(menu, "quote", translate("Timeline", "Copy as quote"), choices.copy_quote)
    if choices.copy_link is not None:
        _add_row(menu, "link", translate("Timeline", "Copy link to this message"), choices.copy_link)
    elif choices.link_refusal:
        _add_row(menu, "link", choices.link_refusal, None)


def _add_link_rows(menu: QMenu, url: str, open_link: Callable[[str], None] | None, *, several: bool) -> None:
    """Add the rows of one link. Among `several` each row tells its address."""
    translate, address = QCoreApplication.translate, link_address(url)
    room = url.startswith(ROOM_LINK)
    if url.startswith(PERSON_LINK):
        if open_link is not None:
            _add_row(menu, "user", translate("Timeline", "Person: {0}…").format(address), lambda: open_link(url))
        return
    shown = address if len(address) <= _ADDRESS_MAX else f"{address[:_ADDRESS_MAX]}…"
    if room:
        opening = translate("Timeline", "Go to {0}").format(shown)
        copying = translate("Timeline", "Copy {0}").format(shown)
    elif several:
        opening, copying = (
            translate("Timeline", "Open {0}").format(shown),
            translate("Timeline", "Copy {0}").format(shown),
        )
    else:
        opening, copying = translate("Timeline", "Open link"), translate("Timeline", "Copy link")
    if open_link is not None:
        _add_row(menu, "hash" if room else "external", opening, lambda: open_link(url))
    _add_row(menu, "copy" if room else "link", copying, lambda: QGuiApplication.clipboard().setText(address))


def _add_reactions(menu: QMenu, choices: Choices) -> None:
    """Add the menu of reactions; a greyed row with the reason if nobody can react."""
    translate = QCoreApplication.translate
    if choices.react is None:
        _add_row(menu, "smile", choices.react_reason, None)
        return
    more = menu.addMenu(translate("Timeline", "React"))
    set_themed_icon(more.menuAction(), "smile", "muted", 18)
    for choice in choices.reactions:
        action = more.addAction(literal_text(choice.text, TextSink.CAPTION))
        action.setCheckable(True)
        action.setChecked(choice.own)
        action.triggered.connect(choice.toggle)
    more.addSeparator()
    _add_row(more, "search", translate("Timeline", "More emoji…"), choices.react)


def _add_row(menu: QMenu, icon: str, text: str, do: Callable[[], None] | None, keys: str = "") -> None:
    action = menu.addAction(literal_text(text, TextSink.CAPTION))
    if keys:
        menu_key.show_keys(action, keys)
    if icon:
        set_themed_icon(action, icon, "muted", 18)
    action.setEnabled(do is not None)
    if do is not None:
        action.triggered.connect(do)
