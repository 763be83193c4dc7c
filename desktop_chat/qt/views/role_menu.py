"""The part of a person's menu with the roles beside moderator and voice, where the server has them. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from desktop_chat.client.events import Member
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.theme.icons import set_themed_icon
from desktop_chat.qt.theme.literal_text import TextSink, literal_text

GiveRole = Callable[[str, bool], None]
_GIVERS = {"q": "~", "a": "~", "h": "~&@"}
"""By mode letter: the signs of the roles that give the role."""


def add_role_choice(menu: QMenu, network: Network, room: Room, member: Member, give: GiveRole) -> None:
    """Add a menu of roles, each checked if the member has it. `give` takes the mode letter, and False to take the role.

    Roles that only higher ranks give are greyed, with the reason.
    """
    translate, session = QCoreApplication.translate, network.session
    texts = {
        "q": translate("RoleMenu", "Owner: may do everything"),
        "a": translate("RoleMenu", "Administrator: moderates moderators"),
        "h": translate("RoleMenu", "Helper: may kick and mute"),
    }
    signs = {letter: sign for letter in texts if (sign := session.isupport.prefix_of(letter))}
    if not signs:
        return
    ourselves = room.state.members.get(session.key_of(network.nick))
    own = ourselves.prefixes if ourselves is not None else ""
    roles = menu.addMenu(translate("RoleMenu", "Other roles"))
    set_themed_icon(roles.menuAction(), "crown", "muted", 18)
    by_owners = translate("RoleMenu", "{0} (only owners give this role)")
    by_moderators = translate("RoleMenu", "{0} (only moderators give this role)")
    for letter, sign in signs.items():
        may_give = bool(set(own) & set(_GIVERS[letter]))
        refusal = by_moderators if "@" in _GIVERS[letter] else by_owners
        text = texts[letter] if may_give else refusal.format(texts[letter])
        action = roles.addAction(literal_text(text, TextSink.CAPTION))
        action.setCheckable(True)
        action.setChecked(sign in member.prefixes)
        action.setEnabled(may_give)
        action.triggered.connect(lambda checked, letter=letter: give(letter, checked))
