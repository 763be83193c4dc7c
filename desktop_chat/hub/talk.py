"""Plain words that one client says in one room, one line behind the other: handled, encoded and kept as one.

Nearly all that a busy chat says is of this kind. Whatever is not plain (tags, other targets, modes that look at the
words, somebody who may not speak) is left to `hub.saying`, line by line; a test compares what both say.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop_chat.hub.channel import Channel
from desktop_chat.hub.fanout import BODY_LIMIT
from desktop_chat.hub.state import State
from desktop_chat.hub.user import Seat, User
from desktop_chat.hub.views import ACCOUNT, ECHO, TAGS, TIME
from desktop_chat.irc.message import Message, ProtocolError
from desktop_chat.irc.names import fold
from desktop_chat.storage.port import Talk, msgid_of

_PICKY = frozenset("CMSTUcmu")
"""Modes of a channel that look at who speaks or at what is said."""


class Words:
    """What a Run is given of it: a Statement of many lines."""

    __slots__ = ("_account", "_lines", "_start", "_texts", "_time", "place")

    def __init__(self, start: str, texts: Sequence[str], time: str, place: tuple[int, int], account: str) -> None:
        """`start`: what stands before each text; `place`: (room, sequence) of the first line."""
        self._start = start
        self._texts = texts
        self._time = time
        self._account = account
        self._lines: dict[int, bytes] = {}
        self.place = place

    def encoded(self, view: int) -> bytes:
        """All lines as this view is shown them."""
        view &= TIME | TAGS | (ACCOUNT if self._account else 0)
        data = self._lines.get(view)
        if data is None:
            data = self._lines[view] = (self._tagged(view) if view else self._bare()).encode("utf-8", "replace")
        return data

    def _bare(self) -> str:
        return self._start + f"\r\n{self._start}".join(self._texts) + "\r\n"

    def _tagged(self, view: int) -> str:
        before = [f"time={self._time}"] if view & TIME else []
        before += [f"account={self._account}"] if view & ACCOUNT else []
        if not view & TAGS:
            start = f"@{';'.join(before)} {self._start}"
            return start + f"\r\n{start}".join(self._texts) + "\r\n"
        room, sequence = self.place
        before.append("msgid=")
        head = f"@{';'.join(before)}"
        return "".join(
            [
                f"{head}{msgid_of(room, number)} {self._start}{text}\r\n"
                for number, text in enumerate(self._texts, sequence)
            ]
        )


def talk(state: State, seat: Seat, items: Sequence[Message | ProtocolError], first: int) -> int:
    """How many of `items`, from `first` on, were said in one go; 0 when they are nothing for this."""
    item, user = items[first], seat.user
    if not isinstance(item, Message) or len(item.params) != 2:
        return 0
    target = item.params[0]
    if user is None or state.trouble or len(user.seats) > 1 or "B" in user.modes or user.operator or state.bans.muting:
        return 0
    channel = state.channels.get(fold(target))
    if channel is None or not _may_speak(channel, user):
        return 0
    start = f":{user.source} PRIVMSG {channel.name} :"
    texts = _texts(items, first, target, BODY_LIMIT - 2 - len(start.encode("utf-8", "replace")))
    if len(texts) > 1:
        _say(state, seat, user, channel, start, texts)
        return len(texts)
    return 0


def _may_speak(channel: Channel, user: User) -> bool:
    letters = channel.members.get(user)
    return letters is not None and not (channel.modes & _PICKY) and (bool(letters) or not channel.lists["b"])


def _texts(items: Sequence[Message | ProtocolError], first: int, target: str, room: int) -> list[str]:
    """The words of the plain lines that follow each other; none that would be cut, and no question of programs."""
    texts: list[str] = []
    for index in range(first, len(items)):
        item = items[index]
        if not isinstance(item, Message) or item.command != "PRIVMSG" or item.tags or len(item.params) != 2:
            break
        name, text = item.params
        if name != target or not text or text[0] == "\x01":
            break
        if len(text) * 4 > room and len(text.encode("utf-8", "replace")) > room:
            break
        texts.append(text)
    return texts


def _say(state: State, seat: Seat, user: User, channel: Channel, start: str, texts: list[str]) -> None:
    sequence, time = state.stamp(len(texts))
    words = Words(start, texts, state.time_text(time), (channel.room, sequence), user.account)
    commit = state.keep(
        Talk(
            channel.room, sequence, time, user.source, channel.name, tuple(texts), user.identity, user.account
        )
    )  # fmt: skip
    run = state.say(channel, words, commit)
    if not seat.view & ECHO:
        run.instead(seat, b"")
    now, count = state.now, len(texts)
    user.active = now
    user.said.extend([now] * count)
    state.said.extend([now] * count)
    state.said_total += count
