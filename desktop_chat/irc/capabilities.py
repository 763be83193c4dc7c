"""The known capabilities: a constant for each name, and a row for each capability in `TABLE`.

A row has the specification of the capability, the sides that negotiate it, and its effect on the bytes to a Seat.
Server and client take their lists from the table.

Spec: https://ircv3.net/specs/extensions/capability-negotiation
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from desktop_chat.value_class import value

_IRCV3 = "https://ircv3.net/specs/extensions/"
_OURS = "docs/specifications/"
_SOJU = "https://git.sr.ht/~emersion/soju/tree/master/item/doc/ext/"


class Side(enum.Flag):
    """The sides of a connection that negotiate a capability in every case."""

    NEITHER = 0
    SERVER = 1
    """Our server offers it."""
    CLIENT = 2
    """Our client requests it wherever a server offers it."""
    BOTH = 3


class Effect(enum.Enum):
    """The lines of our server whose bytes depend on a capability."""

    NO_BYTES = 0
    OWN_LINES = 1
    """Replies to the Seat, and echoes of its messages."""
    SHARED_LINES = 2
    """Lines that several members of a channel are sent."""


@value
class Capability:
    """One row."""

    name: str
    spec: str
    side: Side
    effect: Effect = Effect.NO_BYTES
    """Anything but NO_BYTES makes the capability a bit of a Seat's view (`hub.live.view_bits`)."""
    value: str = ""
    """The text that the server announces behind `=`; "" for none."""


ACCOUNT_NOTIFY = "account-notify"
ACCOUNT_TAG = "account-tag"
AWAY_NOTIFY = "away-notify"
BATCH = "batch"
CAP_NOTIFY = "cap-notify"
CHGHOST = "chghost"
ECHO_MESSAGE = "echo-message"
EXTENDED_JOIN = "extended-join"
EXTENDED_MONITOR = "extended-monitor"
INVITE_NOTIFY = "invite-notify"
LABELED_RESPONSE = "labeled-response"
"""Also the type of the batch that holds a labeled response of several lines."""
MESSAGE_TAGS = "message-tags"
MULTI_PREFIX = "multi-prefix"
SASL = "sasl"
SERVER_TIME = "server-time"
SETNAME = "setname"
STANDARD_REPLIES = "standard-replies"
STS = "sts"
USERHOST_IN_NAMES = "userhost-in-names"
ACCOUNT_REGISTRATION = "draft/account-registration"
CHANNEL_RENAME = "draft/channel-rename"
CHATHISTORY = "draft/chathistory"
EVENT_PLAYBACK = "draft/event-playback"
EXTENDED_ISUPPORT = "draft/extended-isupport"
MESSAGE_REDACTION = "draft/message-redaction"
METADATA = "draft/metadata-3"
METADATA_2 = "draft/metadata-2"
MULTILINE = "draft/multiline"
"""Also the type of the batch that holds a message of several lines."""
NO_IMPLICIT_NAMES = "no-implicit-names"
OPER_TAG = "draft/oper-tag"
PRE_AWAY = "draft/pre-away"
READ_MARKER = "draft/read-marker"
RESEND = "desktop-chat/resend"
EDIT = "desktop-chat/edit"
DEVICE = "desktop-chat/device"
SEARCH = "desktop-chat/search"
REACTIONS = "desktop-chat/reactions"
TEXT = "desktop-chat/text"
SOJU_SEARCH = "soju.im/search"
SOJU_BOUNCER_NETWORKS = "soju.im/bouncer-networks"
SOJU_BOUNCER_NETWORKS_NOTIFY = "soju.im/bouncer-networks-notify"
ZNC_PLAYBACK = "znc.in/playback"
"""Also the type of the batch in which ZNC plays back messages."""
ZNC_SELF_MESSAGE = "znc.in/self-message"

