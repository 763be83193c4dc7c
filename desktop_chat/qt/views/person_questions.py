"""PersonQuestions: whom to write to, and whom to invite to the room on screen. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_chat.client.chat_address import make_link
from desktop_chat.client.phase import Phase
from desktop_chat.irc.names import nick_from_person
from desktop_chat.qt.dialogs import invite_dialog, text_question
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room

MessagePerson = Callable[[Network, str], None]
_MOST_OFFERED = 2_000
"""Names that are offered while a person types."""


class PersonQuestions(QObject):
    """Offers the people whom this client knows on a server. `message_person` opens direct messages."""

    def __init__(self, window: QWidget, controller: Controller, message_person: MessagePerson) -> None:
        super().__init__(window)
        self._window = window
        self._controller = controller
        self._message_person = message_person

    def ask_whom(self, network: Network) -> None:
        """Ask for a person to write to."""
        people = known_people(network, None)
        question = text_question.TextQuestion(
            "at",
            self.tr("Message somebody"),
            self.tr("On {0}. It is between the two of you.").format(network.display_name),
            self.tr("Name"),
            self.tr("Write"),
            self._window,
            names=tuple(people),
        )
        question.answered.connect(lambda name: self._message_person(network, nick_of(name, people)))
        question.open()

    def show_invitation(self, network: Network, room: Room) -> None:
        """Show the link to a room, and invite people who are in the chat already."""
        place = self._controller.place_for_others(network, room.name)
        note, web, hosting = "", "", self._controller.hosting
        if self._controller.is_hosted(network):
            web = hosting.invitations.web_scheme(place.host)
            if not hosting.is_running:
                note = self.tr("Your chat is stopped, so nobody can follow the link now.")
        inside = room.kind == "channel" and room.state.joined and network.phase is Phase.ONLINE
        people = known_people(network, room) if inside else {}
        names = tuple(people) if inside else None
        dialog = invite_dialog.InviteDialog(room.name, make_link(place, web), note, self._window, names=names)
        dialog.person_chosen.connect(lambda name: self._invite(network, room, nick_of(name, people)))
        dialog.open()

    def _invite(self, network: Network, room: Room, nick: str) -> None:
        """Invite a person, if the chat was not left while the dialog was open."""
        if network in self._controller.networks:
            network.run_command(room, f"/invite {nick}")


def known_people(network: Network, room: Room | None) -> dict[str, str]:
    """Return the nicks of other people who are known on a server and are not in the room, by the name in windows."""
    session = network.session
    inside = {session.key_of(network.nick), *(room.state.members if room is not None else ())}
    found: dict[str, str] = {}
    for one in network.rooms.values():
        if one.kind == "direct":
            found.setdefault(one.key, one.name)
            continue
        for key, member in one.state.members.items():
            if len(found) >= _MOST_OFFERED:
                break
            found.setdefault(key, member.nick)
    nicks = [nick for key, nick in found.items() if key not in inside and not set(nick) & set("*@,")]
    return {network.name_of(nick): nick for nick in sorted(nicks, key=str.casefold)}


def nick_of(name: str, people: dict[str, str]) -> str:
    """Return the nick that a person means by a typed name."""
    wanted = name.casefold()
    typed = nick_from_person(name) if " " in name else name
    return next((nick for shown, nick in people.items() if shown.casefold() == wanted), typed)
