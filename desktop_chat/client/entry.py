"""Entry: a message or event of a room, as the client archives and shows it. Pure values."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from desktop_chat.client import attachment as attachments
from desktop_chat.irc.capabilities import TAG_EDITED, TAG_FILE, TAG_PICTURE, TAG_REPLY, TAG_REPLY_LATER
from desktop_chat.irc.message import NO_TAGS
from desktop_chat.value_class import value

TAG_BEFORE = "desktop-chat/before"
"""Never on the wire: the old text of an own Entry while an edit is pending."""

TAG_UNSENT = "desktop-chat/unsent"
"""Never on the wire: no server can have this own Entry, so sending it cannot double it."""

TAG_UPLOAD = "desktop-chat/upload"
"""Never on the wire: the file of this own Entry is not on the server yet. The value says where the file is."""

KEPT_TAGS = frozenset({TAG_EDITED, TAG_PICTURE})
"""The tags of the server that an Entry keeps."""


class EntryKind(StrEnum):
    MESSAGE = "message"
    ACTION = "action"
    NOTICE = "notice"
    JOIN = "join"
    PART = "part"
    QUIT = "quit"
    KICK = "kick"
    NICK = "nick"
    TOPIC = "topic"
    MODE = "mode"
    INVITE = "invite"  # to us; the text is the channel
    KNOCK = "knock"  # a person asks us to be let in; the text is what the person says
    DELETED = "deleted"  # a redacted message: author and time are left
    NEWS = "news"  # a text of the server or of this program
    ERROR = "error"  # a refusal or a fault


SPOKEN = frozenset({EntryKind.MESSAGE, EntryKind.ACTION, EntryKind.NOTICE})
"""Messages: they count as unread and are grouped by author."""

SAME_MESSAGE_MS = 1_000
"""How far the times may differ if a server shows one message twice."""

CALLS = frozenset({EntryKind.INVITE, EntryKind.KNOCK})
"""What waits for an answer of the person: these entries count as unread and as a mention."""


class DeliveryState(StrEnum):
    """How far an own Entry has come. Entries of others are RECEIVED."""

    RECEIVED = "received"
    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"  # refused; a person may retry it
    UNSURE = "unsure"  # perhaps sent: the link broke, and the server would not recognise a double; ask the person


@value
class Entry:
    """One message or event."""

    id: int
    """Unique in one archive and never reused."""
    kind: EntryKind
    time: int
    """Unix ms."""
    nick: str
    text: str
    """May hold IRC formatting codes."""
    msgid: str = ""
    own: bool = False
    state: DeliveryState = DeliveryState.RECEIVED
    target: str = ""
    """The second name of an event (the kicked person, the new nick), or `@#room` of a message for some members."""
    account: str = ""
    resend: str = ""
    """128 random bits in hex, by which the server recognises an own Entry that is sent again."""
    tags: Mapping[str, str] = NO_TAGS
    """The tags of other clients (`+...`), and TAG_EDITED, TAG_PICTURE, TAG_BEFORE, TAG_UNSENT and TAG_UPLOAD."""

    @property
    def edited_at(self) -> str:
        """The server-time of the last edit, "" without one. A later time is a greater string."""
        return self.tags.get(TAG_EDITED, "") if self.tags is not NO_TAGS else ""

    @property
    def reply_to_msgid(self) -> str:
        """The msgid of the original message of a reply, or "".

        Spec: https://ircv3.net/specs/client-tags/reply
        """
        if self.tags is NO_TAGS:
            return ""  # nearly always; painting asks at each frame
        return self.tags.get(TAG_REPLY) or self.tags.get(TAG_REPLY_LATER, "")

    @property
    def attachment(self) -> attachments.Attachment | None:
        """The file at the end of the text, or the file that is sent before the message; None without a file.

        Spec: docs/specifications/file.md
        """
        if self.tags is NO_TAGS or TAG_FILE not in self.tags:
            return None  # nearly always; painting asks at each frame
        is_there = TAG_UPLOAD in self.tags or attachments.split_file_text(self.text)[1]
        return attachments.parse_attachment(self.tags[TAG_FILE]) if is_there else None

    @property
    def is_undelivered(self) -> bool:
        """True for an own Entry that the server does not have, or perhaps does not have, until a person acts."""
        return self.own and not self.msgid and self.state in (DeliveryState.FAILED, DeliveryState.UNSURE)

    @property
    def is_settled(self) -> bool:
        """True for a message of another person, and for an own one that the server has."""
        return self.kind in SPOKEN and (not self.own or self.state in (DeliveryState.SENT, DeliveryState.RECEIVED))

    @property
    def is_edit_pending(self) -> bool:
        """True if the text is an edit that the server has not confirmed."""
        return TAG_BEFORE in self.tags
