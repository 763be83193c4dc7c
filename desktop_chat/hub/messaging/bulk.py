"""The bulk path: consecutive plain PRIVMSGs of one client to one target are handled, encoded and stored as one.

Nearly all traffic of a busy chat is plain. Anything else (tags, several targets, channel modes that restrict text,
a muted author) goes through `messaging.send`, line by line. A test compares both paths. A plain PRIVMSG by itself takes
the bulk path, too: it needs two thirds of the time.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.fanout import BODY_LIMIT, Statement
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.live.view_bits import ECHO, TAGS
from desktop_chat.hub.messaging.send import require_direct_room
from desktop_chat.hub.state import State
from desktop_chat.irc.capabilities import TAG_MSGID
from desktop_chat.irc.message import NO_TAGS, Message
from desktop_chat.irc.names import fold_name
from desktop_chat.storage.msgid import msgids_of
from desktop_chat.storage.records import Entry, EntryRun

_MODES_THAT_CHECK_TEXT = frozenset("CMSTUcmu")
"""Channel modes that restrict authors or texts."""
_NOT_PLAIN = ("", "\x01")
"""How a text begins that is not plain."""


class BulkStatement(Statement):
    """Several plain lines, the first of which has the id `place`."""

    __slots__ = ("_texts",)

    def __init__(self, start: str, texts: Sequence[str], time: str, place: tuple[int, int], account: str) -> None:
        """`start`: the line before each text. `place`: (room, sequence) of the first line."""
        super().__init__(start, time, place=place, account=account)
        self._texts = texts

    def encode_for(self, view: int) -> bytes:
        """Return all lines for a view."""
        view &= self._relevant_bits
        data = self._lines.get(view)
        if data is None:
            text = self._lines_with_ids(view) if view & TAGS else self._lines_without_ids(view)
            data = self._lines[view] = text.encode("utf-8", "replace")
        return data

    def _lines_without_ids(self, view: int) -> str:
        start = f"@{self.tag_text(view)} {self.line}" if view else self.line
        return start + f"\r\n{start}".join(self._texts) + "\r\n"

    def _lines_with_ids(self, view: int) -> str:
        if self.place is None:
            raise ValueError("a run of lines has a place")
        msgid_start, msgid_ends = msgids_of(*self.place, len(self._texts))
        tags = self.tag_text(view, with_msgid=False)
        before = f"@{tags};{TAG_MSGID}={msgid_start}" if tags else f"@{TAG_MSGID}={msgid_start}"
        return _join_lines(before, msgid_ends, f" {self.line}", self._texts)


def _join_lines(tags: str, msgid_ends: Sequence[str], start: str, texts: Sequence[str]) -> str:
    """Return a line of tags, msgid end, start and text for each text.

    The slices are assigned because formatting each line took 2.4 times as long.
    """
    parts = [f"\r\n{tags}", "", start, ""] * len(texts)
    parts[1::4] = msgid_ends
    parts[3::4] = texts
    return "".join(parts).removeprefix("\r\n") + "\r\n"


def deliver_plain(state: State, seat: Seat, message: Message) -> bool:
    """Deliver a plain PRIVMSG and return True; or return False without any effect."""
    params = message.params
    if message.command != "PRIVMSG" or message.tags is not NO_TAGS or len(params) != 2 or "," in params[0]:
        return False
    return params[1][:1] not in _NOT_PLAIN and deliver_bulk(state, seat, params[0], params[1:])


def deliver_bulk(state: State, seat: Seat, target: str, texts: tuple[str, ...]) -> bool:
    """Deliver a line for each text and return True; or return False without any effect.

    `texts`: at least one. None of them is empty, and none is CTCP.
    """
    user = seat.user
    if user is None or seat.closing or state.store_error or len(user.seats) > 1 or state.bans.has_mutes:
        return False
    if user.operator or "B" in user.modes:
        return False
    folded = fold_name(target)
    channel = state.channels.get(folded)
    if channel is not None:
        return _can_speak(channel, user) and _deliver_to_channel(state, seat, user, channel, texts)
    other = state.users.get(folded)
    return other is not None and _can_write(user, other) and _deliver_to_person(state, seat, user, other, texts)


def _can_speak(channel: Channel, user: User) -> bool:
    letters = channel.members.get(user)
    return (
        letters is not None
        and not (channel.modes & _MODES_THAT_CHECK_TEXT)
        and (bool(letters) or not channel.is_silenced(user))
    )


def _can_write(user: User, other: User) -> bool:
    return other is not user and not other.away and "R" not in other.modes and "R" not in user.modes


def _deliver_to_channel(state: State, seat: Seat, user: User, channel: Channel, texts: tuple[str, ...]) -> bool:
    start = f":{user.source} PRIVMSG {channel.name} :"
    if not _all_fit(start, texts):
        return False
    words, commit = _persist_run(state, user, channel.name, start, texts, channel.room)
    run = state.broadcast_in(channel, words, commit)
    if not seat.view_bits & ECHO:
        run.override_for(seat, b"")
    return True


def _deliver_to_person(state: State, seat: Seat, user: User, other: User, texts: tuple[str, ...]) -> bool:
    start = f":{user.source} PRIVMSG {other.nick} :"
    if not _all_fit(start, texts):
        return False
    known = user.identity or other.identity
    room = require_direct_room(state, user.replay_identity, other.replay_identity) if known else None
    words, commit = _persist_run(state, user, other.nick, start, texts, room)
    if seat.view_bits & ECHO:
        state.show_statement((seat,), words, commit)
    state.show_statement(other.seats, words, commit)
    return True


def _all_fit(start: str, texts: tuple[str, ...]) -> bool:
    """Return whether each line fits into the limit uncut."""
    room = BODY_LIMIT - 2 - len(start.encode("utf-8", "replace"))
    return max(map(len, texts)) * 4 <= room or max(len(text.encode("utf-8", "replace")) for text in texts) <= room


def _persist_run(
    state: State, user: User, target: str, start: str, texts: tuple[str, ...], room: int | None
) -> tuple[BulkStatement, int]:
    """Store the lines if there is a room. Return the Statement, and the commit that its bytes need."""
    now, count, commit = state.now, len(texts), 0
    sequence, time = state.next_stamp(count)
    if room is not None:
        state.rooms.silent.discard(room)
        talk = _make_entries(room, sequence, time, user, target, texts)
        commit = state.persist(talk)
        state.said.add_events(now, count)
        state.said_total += count
    user.note_messages(now, count)
    return BulkStatement(start, texts, state.time_text(time), (room or 0, sequence), user.account), commit


def _make_entries(
    room: int, sequence: int, time: int, user: User, target: str, texts: tuple[str, ...]
) -> Entry | EntryRun:
    """Return what the Store keeps: an Entry, or several as one value."""
    if len(texts) == 1:
        return Entry(
            room=room,
            sequence=sequence,
            time=time,
            command="PRIVMSG",
            source=user.source,
            target=target,
            text=texts[0],
            identity=user.identity,
            account=user.account,
        )
    return EntryRun(
        room=room,
        sequence=sequence,
        time=time,
        source=user.source,
        target=target,
        texts=texts,
        identity=user.identity,
        account=user.account,
    )
