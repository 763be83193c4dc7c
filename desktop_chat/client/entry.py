"""Entry: a thing said (or a notice of the room) that the client keeps and paints. Pure values."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from desktop_chat.irc.capabilities import TAG_EDITED, TAG_REPLY, TAG_REPLY_LATER
from desktop_chat.irc.message import NO_TAGS
from desktop_chat.value_class import value

TAG_BEFORE = "desktop-chat/before"
"""Never on the wire: what an own Entry said, while words that shall stand in its place are under way."""

TAG_UNSENT = "desktop-chat/unsent"
"""Never on the wire: this own Entry has certainly not left for any server, so saying it cannot double it."""


class EntryKind(StrEnum):
    """What an Entry is."""

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
    INVITE = "invite"  # somebody invites us to the channel that is the text
    DELETED = "deleted"  # something said that was taken back: who and when is left of it
    NEWS = "news"  # the server or this program speaks: connected, welcome text, an answer to a command
    ERROR = "error"  # something was refused or went wrong


SPOKEN = frozenset({EntryKind.MESSAGE, EntryKind.ACTION, EntryKind.NOTICE})
"""The kinds that count as unread and are grouped by their author."""


class DeliveryState(StrEnum):
    """How far an own Entry has come. Others' are RECEIVED."""

    RECEIVED = "received"
    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"  # refused; may be retried by hand
    UNSURE = "unsure"  # maybe sent: the link broke, and the server cannot tell doubles; ask


@value
class Entry:
    """One painted thing.

    `id` is unique in one archive and never reused, `time` is Unix time in ms, `text` may hold IRC formatting
    codes, `target` is the second name of a notice (who was kicked, the new nick). `resend` is the own id
    (128 random bits in hex) under which an own Entry may be sent again without being doubled. `tags` are those that
    other clients set (`+...`), and three of ours: when it was corrected, `TAG_BEFORE` and `TAG_UNSENT`.
    """

    id: int
    kind: EntryKind
    time: int
    nick: str
    text: str
    msgid: str = ""
    own: bool = False
    state: DeliveryState = DeliveryState.RECEIVED
    target: str = ""
    account: str = ""
    resend: str = ""
    tags: Mapping[str, str] = NO_TAGS

    @property
    def edited_at(self) -> str:
        """When it was corrected last, as the server wrote that (https://ircv3.net/specs/extensions/server-time, so
        later ones are greater); "" for what stands as it was said."""
        return self.tags.get(TAG_EDITED, "") if self.tags is not NO_TAGS else ""

    @property
    def reply_to_msgid(self) -> str:
        """The msgid of what this is a reply to (https://ircv3.net/specs/client-tags/reply), or ""."""
        if self.tags is NO_TAGS:
            return ""  # as nearly always, and asked with each frame
        return self.tags.get(TAG_REPLY) or self.tags.get(TAG_REPLY_LATER, "")

    @property
    def is_edit_pending(self) -> bool:
        """Whether its present words are a correction that no server has confirmed yet."""
        return TAG_BEFORE in self.tags
