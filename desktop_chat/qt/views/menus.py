"""The menus of the chat window, each made when opened and deleted when closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from desktop_chat.client.events import Member, Phase
from desktop_chat.client.search_filters import HAS_FILE, HAS_LINK
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.theme.icons import set_themed_icon
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.views import role_menu, room_marks_menu
from desktop_chat.qt.widgets import menu_key
from desktop_chat.value_class import value

Do = Callable[[], None]


@value
class RoomActs:
    """The actions on a room or a server."""

    read: Do
    read_all: Do
    """All rooms of the server."""
    unread: Do
    find: Callable[[str], None]
    """Searches the room for words and filters."""
    accept: Do
    place: room_marks_menu.PlaceActs
    leave: Do
    browse: Do
    join: Do
    connect: Do
    disconnect: Do
    rename: Do
    password: Do
    export: Do
    record: Do
    settings: Do
    setup: Do
    console: Do
    remove: Do
    whois: Do
    block: Do
    requests: Do


@value
class MemberActs:
    """The actions on a person."""

    message: Do
    mention: Do
    whois: Do
    promote: Callable[[bool], None]
    voice: Callable[[bool], None]
    role: role_menu.GiveRole
    kick: Do
    mute: Do
    unmute: Do
    ban: Do
    block: Callable[[bool], None]


def add_action(menu: QMenu, icon: str, text: str, do: Do, keys: str = "", *, danger: bool = False) -> QAction:
    """Add a row. `keys` are only shown: the window has the shortcut."""
    action = menu.addAction(literal_text(text, TextSink.CAPTION))
    if keys:
        menu_key.show_keys(action, keys)
    if icon:
        set_themed_icon(action, icon, "danger" if danger else "muted", 18)
    action.triggered.connect(lambda: do())
    return action


def new_menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def room_menu(parent: QWidget, network: Network, room: Room, acts: RoomActs, leave_keys: str = "") -> QMenu:
    """Return the menu of a row in the sidebar. `leave_keys`: the shortcut that leaves the room."""
    translate = QCoreApplication.translate
    menu = new_menu(parent)
    if room.unread:
        add_action(menu, "check", translate("Menus", "Mark as read"), acts.read)
        menu.addSeparator()
    elif room.kind != "server" and room.newest_countable() is not None:
        add_action(menu, "eye-off", translate("Menus", "Mark as unread"), acts.unread)
        menu.addSeparator()
    if room.kind == "server":
        _add_server_rows(menu, network, room, acts)
        return menu
    name, invited = room.name, bool(room.state.invited_by)
    if invited:
        add_action(menu, "check", translate("Menus", "Accept the invitation"), acts.accept)
    marks, mark = room.marks, acts.place.mark
    pin = translate("Menus", "Unpin") if marks.pinned else translate("Menus", "Pin to the top")
    add_action(menu, "pin", pin, lambda: mark(replace(marks, pinned=not marks.pinned, position=0)))
    groups = sorted({one.marks.group for one in network.rooms.values()} - {""}, key=str.casefold)
    room_marks_menu.add_place_choice(menu, marks, groups, acts.place)
    room_marks_menu.add_mute_choice(menu, marks, mark)
    room_marks_menu.add_rule_choice(menu, marks, mark)
    add_action(menu, "copy", translate("Menus", "Copy name"), lambda: QGuiApplication.clipboard().setText(name))
    if room.kind == "channel" and room.state.joined:
        add_action(menu, "sliders", translate("Menus", "Room settings…"), acts.settings)
    if not invited:
        add_action(menu, "folder", translate("Menus", "Files and pictures"), lambda: acts.find(HAS_FILE))
        add_action(menu, "link", translate("Menus", "Links"), lambda: acts.find(HAS_LINK))
    add_action(menu, "download", translate("Menus", "Export messages…"), acts.export)
    if room.kind != "server" and network.session.isupport.retention_days is not None:
        add_action(menu, "clock", translate("Menus", "What is kept…"), acts.record)
    menu.addSeparator()
    direct = room.kind == "direct"
    if direct:
        add_action(menu, "info", translate("Menus", "Who is this?"), acts.whois)
    words = translate("Menus", "Close these messages") if direct else translate("Menus", "Leave the room")
    if invited:
        words = translate("Menus", "Decline the invitation")
    add_action(menu, "close" if direct else "door-exit", words, acts.leave, leave_keys)
    if direct:
        add_action(menu, "ban", translate("Menus", "Block this person"), acts.block, danger=True)
    return menu


def _add_server_rows(menu: QMenu, network: Network, page: Room, acts: RoomActs) -> None:
    translate = QCoreApplication.translate
    if any(one.unread for one in network.rooms.values() if one is not page):
        add_action(menu, "check", translate("Menus", "Mark all as read"), acts.read_all)
        menu.addSeparator()
    add_action(menu, "search", translate("Menus", "Browse rooms…"), acts.browse)
    add_action(menu, "plus", translate("Menus", "Join a room…"), acts.join)
    add_action(menu, "edit", translate("Menus", "Change your name here…"), acts.rename)
    add_action(menu, "lock", translate("Menus", "Enter the password…"), acts.password)
    add_action(menu, "sliders", translate("Menus", "Set up the connection…"), acts.setup)
    add_action(menu, "code", translate("Menus", "Raw lines…"), acts.console)
    add_action(menu, "user-plus", translate("Menus", "Message requests…"), acts.requests)
    menu.addSeparator()
    if network.phase is Phase.OFFLINE:
        add_action(menu, "wifi", translate("Menus", "Connect"), acts.connect)
    else:
        add_action(menu, "wifi-off", translate("Menus", "Disconnect"), acts.disconnect)
    add_action(menu, "door-exit", translate("Menus", "Leave this chat"), acts.remove, danger=True)


def member_menu(parent: QWidget, network: Network, room: Room, member: Member, acts: MemberActs) -> QMenu:
    """Return the menu of a person in the list of people or in the timeline."""
    translate = QCoreApplication.translate
    menu = new_menu(parent)
    own = network.session.key_of(member.nick) == network.session.key_of(network.nick)
    if not own:
        add_action(menu, "message", translate("Menus", "Message"), acts.message)
        add_action(menu, "at", translate("Menus", "Mention"), acts.mention)
    add_action(menu, "info", translate("Menus", "Who is this?"), acts.whois)
    add_action(menu, "copy", translate("Menus", "Copy name"), lambda: QGuiApplication.clipboard().setText(member.nick))
    if not own and can_moderate(network, room, member.nick):
        menu.addSeparator()
        if "@" in member.prefixes:
            add_action(menu, "shield", translate("Menus", "Take the moderator's role"), lambda: acts.promote(False))
        else:
            add_action(menu, "shield", translate("Menus", "Make a moderator"), lambda: acts.promote(True))
        if "+" in member.prefixes:
            add_action(menu, "", translate("Menus", "Take the voice"), lambda: acts.voice(False))
        else:
            add_action(menu, "", translate("Menus", "Let speak while the room is moderated"), lambda: acts.voice(True))
        role_menu.add_role_choice(menu, network, room, member, acts.role)
        add_action(menu, "kick", translate("Menus", "Kick from the room…"), acts.kick, danger=True)
        _add_mute(menu, network, room, member, acts)
        add_action(menu, "ban", translate("Menus", "Ban from the room…"), acts.ban, danger=True)
    if not own:
        menu.addSeparator()
        if network.session.is_blocked(member.nick):
            add_action(menu, "ban", translate("Menus", "Unblock"), lambda: acts.block(False))
        else:
            add_action(menu, "ban", translate("Menus", "Block this person"), lambda: acts.block(True), danger=True)
    return menu


def _add_mute(menu: QMenu, network: Network, room: Room, member: Member, acts: MemberActs) -> None:
    translate = QCoreApplication.translate
    if network.session.is_muted(room.key, member.nick):
        add_action(menu, "mic-off", translate("Menus", "Lift the mute"), acts.unmute)
        return
    mute = add_action(menu, "mic-off", translate("Menus", "Mute in the room…"), acts.mute, danger=True)
    if not network.session.can_mute():
        mute.setEnabled(False)
        mute.setText(literal_text(translate("Menus", "Mute (this server cannot)"), TextSink.CAPTION))


def can_moderate(network: Network, room: Room, nick: str) -> bool:
    """Return True if we are a moderator of the room, and the person is in it."""
    return network.session.is_moderator(room.key) and network.session.key_of(nick) in room.state.members
