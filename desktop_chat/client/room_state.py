"""RoomState: what a Session knows of one room. Pure; GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from desktop_chat.client import silence
from desktop_chat.client.entry_problem import EntryProblem
from desktop_chat.client.events import Member
from desktop_chat.value_class import record

SERVER_ROOM = ""
"""The key of the server's own page."""
Point = tuple[str, int]
"""A place in a room's history: (msgid, Unix time in ms)."""
NOTHING: Point = ("", 0)


@record
class RoomState:
    """One room. Times are Unix ms."""

    key: str
    """The folded name."""
    name: str
    kind: str  # "server", "channel" or "direct"
    topic: str = ""
    topic_by: str = ""
    topic_at: int = 0
    modes: str = ""
    joined: bool = False
    wanted: bool = False
    """Enter the channel again after a reconnect."""
    leaving: int = 0
    """PARTs without an answer yet."""
    channel_key: str = ""
    problem: EntryProblem | None = None
    """Why we are not in the channel, if the server has said why."""
    silence: silence.Silence | None = None
    """Why we may not speak in the channel, as far as a MODE or a refusal has told (`client.silencing`)."""
    mutes: dict[tuple[str, str], None] = field(default_factory=dict)
    """The mutes of the channel as far as they are known: (mode letter, argument)."""
    mute_finder: Callable[[Member], list[tuple[str, str]]] | None = None
    """Finds the mutes that are about a member; made when first needed (`client.mutes`)."""
    mutes_asked: bool = False
    """The mutes were asked for since we entered the channel."""
    marked: int = 0
    """Everything up to this time was read on some device, as the server knows."""
    members: dict[str, Member] = field(default_factory=dict)
    arriving: dict[str, Member] | None = None  # a NAMES answer that is not complete yet
    newest: Point = NOTHING
    """The newest known message."""
    newest_texts: set[tuple[str, str]] | None = None
    """The nick and text of all messages at the time of `newest`, if no msgid tells them apart; None: not known."""
    oldest: Point = NOTHING
    """The oldest known message."""
    known: Point = NOTHING
    """No message up to here is missing. Between here and `newest` there may be a gap until the room is `caught_up`."""
    caught_up: bool = False
    entered: int = 0
    """When missing messages were last asked for."""
    history_ends: bool = False  # the server has nothing older
    headless: bool = False
    """The first page of a new room was asked for and has not come."""
    answered: bool = False
    """We have written to the person, or opened the room ourselves."""
    request: bool = False
    """A message request: the person is a stranger, and the room is listed in the row of requests."""
    pins: tuple[str, ...] = ()
    """The msgids of the pinned messages, the newest pin first."""
    invited_by: str = ""
    """The nick of the person who invites us to this channel, until we are in it; "" without an invitation."""
