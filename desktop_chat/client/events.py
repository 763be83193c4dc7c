"""Events: what a Session reports to the window, in the past tense. Frozen values; no Qt.

`room` is the key of a room in its Session: a channel's or a nick's folded name; "" is the server's own page.
"""

from __future__ import annotations

from desktop_chat.client.entry import Entry
from desktop_chat.client.phase import Phase as Phase
from desktop_chat.value_class import value


@value
class Member:
    """One person in a room: `prefixes` as shown, highest first (`@+`)."""

    nick: str
    prefixes: str = ""
    away: bool = False
    account: str = ""
    userhost: str = ""
    realname: str = ""


@value
class Overrun:
    """The server sent more than a client holds; the connection is to be ended, for this reason (a sentence)."""

    reason: str


@value
class PhaseChanged:
    """`reason` is a sentence; `said`: the server's own last words."""

    phase: Phase
    reason: str = ""
    said: bool = False


@value
class Welcomed:
    """Registration is complete, ISUPPORT is known. `wanted` differs from `nick` when the name was taken."""

    nick: str
    wanted: str
    network: str


@value
class PasswordWanted:
    """The server lets nobody in without a password, or (`given`) not with the one that it was given. Not `sure`: it
    ended the connection before it had let us in, and did not say why."""

    given: bool
    sure: bool = True


@value
class TlsWanted:
    """The server wants to be spoken to by TLS, at this port; nothing more is said to it without. (client/sts)"""

    port: int


@value
class TlsInsisted:
    """The server, spoken to by TLS, says for how long that is a must: in seconds, 0 for no longer. (client/sts)"""

    duration: int


@value
class BouncerNetworkTold:
    """The server is a bouncer, and this is one of its networks: its id and its name."""

    network: str
    name: str


@value
class NickChanged:
    """Our own nick is another one now."""

    old: str
    new: str


@value
class RoomAdded:
    room: str


@value
class RoomRemoved:
    room: str


@value
class RoomRenamed:
    """A direct message's partner changed nick: the room's key is another one now."""

    old: str
    new: str


@value
class RoomChanged:
    """Its name, topic, modes or whether we are in it changed."""

    room: str


@value
class RoomKeyChanged:
    """The channel's key, "" for none: to be kept for the next time."""

    room: str
    key: str


@value
class EntryAdded:
    """Something new at the end of a room. `mention` when it names us or is a direct message from another person."""

    room: str
    entry: Entry
    mention: bool = False


@value
class AnswerAdded(EntryAdded):
    """What a person asked for, at the end of a room: to be shown, and not to be kept."""


@value
class RoomCalled:
    """The person wants to be in this room: it is to be shown."""

    room: str


@value
class AwayChanged:
    """We are away now, or here again."""

    away: bool


@value
class EntryReplaced:
    """The Entry of the same id is different now (sent, failed ...)."""

    room: str
    entry: Entry


@value
class EntryCorrected:
    """Who said what has this msgid has said at `at` (as servers write times) that it shall be `text`."""

    room: str
    msgid: str
    text: str
    at: str


@value
class EntryDeleted:
    """What has this msgid was taken back, by its author or by who leads the room."""

    room: str
    msgid: str


@value
class CommandFailed:
    """The slash command `text`, typed in the room, was not done: it is to be given back to whoever typed it. `reason`
    is one sentence, "" where the room says already what the server refused. `unknown`: there is no such command."""

    room: str
    text: str
    reason: str = ""
    unknown: bool = False


@value
class CorrectionRefused:
    """`text` was to stand in place of what `entry` says, and does not: it is to be given back to whoever typed it."""

    room: str
    entry: Entry
    text: str


@value
class HistoryLoaded:
    """Entries from the server's history, oldest first, to be merged in by time and msgid.

    `older`: asked for by scrolling up. `complete`: the server has nothing further in that direction. `at`: when (ms, as
    the server's clock has it) it came: what was stamped later than that is stamped so, each time that it comes.
    """

    room: str
    entries: tuple[Entry, ...]
    older: bool
    complete: bool
    at: int = 0


@value
class GapChanged:
    """Between `since`, the (msgid, time in ms) up to which all is known, and what is said now something is missing that
    the server has been asked for; None: nothing is any more. To be kept, so that a gap outlives the program."""

    room: str
    since: tuple[str, int] | None


@value
class MembersReset:
    room: str


@value
class MemberAdded:
    room: str
    member: Member


@value
class MemberRemoved:
    room: str
    nick: str


@value
class MemberChanged:
    """`nick` is the member's name before, `member` what it is now (perhaps renamed)."""

    room: str
    nick: str
    member: Member


@value
class TypingChanged:
    """A person began to write in the room, or stopped (`Session.typing`)."""

    room: str


@value
class FloodPunished:
    """The server has thrown us out for sending too much. To be kept: the next Session with it begins with this
    `strictness`."""

    strictness: int


@value
class ReadMarked:
    """Everything up to `time` (ms) in the room has been read (by another of our windows, perhaps)."""

    room: str
    time: int


Event = (
    PhaseChanged
    | Overrun
    | Welcomed
    | PasswordWanted
    | BouncerNetworkTold
    | TlsWanted
    | TlsInsisted
    | NickChanged
    | RoomAdded
    | RoomRemoved
    | RoomRenamed
    | RoomChanged
    | RoomKeyChanged
    | EntryAdded
    | AnswerAdded
    | RoomCalled
    | AwayChanged
    | EntryReplaced
    | EntryCorrected
    | EntryDeleted
    | CommandFailed
    | CorrectionRefused
    | HistoryLoaded
    | GapChanged
    | MembersReset
    | MemberAdded
    | MemberRemoved
    | MemberChanged
    | TypingChanged
    | FloodPunished
    | ReadMarked
)
