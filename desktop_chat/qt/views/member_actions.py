"""MemberActions: the menu and the card of a person, and what they do: messages, blocks, roles, kicks, mutes and bans.
GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ParamSpec

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

from desktop_chat.client import room_bans
from desktop_chat.client.events import Member, Phase
from desktop_chat.client.file_address import Owner, parse_file_address
from desktop_chat.client.person_facts import PersonFacts
from desktop_chat.client.safe_display import shown_name
from desktop_chat.clock import now_ms
from desktop_chat.irc.metadata_keys import AVATAR
from desktop_chat.qt.dialogs import person_card, question, room_ban_question
from desktop_chat.qt.network import picture_loader
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.kept_connections import KeptConnections
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views import menus
from desktop_chat.qt.views.room_pane import RoomPane

MessagePerson = Callable[[Network, str], None]
P = ParamSpec("P")


def _no_portrait(network: Network, nick: str, side: int) -> None:
    """Return no picture for anybody."""


class MemberActions(QObject):
    """Acts on people of the pane's room. `message_person` opens direct messages."""

    def __init__(self, window: QWidget, controller: Controller, pane: RoomPane, message_person: MessagePerson) -> None:
        super().__init__(window)
        self._kept = KeptConnections(self)
        self._window = window
        self._controller = controller
        self._pane = pane
        self._message_person = message_person
        self._pictures: picture_loader.PictureLoader | None = None
        self.portrait_of: Callable[[Network, str, int], QPixmap | None] = _no_portrait
        """Returns the picture of a person on the chat's own server, for a side in pixels of the screen."""
        self._card: tuple[Network, person_card.PersonCard] | None = None

    def connect_network(self, network: Network) -> None:
        """Show what this server tells about people."""
        self._kept.keep(network.person_told.connect(lambda room, facts: self.on_person_told(network, room, facts)))
        for changed in (network.member_changed, network.room_changed):
            self._kept.keep(changed.connect(lambda room, *people: self.on_room_changed(network, room)))
        self._kept.keep(network.client_told.connect(lambda nick, client: self.on_client_told(network, nick, client)))

    def _while_open(self, network: Network, act: Callable[P, None]) -> Callable[P, None]:
        """Wrap an action so that it does nothing if the chat was left while a menu or a question was open."""

        def do(*args: P.args, **kwargs: P.kwargs) -> None:
            if network in self._controller.networks:
                act(*args, **kwargs)

        return do

    def open_member_menu(self, member: Member, at: QPoint) -> None:
        network, room = self._pane.network, self._pane.room
        if network is None or room is None:
            return
        nick = member.nick
        on = partial(self._while_open, network)
        acts = menus.MemberActs(
            message=on(lambda: self._message_person(network, nick)),
            mention=on(lambda: self._pane.composer.insert_text(f"{nick}{' ' if self._pane.composer.text() else ': '}")),
            whois=on(lambda: self.open_card(network, room, nick)),
            promote=self._while_open(
                network, lambda up: network.run_command(room, f"/{'op' if up else 'deop'} {nick}")
            ),
            voice=self._while_open(
                network, lambda up: network.run_command(room, f"/{'voice' if up else 'devoice'} {nick}")
            ),
            role=self._while_open(network, lambda letter, given: network.change_role(room, nick, letter, given=given)),
            kick=on(lambda: self._ask_kick(network, room, nick)),
            mute=on(lambda: self._ask_mute(network, room, nick)),
            unmute=on(lambda: network.lift_mutes(room, nick)),
            ban=on(lambda: self._ask_ban(network, room, nick)),
            block=self._while_open(network, lambda blocked: self._block(network, nick, blocked=blocked)),
        )
        menus.member_menu(self._window, network, room, member, acts).popup(at)

    # The card

    def open_card(self, network: Network, room: Room, nick: str) -> None:
        """Show a person, and ask the server about the person."""
        card = self._make_card(network, room, nick)
        if network.phase is not Phase.ONLINE:
            card.presence_label.setText(self.tr("You are disconnected, so the server cannot be asked."))
        network.ask_about_person(room, nick)

    def _make_card(self, network: Network, room: Room, nick: str) -> person_card.PersonCard:
        if self._card is not None:
            self._card[1].close()
        card = person_card.PersonCard(nick, self._window)
        self._card = network, card
        on = partial(self._while_open, network)
        card.finished.connect(lambda: self.on_card_closed(card))
        card.message_requested.connect(on(lambda: self._message_person(network, nick)))
        card.kick_requested.connect(on(lambda: self._ask_kick(network, room, nick)))
        card.mute_requested.connect(on(lambda: self._ask_mute(network, room, nick)))
        card.unmute_requested.connect(on(lambda: network.lift_mutes(room, nick)))
        card.ban_requested.connect(on(lambda: self._ask_ban(network, room, nick)))
        card.client_requested.connect(on(lambda: network.ask_client(nick)))
        card.picture_requested.connect(self.on_picture_wanted)
        card.block_requested.connect(
            self._while_open(network, lambda blocked: self._block(network, nick, blocked=blocked))
        )
        own = network.session.key_of(nick) == network.session.key_of(network.nick)
        if own:
            card.show_own()
        moderated = not own and menus.can_moderate(network, room, nick)
        card.set_moderation(possible=moderated, mute=network.session.can_mute())
        card.set_muted(muted=network.session.is_muted(room.key, nick))
        card.set_blocked(blocked=network.session.is_blocked(nick))
        card.open()
        self.refresh_portrait()
        return card

    def refresh_portrait(self) -> None:
        """Show the picture of the person on the card, if it has come from the chat's own server."""
        if self._card is not None:
            network, card = self._card
            side = round(card.avatar.width() * card.devicePixelRatioF())
            picture = self.portrait_of(network, card.nick, side)
            if picture is not None:
                card.show_portrait(picture)

    def on_card_closed(self, card: person_card.PersonCard) -> None:
        if self._card is not None and self._card[1] is card:
            self._card = None

    def _card_of(self, network: Network, nick: str) -> person_card.PersonCard | None:
        """Return the open card of a person, or None."""
        if self._card is None:
            return None
        asked, card = self._card
        key_of = network.session.key_of
        return card if asked is network and key_of(card.nick) == key_of(nick) else None

    def on_person_told(self, network: Network, room: Room, facts: PersonFacts) -> None:
        """Show facts on the card. /whois opens it with them; a later answer about an absent person opens none."""
        card = self._card_of(network, facts.nick)
        if card is None and not facts.asked_again:
            card = self._make_card(network, room, facts.nick)
        if card is not None:
            known = network.profile_of(facts.nick)  # a WHOIS does not tell it everywhere
            facts = replace(facts, published=tuple({**known, **dict(facts.published)}.items()))
            self.refresh_portrait()
            place = parse_file_address(facts.published_value(AVATAR))
            is_ours = place is not None and network.files.owner_of(place) is not Owner.FOREIGN
            if not (is_ours or self._uses_proxy(network)):  # a direct connection would betray what the proxy hides
                card.offer_picture(facts.published_value(AVATAR))
            common = network.session.rooms_in_common(facts.nick)
            card.show_facts(facts, common, self._role_text(network, room, facts.nick), now_ms() // 1000)

    def _role_text(self, network: Network, room: Room, nick: str) -> str:
        member = room.state.members.get(network.session.key_of(nick))
        names = {
            "~": self.tr("Owner of {0}"),
            "&": self.tr("Administrator of {0}"),
            "@": self.tr("Moderator of {0}"),
            "%": self.tr("Half-operator of {0}"),
            "+": self.tr("May speak in {0} while it is moderated"),
        }
        role = names.get(member.prefixes[:1]) if member is not None and member.prefixes else None
        return role.format(shown_name(room.name)) if role else ""

    def _uses_proxy(self, network: Network) -> bool:
        record = self._controller.settings.find_server(network.network)
        return record is not None and bool(record.options.proxy)

    def on_picture_wanted(self, address: str) -> None:
        """Load the picture of the person on the card."""
        if self._pictures is None:
            self._pictures = picture_loader.PictureLoader(self)
            self._pictures.loaded.connect(self.on_picture_loaded)
            self._pictures.failed.connect(self.on_picture_failed)
        self._pictures.load_picture(address)

    def on_picture_loaded(self, address: str, picture: QImage) -> None:
        if self._card is not None:
            self._card[1].show_picture(address, picture)

    def on_picture_failed(self, address: str) -> None:
        if self._card is not None:
            self._card[1].show_no_picture(address)

    def on_room_changed(self, network: Network, room: Room) -> None:
        """Show on the card whether the person is muted now."""
        if self._card is not None and self._card[0] is network and room is self._pane.room:
            card = self._card[1]
            card.set_muted(muted=network.session.is_muted(room.key, card.nick))

    def on_client_told(self, network: Network, nick: str, client: str) -> None:
        card = self._card_of(network, nick)
        if card is not None:
            card.show_client(client)

    def _block(self, network: Network, nick: str, *, blocked: bool) -> None:
        if blocked:
            network.block_person(nick)
        else:
            network.unblock(nick)
        card = self._card_of(network, nick)
        if card is not None:
            card.set_blocked(blocked=network.session.is_blocked(nick))

    # Moderation

    def _ask_kick(self, network: Network, room: Room, nick: str) -> None:
        asked = question.MessageQuestion(
            "kick",
            self.tr("Kick {0} from {1}?").format(network.name_of(nick), shown_name(room.name)),
            self.tr("{0} may come back.").format(network.name_of(nick)),
            self.tr("Why (optional)"),
            self.tr("Kick"),
            self._window,
        )
        asked.answered.connect(self._while_open(network, lambda reason: self._kick(network, room, nick, reason)))
        asked.open()

    def _kick(self, network: Network, room: Room, nick: str, reason: str) -> None:
        if reason:
            self._pane.writing.run_command(network, room, f"/kick {nick} {reason}")
        else:
            network.kick_member(room, nick)

    def _masks(self, network: Network, room: Room, nick: str) -> list[tuple[str, str]]:
        """Return (meaning, mask) of the ways to name a person, the most lasting first. An address that others in the
        room have too comes last: a whole office may stand behind it."""
        members = room.state.members
        member = members.get(network.session.key_of(nick)) or Member(nick)
        account = room_bans.account_mask(network.session.isupport, member.account)
        host = room_bans.host_mask(member)
        others = sum(1 for other in members.values() if room_bans.host_mask(other) == host) - 1 if host else 0
        masks = [(self.tr("The name {0}").format(shown_name(nick)), room_bans.nick_mask(nick))]
        if others > 0:
            where = host.removeprefix("*!*@")
            masks.append((self.tr("Everybody at {0} (%n more people here)", "", others).format(where), host))
        elif host:
            masks.insert(0, (self.tr("Everybody at {0}").format(host.removeprefix("*!*@")), host))
        if account:
            masks.insert(0, (self.tr("The account {0}, under any name").format(shown_name(member.account)), account))
        return masks

    def _ask_ban(self, network: Network, room: Room, nick: str) -> None:
        asked = room_ban_question.RoomBanQuestion(
            "ban",
            self.tr("Ban {0} from {1}?").format(network.name_of(nick), shown_name(room.name)),
            self.tr("A banned person is removed from the room and cannot come back until the ban is lifted."),
            self.tr("Ban"),
            self._masks(network, room, nick),
            self._window,
            terms=network.session.can_set_terms(),
        )
        asked.answered.connect(self._while_open(network, lambda *answer: network.ban_member(room, nick, *answer)))
        asked.open()

    def _ask_mute(self, network: Network, room: Room, nick: str) -> None:
        asked = room_ban_question.RoomBanQuestion(
            "mic-off",
            self.tr("Mute {0} in {1}?").format(network.name_of(nick), shown_name(room.name)),
            self.tr("A muted person can read and cannot send messages until the mute is lifted."),
            self.tr("Mute"),
            self._masks(network, room, nick),
            self._window,
            terms=network.session.can_set_terms(),
        )
        asked.answered.connect(self._while_open(network, lambda *answer: self._mute(network, room, nick, *answer)))
        asked.open()

    def _mute(self, network: Network, room: Room, nick: str, mask: str, reason: str, minutes: int) -> None:
        """Mute a person, and tell the person why: a mute itself carries no reason."""
        network.mute_member(room, mask, minutes)
        if reason:
            words = self.tr("You are muted in {0}: {1}").format(room.name, reason)
            self._pane.writing.run_command(network, room, f"/notice {nick} {words}")
