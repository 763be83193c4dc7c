"""Events: a Session's reports to the window, in the past tense. Frozen values; no Qt.

`room` is the key of a room in its Session: the folded name of a channel or nick; "" is the server's page.
"""

from __future__ import annotations

from desktop_chat.client import upload_limits
from desktop_chat.client.connection_events import ConnectionReport
from desktop_chat.client.entry import Entry
from desktop_chat.client.listed_room import ListedRoom
from desktop_chat.client.person_facts import PersonFacts
from desktop_chat.client.phase import Phase as Phase
from desktop_chat.client.program_wish import ProgramWish
from desktop_chat.value_class import value


@value
class Member:
    """One person in a room. `prefixes`: highest first (`@+`)."""

    nick: str
    prefixes: str = ""
    away: bool = False
    account: str = ""
    userhost: str = ""
    realname: str = ""


@value
class NickChanged:
    """Our own nick has changed."""

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
    """The key of a room has changed, for example with the nick of the person in a direct room."""

    old: str
    new: str


@value
class RoomChanged:
    """The name, topic or modes of a room have changed, or we have entered or left it."""

    room: str


@value
class RoomKeyChanged:
    """The key of a channel has changed; "" for no key. To be kept for the next run."""

    room: str
    key: str


@value
class EntryAdded:
    """An entry was added at the end of a room. `mention`: it names us, or another person sent it to us directly."""

    room: str
    entry: Entry
    mention: bool = False


@value
class AnswerAdded(EntryAdded):
    """An answer to a person's question, to be shown and not to be archived."""


@value
class EntryRefused(AnswerAdded):
    """Why a room cannot be entered, in words. The problem of the room says the same as long as it is true."""


@value
class PersonTold:
    """The server has told about a person. It may tell more: when an absent person was last seen.

    `room`: the key of the room of the question.
    """

    room: str
    facts: PersonFacts


@value
class ClientTold:
    """The program of a person has told its name and version."""

    nick: str
    client: str


@value
class NamesChanged:
    """The published values of these people have changed, and perhaps the names that windows show."""

    nicks: frozenset[str]


@value
class ProfilePublished:
    """The server has everything that `Session.publish_profile` was given."""


@value
class BlockChanged:
    """A person was blocked, or is not blocked any more; to be kept. `name`: a nick or an `account_block`."""

    key: str
    name: str
    blocked: bool


@value
class RoomCalled:
    """The person has asked for this room, so it must be shown."""

    room: str


@value
class ProgramCalled:
    """The person asked the program for something by a slash command. `argument`: see `ProgramWish`."""

    room: str
    wish: ProgramWish
    argument: str = ""


@value
class RoomsListed:
    """A portion of the server's rooms, in the server's order."""

    rooms: tuple[ListedRoom, ...]


@value
class RoomListEnded:
    """The list of rooms is complete, or the server has refused it: `reason` is a sentence."""

    reason: str = ""


@value
class AwayChanged:
    """We are away, or back ("")."""

    away: str


@value
class EntryReplaced:
    """The Entry of the same id has changed (sent, failed ...)."""

    room: str
    entry: Entry


@value
class EntryCorrected:
    """The author of the message `msgid` has changed its text. `at`: the time of the edit, as servers write times."""

    room: str
    msgid: str
    text: str
    at: str


@value
class EntryDeleted:
    """The message `msgid` was redacted by its author or by a moderator."""

    room: str
    msgid: str


@value
class EntryReacted:
    """A person has reacted to the message `msgid`, or (not `present`) has taken the reaction back.

    `text` is an emoji or a short text, `person` the account or the folded nick, `at` the time in ms.
    """

    room: str
    msgid: str
    text: str
    person: str
    nick: str
    at: int
    present: bool
    own: bool


@value
class CommandFailed:
    """A slash command has failed, so its text must be given back to the person.

    `reason` is a sentence; "" if the room shows the server's refusal already. `unknown`: there is no such command.
    """

    room: str
    text: str
    reason: str = ""
    unknown: bool = False


@value
class CorrectionRefused:
    """The server has refused to edit `entry`, so the new `text` must be given back to the person."""

    room: str
    entry: Entry
    text: str


@value
class HistoryLoaded:
    """Entries from the server's history, oldest first, to be merged in by time and msgid.

    `older`: a person scrolled up. `complete`: the server has nothing further in this direction. `at`: the time of
    arrival in ms on the server's clock; later times in the entries are wrong, but the same at each arrival.
    """

    room: str
    entries: tuple[Entry, ...]
    older: bool
    complete: bool
    at: int = 0


@value
class GapChanged:
    """Messages after `since` (msgid, time in ms) are missing and were asked for; None: the gap is closed.

    To be kept, so that the gap is known in the next run.
    """

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
    """A member has changed. `nick`: the nick before; `member` may have another."""

    room: str
    nick: str
    member: Member


@value
class TypingChanged:
    """A person began to type in the room, or stopped (`Session.nicks_typing`)."""

    room: str


@value
class ListedMask:
    """A mask in a list of a channel. `by`: a nick or a server; `at`: Unix ms, 0 if unknown."""

    mask: str
    by: str = ""
    at: int = 0


@value
class MaskListTold:
    """The server has told a list of a channel that a window asked for. `letter`: its mode."""

    room: str
    letter: str
    masks: tuple[ListedMask, ...]


@value
class PresenceTold:
    """The person of a direct room has come, gone, or changed the away state (`Session.presence_of`)."""

    room: str


@value
class ReadMarked:
    """Everything up to `time` (ms) in the room was read on one of our devices."""

    room: str
    time: int


@value
class SearchAnswered:
    """A server has searched its history. `found`: (key of the room, Entry). `reason`: why it could not, a sentence, or
    ""."""

    number: int
    found: tuple[tuple[str, Entry], ...]
    reason: str = ""


@value
class UploadOpened:
    """The file of this Entry can be sent: to a path of the chat's own server, or to an address of HTTPS.

    `earlier`: a path to which a part was sent before, or "".
    """

    room: str
    entry: Entry
    address: str
    earlier: str = ""


@value
class UploadLimitsTold:
    """The server has said what may be sent to a room."""

    room: str
    limits: upload_limits.UploadLimits


Event = (
    ConnectionReport
    | NickChanged
    | RoomAdded
    | RoomRemoved
    | RoomRenamed
    | RoomChanged
    | RoomKeyChanged
    | EntryAdded
    | AnswerAdded
    | EntryRefused
    | PersonTold
    | ClientTold
    | NamesChanged
    | ProfilePublished
    | BlockChanged
    | RoomCalled
    | ProgramCalled
    | RoomsListed
    | RoomListEnded
    | AwayChanged
    | EntryReplaced
    | EntryCorrected
    | EntryDeleted
    | EntryReacted
    | CommandFailed
    | CorrectionRefused
    | HistoryLoaded
    | GapChanged
    | MembersReset
    | MemberAdded
    | MemberRemoved
    | MemberChanged
    | TypingChanged
    | PresenceTold
    | MaskListTold
    | ReadMarked
    | SearchAnswered
    | UploadOpened
    | UploadLimitsTold
)
