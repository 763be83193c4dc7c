"""The menus of the chat window. Each is made when it is opened and goes when it is closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from desktop_chat.client.events import Member, Phase
from desktop_chat.qt.icons import tint
from desktop_chat.qt.letters import Sink, as_written
from desktop_chat.qt.network import Network
from desktop_chat.qt.room import Room
from desktop_chat.values import value

Do = Callable[[], None]


@value
class RoomActs:
    """What can be done with a room or a server."""

    read: Do
    mute: Do
    pin: Do
    leave: Do
    join: Do
    connect: Do
    disconnect: Do
    rename: Do
    password: Do
    remove: Do
    block: Do
    requests: Do


@value
class MemberActs:
    """What can be done with somebody."""

    message: Do
    mention: Do
    whois: Do
    promote: Callable[[bool], None]
    kick: Do


def add(menu: QMenu, icon: str, text: str, do: Do, keys: str = "", *, danger: bool = False) -> None:
    """One row; `keys` are shown only, the window has the shortcut."""
    action = menu.addAction(as_written(text, Sink.CAPTION))
    if keys:
        action.setText(f"{as_written(text, Sink.CAPTION)}\t{as_written(keys, Sink.CAPTION)}")
    if icon:
        tint(action, icon, "danger" if danger else "muted", 18)
    action.triggered.connect(lambda: do())


def new_menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def room_menu(parent: QWidget, network: Network, room: Room, acts: RoomActs) -> QMenu:
    """For a row of the sidebar."""
    translate = QCoreApplication.translate
    menu = new_menu(parent)
    if room.unread:
        add(menu, "check", translate("Menus", "Mark as read"), acts.read)
        menu.addSeparator()
    if room.kind == "server":
        add(menu, "plus", translate("Menus", "Join a room…"), acts.join)
        add(menu, "edit", translate("Menus", "Change your name here…"), acts.rename)
        add(menu, "lock", translate("Menus", "Enter the password…"), acts.password)
        add(menu, "user-plus", translate("Menus", "Message requests…"), acts.requests)
        menu.addSeparator()
        if network.phase is Phase.OFFLINE:
            add(menu, "wifi", translate("Menus", "Connect"), acts.connect)
        else:
            add(menu, "wifi-off", translate("Menus", "Disconnect"), acts.disconnect)
        add(menu, "door-exit", translate("Menus", "Leave this chat"), acts.remove, danger=True)
        return menu
    name = room.name
    add(menu, "pin", translate("Menus", "Unpin") if room.pinned else translate("Menus", "Pin to the top"), acts.pin)
    if room.muted:
        add(menu, "bell", translate("Menus", "Unmute notifications"), acts.mute)
    else:
        add(menu, "bell-off", translate("Menus", "Mute notifications"), acts.mute)
    add(menu, "copy", translate("Menus", "Copy name"), lambda: QGuiApplication.clipboard().setText(name))
    menu.addSeparator()
    direct = room.kind == "direct"
    words = translate("Menus", "Close these messages") if direct else translate("Menus", "Leave the room")
    add(menu, "close" if direct else "door-exit", words, acts.leave, "Ctrl+W")
    if direct:
        add(menu, "ban", translate("Menus", "Block this person"), acts.block, danger=True)
    return menu


def member_menu(parent: QWidget, network: Network, room: Room, member: Member, acts: MemberActs) -> QMenu:
    """For somebody in the list of people or in the timeline."""
    translate = QCoreApplication.translate
    menu = new_menu(parent)
    own = network.session.key_of(member.nick) == network.session.key_of(network.nick)
    if not own:
        add(menu, "message", translate("Menus", "Message"), acts.message)
        add(menu, "at", translate("Menus", "Mention"), acts.mention)
    add(menu, "info", translate("Menus", "Who is this?"), acts.whois)
    add(menu, "copy", translate("Menus", "Copy name"), lambda: QGuiApplication.clipboard().setText(member.nick))
    if not own and network.session.leads(room.key) and network.session.key_of(member.nick) in room.state.members:
        menu.addSeparator()
        if "@" in member.prefixes:
            add(menu, "shield", translate("Menus", "Take the moderator's role"), lambda: acts.promote(False))
        else:
            add(menu, "shield", translate("Menus", "Make a moderator"), lambda: acts.promote(True))
        add(menu, "kick", translate("Menus", "Send out of the room…"), acts.kick, danger=True)
    return menu
