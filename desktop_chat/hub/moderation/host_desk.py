"""HostDesk: what the host does and sees, over the control channel.

`now` is Unix ms in every method.
"""

from __future__ import annotations

from desktop_chat.hub.limits import clip_bytes
from desktop_chat.hub.moderation import (
    host_actions,
    knock_actions,
    link_actions,
    role_actions,
    room_actions,
    webhook_actions,
)
from desktop_chat.hub.people.leaving import disconnect_user
from desktop_chat.hub.state import State
from desktop_chat.irc.names import fold_name
from desktop_chat.net.control_values import BanRow, KnockRow, LinkRow, RoleRow, RoomRow, UserRow, WebhookRow
from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.texts import hub as texts


class HostDesk:
    """The door of the Hub for the host of the chat."""

    def __init__(self, state: State) -> None:
        self._state = state

    def user_rows(self, now: int) -> tuple[UserRow, ...]:
        """Return a row for each User, for the launcher's table."""
        self._state.now = now
        return host_actions.list_users(self._state, now)

    def kick_person(self, nick: str, reason: str, now: int) -> bool:
        """Disconnect a person. Return False for an unused nick."""
        self._state.now = now
        user = self._state.users.get(fold_name(nick))
        if user is None:
            return False
        disconnect_user(self._state, user, clip_bytes(reason, 300) or texts.DISCONNECTED_BY_HOST)
        return True

    def ban_person(self, now: int, *, nick: str, address: str, mask: str, seconds: int, reason: str) -> BanRow:
        """Ban a person (`hub.moderation`). Raises: Refusal."""
        self._state.now = now
        return host_actions.ban_person(
            self._state, nick=nick, address=address, mask=mask, seconds=seconds, reason=reason
        )

    def mute_person(self, now: int, *, nick: str, mask: str, seconds: int, reason: str) -> BanRow:
        """Mute a person. Raises: Refusal."""
        self._state.now = now
        return host_actions.mute_person(self._state, nick=nick, mask=mask, seconds=seconds, reason=reason)

    def lift_ban(self, kind: str, mask: str, now: int) -> None:
        """Lift a ban. Raises: Refusal."""
        self._state.now = now
        host_actions.lift_listed_ban(self._state, kind, mask)

    def unmute_person(self, nick: str, now: int) -> None:
        """Unmute a person. Raises: Refusal."""
        self._state.now = now
        host_actions.unmute_person(self._state, nick)

    def ban_rows(self, now: int) -> tuple[BanRow, ...]:
        """Return a row for each active ban and mute."""
        self._state.now = now
        return host_actions.list_bans(self._state)

    def link_rows(self) -> tuple[LinkRow, ...]:
        """Return a row for each invitation link."""
        return link_actions.list_links(self._state)

    def knock_rows(self) -> tuple[KnockRow, ...]:
        """Return a row for each person who waits until the host lets them in."""
        return knock_actions.list_knocks(self._state)

    def answer_knock(self, number: int, answer: str, now: int) -> None:
        """Answer a person who waits. Raises: Refusal."""
        self._state.now = now
        knock_actions.answer_knock(self._state, number, answer)

    def make_link(self, name: str, now: int, *, words: bool = False) -> LinkRow:
        """Make an invitation link, with code words if `words`. Raises: Refusal."""
        self._state.now = now
        return link_actions.make_link(self._state, name, words=words)

    @property
    def code_words(self) -> tuple[str, ...]:
        """The code words by which people find the chat on their network."""
        return self._state.links.all_words()

    def revoke_link(self, token: str, now: int, *, people: bool) -> None:
        """Revoke an invitation link (`hub/moderation/link_actions`). Raises: Refusal."""
        self._state.now = now
        link_actions.revoke_link(self._state, token, people=people)

    def role_rows(self, now: int) -> tuple[RoleRow, ...]:
        """Return a row for each role of a person."""
        self._state.now = now
        return role_actions.list_roles(self._state)

    def make_owner_link(self, now: int) -> str:
        """Return the token of a link that makes one further computer the owner's. Raises: Refusal."""
        self._state.now = now
        return role_actions.make_owner_link(self._state)

    def revoke_owner(self, identity: str, now: int) -> None:
        """Take back the owner's link, or the ownership of a further computer. Raises: Refusal."""
        self._state.now = now
        role_actions.revoke_owner(self._state, identity)

    def set_moderator(self, now: int, *, nick: str = "", identity: str = "", room: str = "", on: bool) -> None:
        """Give or take a person's role in a room, by default the lobby. Raises: Refusal."""
        self._state.now = now
        role_actions.set_moderator(self._state, nick=nick, identity=identity, room=room, on=on)

    def free_name(self, nick: str, now: int) -> str:
        """Free the name of an absent guest. Raises: Refusal."""
        self._state.now = now
        return host_actions.free_name(self._state, nick)

    def room_rows(self, now: int) -> dict[int, RoomRow]:
        """Return a row for each channel, by the id of the room, without the number of messages."""
        self._state.now = now
        return room_actions.list_rooms(self._state)

    def set_topic(self, room: str, text: str, now: int) -> None:
        """Set the topic of a room. Raises: Refusal."""
        self._state.now = now
        room_actions.set_topic(self._state, room, text)

    def change_modes(self, room: str, modes: str, now: int) -> None:
        """Change the settings of a room. Raises: Refusal."""
        self._state.now = now
        room_actions.change_modes(self._state, room, modes)

    def delete_room(self, room: str, now: int) -> None:
        """Delete a room with all Entries. Raises: Refusal."""
        self._state.now = now
        room_actions.delete_room(self._state, room)

    def know_host(self, fingerprint: CertificateFingerprint, now: int) -> None:
        """Treat local connections with this certificate as the host."""
        self._state.now = now
        host_actions.know_host(self._state, fingerprint)

    def add_webhook(self, now: int, *, room: str, name: str, picture: str, per_minute: int) -> str:
        """Make a webhook. Return the path of its address. Raises: Refusal."""
        self._state.now = now
        return webhook_actions.add_webhook(
            self._state, room, name, picture=picture, per_minute=per_minute, by=host_actions.HOST
        )

    def add_outgoing_webhook(self, now: int, *, room: str, name: str, address: str, word: str) -> str:
        """Let an address be called for messages. Return the secret of the signatures. Raises: Refusal."""
        self._state.now = now
        return webhook_actions.add_outgoing(self._state, room, name, address=address, word=word, by=host_actions.HOST)

    def delete_webhook(self, number: int, now: int) -> None:
        """Delete a webhook. Raises: Refusal."""
        self._state.now = now
        webhook_actions.delete_webhook(self._state, number, host_actions.HOST)

    def webhook_rows(self) -> tuple[WebhookRow, ...]:
        """Return a row for each webhook."""
        return webhook_actions.list_webhooks(self._state)

    def announce_text(self, text: str, now: int) -> None:
        """Send a NOTICE from the server to all Users."""
        self._state.now = now
        host_actions.announce_text(self._state, text)