TABLE = (
    Capability(ACCOUNT_NOTIFY, _IRCV3 + "account-notify", Side.BOTH),
    Capability(ACCOUNT_REGISTRATION, _IRCV3 + "account-registration", Side.BOTH),
    Capability(ACCOUNT_TAG, _IRCV3 + "account-tag", Side.BOTH, Effect.SHARED_LINES),
    Capability(AWAY_NOTIFY, _IRCV3 + "away-notify", Side.BOTH),
    Capability(BATCH, _IRCV3 + "batch", Side.BOTH, Effect.OWN_LINES),
    Capability(CAP_NOTIFY, _IRCV3 + "capability-negotiation#cap-notify", Side.BOTH),
    Capability(RESEND, _OURS + "resend.md", Side.BOTH),
    Capability(CHATHISTORY, _IRCV3 + "chathistory", Side.BOTH),
    Capability(CHGHOST, _IRCV3 + "chghost", Side.BOTH),
    Capability(EVENT_PLAYBACK, _IRCV3 + "chathistory", Side.BOTH),
    Capability(EDIT, _OURS + "edit.md", Side.BOTH, Effect.SHARED_LINES),
    Capability(DEVICE, _OURS + "device.md", Side.BOTH),
    Capability(SEARCH, _OURS + "search.md", Side.BOTH),
    Capability(REACTIONS, _OURS + "reactions.md", Side.BOTH),
    Capability(TEXT, _OURS + "text.md", Side.BOTH, Effect.OWN_LINES),
    Capability(SOJU_SEARCH, _SOJU + "search.md", Side.BOTH),
    Capability(ECHO_MESSAGE, _IRCV3 + "echo-message", Side.BOTH, Effect.OWN_LINES),
    Capability(EXTENDED_JOIN, _IRCV3 + "extended-join", Side.BOTH, Effect.SHARED_LINES),
    Capability(EXTENDED_MONITOR, _IRCV3 + "extended-monitor", Side.BOTH),
    Capability(LABELED_RESPONSE, _IRCV3 + "labeled-response", Side.BOTH),
    Capability(MESSAGE_REDACTION, _IRCV3 + "message-redaction", Side.BOTH, Effect.SHARED_LINES),
    Capability(MESSAGE_TAGS, _IRCV3 + "message-tags", Side.BOTH, Effect.SHARED_LINES),
    Capability(MULTI_PREFIX, _IRCV3 + "multi-prefix", Side.BOTH),
    Capability(MULTILINE, _IRCV3 + "multiline", Side.BOTH, Effect.SHARED_LINES),
    Capability(SASL, _IRCV3 + "sasl-3.2", Side.SERVER, value="PLAIN,SCRAM-SHA-256,EXTERNAL"),
    Capability(SERVER_TIME, _IRCV3 + "server-time", Side.BOTH, Effect.SHARED_LINES),
    Capability(SETNAME, _IRCV3 + "setname", Side.BOTH),
    Capability(STANDARD_REPLIES, _IRCV3 + "standard-replies", Side.BOTH),
    Capability(EXTENDED_ISUPPORT, _IRCV3 + "extended-isupport", Side.SERVER),
    Capability(CHANNEL_RENAME, _IRCV3 + "channel-rename", Side.SERVER),
    Capability(INVITE_NOTIFY, _IRCV3 + "invite-notify", Side.BOTH),
    Capability(METADATA, _IRCV3 + "metadata", Side.BOTH),
    Capability(METADATA_2, _IRCV3 + "metadata", Side.BOTH),
    Capability(NO_IMPLICIT_NAMES, _IRCV3 + "no-implicit-names", Side.SERVER),
    Capability(OPER_TAG, _IRCV3 + "oper-tag", Side.SERVER, Effect.SHARED_LINES),
    Capability(PRE_AWAY, _IRCV3 + "pre-away", Side.BOTH),
    Capability(READ_MARKER, _IRCV3 + "read-marker", Side.BOTH),
    Capability(USERHOST_IN_NAMES, _IRCV3 + "userhost-in-names", Side.BOTH),
    Capability(STS, _IRCV3 + "sts", Side.NEITHER),
    Capability(
        SOJU_BOUNCER_NETWORKS,
        _SOJU + "bouncer-networks.md",
        Side.CLIENT,
    ),
    Capability(SOJU_BOUNCER_NETWORKS_NOTIFY, _SOJU + "bouncer-networks.md", Side.CLIENT),
    Capability(ZNC_PLAYBACK, "https://github.com/jpnurmi/znc-playback", Side.CLIENT),
    Capability(ZNC_SELF_MESSAGE, "https://wiki.znc.in/Query_buffers", Side.CLIENT),
)
"""All rows; the server lists what it offers, and the client requests what it wants, in this order.

The server announces STS and the client follows it, but STS is never requested. The client requests SASL only when it
can log in.
"""
BY_NAME = {row.name: row for row in TABLE}
OFFERED = tuple(row.name for row in TABLE if Side.SERVER in row.side)
"""The names that our server offers, unless its settings withdraw one."""
REQUESTED = tuple(row.name for row in TABLE if Side.CLIENT in row.side)
"""The names that our client requests wherever a server offers them."""

