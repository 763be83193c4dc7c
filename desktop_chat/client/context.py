"""Context: what a handler is given. One for a Session, so that every handler is a plain function `(context,
message)`."""

from __future__ import annotations

from desktop_chat.client.events import RoomRenamed
from desktop_chat.client.history_loader import HistoryLoader
from desktop_chat.client.message_builder import MessageBuilder
from desktop_chat.client.netsplits import Netsplits
from desktop_chat.client.outgoing import OutgoingQueue
from desktop_chat.client.pacing import Rank
from desktop_chat.client.session_state import SERVER_ROOM, RoomState, SessionState
from desktop_chat.client.typed_commands import TypedCommands
from desktop_chat.client.typing_states import TypingStates


class Context:
    """`cap_answers`: CAP REQ lines not answered yet, `cap_lines`: CAP lines that came, `listed`: rooms that
    LIST has told. `welcomed`: the server has let us in. `password_refused`: it has
    said that it does not, for want of a password. `logging_in`: it was shown a name and a password by SASL and has not
    answered. `bouncer_networks`: how many networks behind it were told.
    `nick_attempts`: names tried since the wanted one was refused,
    `nick_limit`: how long one may be, as far as refusals show. `nick_claims`: how often the wanted name was asked for
    since then, `claiming_nick`: that was the last NICK. `rejoins`: how often rooms that were not available were tried
    again, `forwarded`: a room to the one that leads there.
    `upgradable`: the connection is not encrypted and would be made anew by TLS if the server wanted it; `held`: so we
    wait for what it says before we say who we are, and `upgrading` that it has said so.
    `asked_nick`: the name last asked for. `asked`: the room in which the server was asked something. `last_words`:
    what the server said in ERROR. `ctcp_answers`, `ctcp_traces`: when (ms) questions of others were last answered, or
    told of; `ctcp_asked`: the rooms in which we asked a person, by the folded nick."""

    def __init__(self, state: SessionState) -> None:
        self.state = state
        self.builder = MessageBuilder(state)
        self.outgoing = OutgoingQueue(state, self.builder)
        self.history = HistoryLoader(state)
        self.typing = TypingStates(state)
        self.typed = TypedCommands(state)
        self.splits = Netsplits(state)
        self.ctcp_answers: list[int] = []
        self.ctcp_traces: list[int] = []
        self.ctcp_asked: dict[str, str] = {}
        self.asked_nick = ""
        self.begin_connection()

    def rename_room(self, room: RoomState, name: str) -> None:
        """The room goes by another name, or by another key; not when there is one of that key already."""
        state, before, key = self.state, room.key, self.state.fold_name(name)
        if key != before and key in state.rooms:
            return
        state.rooms = {key if old == before else old: other for old, other in state.rooms.items()}
        room.key, room.name = key, name
        self.outgoing.move_room(before, key)
        state.emit(RoomRenamed(before, key))
        self.history.moved(before, room)

    def ask_modes(self, room: RoomState) -> None:
        """Ask for the modes of a channel. Those of the kind `+` have none."""
        if room.name[:1] != "+":
            self.state.send("MODE", room.name, rank=Rank.LATER)

    def close_if_left(self, room: RoomState) -> None:
        """Take a channel from the list that we meant to leave, once nothing is on its way about it."""
        if not (room.wanted or room.leaving or room.joined):
            self.outgoing.drop_room(room.key)
            self.state.close_room(room)

    def begin_connection(self) -> None:
        """A new connection knows nothing of the last one."""
        self.cap_answers = 0
        self.cap_lines = 0
        self.upgradable = False
        self.held = False
        self.upgrading = False
        self.cap_ended = False
        self.welcomed = False
        self.password_refused = False
        self.logging_in = False
        self.bouncer_networks = 0
        self.nick_attempts = 0
        self.nick_limit = 0
        self.nick_claims = 0
        self.claiming_nick = False
        self.rejoins: dict[str, int] = {}
        self.forwarded: dict[str, str] = {}
        self.asked = SERVER_ROOM
        self.last_words = ""
        self.told_away: dict[str, str] = {}
        self.listing: list[tuple[int, str]] = []
        self.listed = 0
        self.modes_asked: set[str] = set()
        self.names_asked: str | None = None
        self.names_heard: list[str] = []
        self.splits.begin()
        self.history.begin_connection()
        self.typed.begin_connection()
