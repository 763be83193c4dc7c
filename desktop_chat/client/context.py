"""Context: the state of one Session beside its rooms, so every handler is a plain function `(context, message)`.
Pure.

Parts for connections and for acts of persons are made at the first use: windows show rooms before connecting.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from desktop_chat.client import (
    history_loader,
    login_exchange,
    message_builder,
    netsplits,
    outgoing,
    portrait_upload,
    room_list,
    server_search,
    timed_bans,
    typed_commands,
    typing_states,
    uploads,
)
from desktop_chat.client.events import EntryReacted, ListedMask, RoomRenamed
from desktop_chat.client.pacing import Rank
from desktop_chat.client.person_facts import PersonQuestion
from desktop_chat.client.presence import PresenceWatch
from desktop_chat.client.room_plan import RoomPlan
from desktop_chat.client.room_state import SERVER_ROOM, RoomState
from desktop_chat.client.session_state import SessionState


def _run_nothing() -> None:
    """Run no commands."""


class Context:
    """The state of one Session. `begin_connection` resets the part of one connection."""

    def __init__(self, state: SessionState) -> None:
        self.state = state
        self.presence = PresenceWatch(state)
        self.known_until = 0
        """The archive of the last run reaches up to this time (ms). Set before the first connection."""
        self.ctcp_answers: list[int] = []
        """Times (ms) of the last answers to CTCP questions of others."""
        self.ctcp_traces: list[int] = []
        """Times (ms) of the last entries about CTCP questions of others."""
        self.ctcp_asked: dict[str, str] = {}
        """By the folded nick of a person: the room in which the person was asked by CTCP."""
        self.room_plans: dict[str, RoomPlan] = {}
        """By key: rooms that a person is making."""
        self.unpublished: dict[str, str] = {}
        """By key of METADATA: values that the person wants to be known here, and the server does not have yet."""
        self.publishing = False
        """ProfilePublished is still to be told."""
        self.connect_commands: tuple[str, ...] = ()
        """Lines to run after each welcome."""
        self.run_connect_commands: Callable[[], None] = _run_nothing
        """Runs them. The Session sets it: the commands are above the handlers."""
        self.asked_nick = ""
        """The last nick that a person asked for."""
        self._forget_connection()

    @cached_property
    def builder(self) -> message_builder.MessageBuilder:
        return message_builder.MessageBuilder(self.state)

    @cached_property
    def outgoing(self) -> outgoing.OutgoingQueue:
        made = outgoing.OutgoingQueue(self.state, self.builder)
        made.begin_upload = lambda entry: self.uploads.add_upload(entry)
        return made

    def note_sent(self, entries: Sequence[int]) -> bool:
        """Note the sending of own Entries. Return True if more was queued."""
        return "outgoing" in vars(self) and self.outgoing.note_sent(entries)

    @cached_property
    def history(self) -> history_loader.HistoryLoader:
        made = history_loader.HistoryLoader(self.state)
        made.set_known_until(self.known_until)
        return made

    @cached_property
    def search(self) -> server_search.ServerSearch:
        return server_search.ServerSearch(self.state)

    @cached_property
    def typing(self) -> typing_states.TypingStates:
        return typing_states.TypingStates(self.state)

    @cached_property
    def typed(self) -> typed_commands.TypedCommands:
        return typed_commands.TypedCommands(self.state)

    @cached_property
    def splits(self) -> netsplits.Netsplits:
        return netsplits.Netsplits(self.state)

    @cached_property
    def uploads(self) -> uploads.Uploads:
        return uploads.Uploads(self.state, self.outgoing)

    @cached_property
    def portrait(self) -> portrait_upload.PortraitUpload:
        return portrait_upload.PortraitUpload(self.state)

    @cached_property
    def room_list(self) -> room_list.RoomList:
        return room_list.RoomList(self.state)

    @cached_property
    def timed_bans(self) -> timed_bans.TimedBans:
        return timed_bans.TimedBans(self.state)

    def report_reaction(self, change: EntryReacted) -> None:
        self.outgoing.note_reaction(change)
        self.state.emit(change)

    def rename_room(self, room: RoomState, name: str) -> None:
        """Give the room another name and key, unless another room has the key already."""
        state, before, key = self.state, room.key, self.state.fold_name(name)
        if key != before and key in state.rooms:
            return
        state.rooms = {key if old == before else old: other for old, other in state.rooms.items()}
        room.key, room.name = key, name
        state.channels = {other: one for other, one in state.rooms.items() if one.kind == "channel"}
        state.changed_rooms |= dict.fromkeys((before, key))
        self.outgoing.move_room(before, key)
        state.emit(RoomRenamed(before, key))
        self.history.note_renamed(before, room)

    def note_spelling(self, room: RoomState, nick: str) -> None:
        """Call a direct room as the person writes their own nick: lists of rooms have folded names on some servers."""
        if room.kind == "direct" and nick != room.name and self.state.fold_name(nick) == room.key:
            room.name = nick
            self.state.emit_room_changed(room)

    def note_present(self, nick: str) -> None:
        """Note that a person is here, perhaps after an absence."""
        key = self.state.fold_name(nick)
        self.told_away.pop(key, None)
        self.typing.allow_again(key)

    def note_absent(self, nick: str) -> None:
        """Note that a person is not here any more."""
        room = self.state.find_room(nick)
        if room is not None and room.kind == "direct":
            self.typing.note_absent(room.key)

    def ask_modes(self, room: RoomState) -> None:
        """Ask for the modes of a channel. A `+` channel has none."""
        if room.name[:1] != "+":
            self.state.send("MODE", room.name, rank=Rank.LATER)

    def close_if_left(self, room: RoomState) -> None:
        """Close a channel that was left on purpose, once every PART is answered."""
        if not (room.wanted or room.leaving or room.joined):
            self.outgoing.drop_room(room.key)
            self.state.close_room(room)

    def begin_connection(self) -> None:
        """Forget the last connection."""
        self._forget_connection()
        self.splits.begin_connection()
        self.room_list.begin_connection()
        self.presence.begin_connection()
        self.timed_bans.begin_connection()
        self.history.begin_connection()
        self.typed.begin_connection()
        if "portrait" in vars(self):
            self.portrait.end_connection()

    def _forget_connection(self) -> None:
        self.cap_answers = 0
        """CAP REQ lines and SASL exchanges without an answer yet."""
        self.cap_lines = 0
        """CAP lines from the server."""
        self.upgradable = False
        """The connection is not encrypted, and can be made again with TLS."""
        self.held = False
        """NICK and USER wait until the server has said whether it wants TLS."""
        self.upgrading = False
        """The server wants TLS, so nothing more of this connection counts."""
        self.cap_ended = False
        self.welcomed = False
        """The server has sent 001."""
        self.password_refused = False
        """The server has refused the connection for want of a password."""
        self.login: login_exchange.LoginExchange | None = None
        """The SASL exchange without an answer yet."""
        self.private = True
        """Nobody can read along: the connection is encrypted, or does not leave this computer."""
        self.told_real_name = self.state.person.realname
        """The real name that the server has."""
        self.own_told: set[str] = set()
        """Keys of METADATA of which the server has told our own value."""
        self.bringing_rooms = False
        """The rooms of the account are entered as the server tells them."""
        self.registering = False
        """A person's REGISTER or VERIFY has no answer yet."""
        self.service_answers: list[str] | None = None
        """What NickServ has answered to a registration so far; None if no registration waits."""
        self.bouncer_networks: set[str] = set()
        """Ids of the networks that the bouncer has told."""
        self.other_nicks = 0
        """The person's other nicks that were tried."""
        self.nick_attempts = 0
        """Nicks tried since the wanted one was refused."""
        self.nick_limit = 0
        """Characters that the server allows in a nick, as its refusals show; 0 if unknown."""
        self.nick_claims = 0
        """How often the wanted nick was asked for again."""
        self.claiming_nick = False
        """The last NICK asked for the wanted nick again, without a person."""
        self.away_asked = False
        """A person has typed /away or /back, and the server has not confirmed it yet."""
        self.ghost_asked = False
        """NickServ was asked to disconnect whoever uses the wanted nick."""
        self.rejoins: dict[str, int] = {}
        """By room: attempts to enter a room that was not available."""
        self.forwarded: dict[str, str] = {}
        """By the key of a room: the name of the room that forwards to it."""
        self.asked = SERVER_ROOM
        """The room in which a person last asked the server something."""
        self.last_words = ""
        """The text of ERROR."""
        self.told_away: dict[str, str] = {}
        """By direct room: the away text that was shown last."""
        self.asked_about: dict[str, PersonQuestion] = {}
        """By the folded nick: the questions of handlers/whois without a full answer."""
        self.lists_asked: dict[tuple[str, str], list[ListedMask]] = {}
        """By room and mode letter: the masks so far of a list that a window asked for."""
        self.modes_asked: set[str] = set()
        """Folded names of which a person asked for the modes."""
        self.who_asked: str | None = None
        """The mask in a person's /who, until the answer is complete."""
        self.who_heard: list[str] = []
        """Lines of that answer so far, as many as are shown."""
        self.who_count = 0
        """People in that answer so far."""
        self.names_asked: str | None = None
        """The folded name of the room in a person's /names, until the answer is complete."""
        self.names_heard: list[str] = []
        """Names in that answer so far."""