# Tags. There is no capability for the id of a message: every client with message-tags gets it.
TAG_ACCOUNT = "account"
TAG_BATCH = "batch"
TAG_LABEL = "label"
"""Label of a command and of its answer, at most 64 bytes.

Spec: https://ircv3.net/specs/extensions/labeled-response
"""
TAG_MSGID = "msgid"
"""Id of a message.

Spec: https://ircv3.net/specs/extensions/message-ids
"""
TAG_TIME = "time"
"""Time of a message.

Spec: https://ircv3.net/specs/extensions/server-time
"""
TAG_RESEND = "desktop-chat/id"
"""Resend id: 128 random bits in hex on a line that may be a second attempt. The server does not relay the tag. Part of
RESEND."""
TAG_OPER = "draft/oper"
"""Marks lines of a server operator. Part of OPER_TAG."""
TAG_BOT = "bot"
"""Marks lines of a bot.

Spec: https://ircv3.net/specs/extensions/bot-mode
"""
TAG_PICTURE = "desktop-chat/picture"
"""The https:// address of the author's picture, on messages of webhooks."""
TAG_EDIT = "+desktop-chat/edit"
"""Msgid of the own message that this message edits. Part of EDIT."""
TAG_EDITED = "desktop-chat/edited"
"""Time of the last edit, on an edited message from history. Part of EDIT."""
TAG_FILE = "+desktop-chat/file"
"""What is behind the address at the end of the text: name, size and kind of a file.

Spec: docs/specifications/file.md
"""
TAG_TEXT = "desktop-chat/text"
"""The code and the arguments of the text in the last parameter, as JSON. Goes with TEXT."""
TAG_REPLY = "+draft/reply"
"""Msgid of the message that this message answers.

Spec: https://ircv3.net/specs/client-tags/reply
"""
TAG_REPLY_LATER = "+reply"
"""Name of the reply tag after the end of its draft."""
TAG_REACT = "+draft/react"
"""Text of a reaction.

Spec: https://ircv3.net/specs/client-tags/react
"""
TAG_UNREACT = "+draft/unreact"
TAG_TYPING = "+typing"
"""State of a person who is typing.

Spec: https://ircv3.net/specs/client-tags/typing
"""


def parse_capabilities(text: str) -> dict[str, str]:
    """Return the names and values in `CAP LS` or `CAP NEW`; "" for a name without a value."""
    return {name: value for name, _, value in (word.partition("=") for word in text.split())}


def format_capabilities(offered: Mapping[str, str], values: bool) -> tuple[str, ...]:
    """Return the words of `CAP LS` in the given order. `values`: with values, for a client that said 302."""
    return tuple(f"{name}={value}" if values and value else name for name, value in offered.items())
