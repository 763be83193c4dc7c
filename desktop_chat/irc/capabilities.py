"""The capabilities that this program knows: one table, a constant for each name, and where each is specified.

Negotiation: https://ircv3.net/specs/extensions/capability-negotiation. Which of them the server offers and which the
client asks for is for those two to say; both do it with these names.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop_chat.value_class import value

_IRCV3 = "https://ircv3.net/specs/extensions/"
_OURS = "docs/specifications/"


@value
class Capability:
    """One row. `value` is what the server announces behind `=`, "" for nothing."""

    name: str
    spec: str
    value: str = ""


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
NO_IMPLICIT_NAMES = "no-implicit-names"
OPER_TAG = "draft/oper-tag"
PRE_AWAY = "draft/pre-away"
READ_MARKER = "draft/read-marker"
RESEND = "desktop-chat/resend"
EDIT = "desktop-chat/edit"
SEARCH = "desktop-chat/search"
SOJU_SEARCH = "soju.im/search"
SOJU_BOUNCER_NETWORKS = "soju.im/bouncer-networks"
ZNC_PLAYBACK = "znc.in/playback"
"""Also the kind of batch in which ZNC shows what it kept."""
ZNC_SELF_MESSAGE = "znc.in/self-message"

TABLE = (
    Capability(ACCOUNT_NOTIFY, _IRCV3 + "account-notify"),
    Capability(ACCOUNT_TAG, _IRCV3 + "account-tag"),
    Capability(AWAY_NOTIFY, _IRCV3 + "away-notify"),
    Capability(BATCH, _IRCV3 + "batch"),
    Capability(CAP_NOTIFY, _IRCV3 + "capability-negotiation#cap-notify"),
    Capability(CHGHOST, _IRCV3 + "chghost"),
    Capability(ECHO_MESSAGE, _IRCV3 + "echo-message"),
    Capability(EXTENDED_JOIN, _IRCV3 + "extended-join"),
    Capability(EXTENDED_MONITOR, _IRCV3 + "extended-monitor"),
    Capability(INVITE_NOTIFY, _IRCV3 + "invite-notify"),
    Capability(LABELED_RESPONSE, _IRCV3 + "labeled-response"),
    Capability(MESSAGE_TAGS, _IRCV3 + "message-tags"),
    Capability(MULTI_PREFIX, _IRCV3 + "multi-prefix"),
    Capability(SASL, _IRCV3 + "sasl-3.2", value="PLAIN,SCRAM-SHA-256,EXTERNAL"),
    Capability(SERVER_TIME, _IRCV3 + "server-time"),
    Capability(SETNAME, _IRCV3 + "setname"),
    Capability(STANDARD_REPLIES, _IRCV3 + "standard-replies"),
    Capability(STS, _IRCV3 + "sts"),
    Capability(USERHOST_IN_NAMES, _IRCV3 + "userhost-in-names"),
    Capability(ACCOUNT_REGISTRATION, _IRCV3 + "account-registration"),
    Capability(CHANNEL_RENAME, _IRCV3 + "channel-rename"),
    Capability(CHATHISTORY, _IRCV3 + "chathistory"),
    Capability(EVENT_PLAYBACK, _IRCV3 + "chathistory"),
    Capability(EXTENDED_ISUPPORT, _IRCV3 + "extended-isupport"),
    Capability(MESSAGE_REDACTION, _IRCV3 + "message-redaction"),
    Capability(METADATA, _IRCV3 + "metadata"),
    Capability(METADATA_2, _IRCV3 + "metadata"),
    Capability(MULTILINE, _IRCV3 + "multiline"),
    Capability(NO_IMPLICIT_NAMES, _IRCV3 + "no-implicit-names"),
    Capability(OPER_TAG, _IRCV3 + "oper-tag"),
    Capability(PRE_AWAY, _IRCV3 + "pre-away"),
    Capability(READ_MARKER, _IRCV3 + "read-marker"),
    Capability(RESEND, _OURS + "resend.md"),
    Capability(EDIT, _OURS + "edit.md"),
    Capability(SEARCH, _OURS + "search.md"),
    Capability(SOJU_BOUNCER_NETWORKS, "https://git.sr.ht/~emersion/soju/tree/master/item/doc/ext/bouncer-networks.md"),
    Capability(ZNC_PLAYBACK, "https://github.com/jpnurmi/znc-playback"),
    Capability(ZNC_SELF_MESSAGE, "https://wiki.znc.in/Query_buffers"),
    Capability(SOJU_SEARCH, "https://git.sr.ht/~emersion/soju/tree/master/item/doc/ext/search.md"),
)
BY_NAME = {row.name: row for row in TABLE}

# Tags. A message's id is no capability: whoever has message-tags is sent it.
TAG_ACCOUNT = "account"
TAG_BATCH = "batch"
TAG_LABEL = "label"
"""https://ircv3.net/specs/extensions/labeled-response; at most 64 bytes."""
TAG_MSGID = "msgid"
"""https://ircv3.net/specs/extensions/message-ids"""
TAG_TIME = "time"
"""https://ircv3.net/specs/extensions/server-time"""
TAG_RESEND = "desktop-chat/id"
"""128 random bits in hex on a line that may be a second attempt; the server relays it to nobody. Goes with RESEND."""
TAG_EDIT = "+desktop-chat/edit"
"""The msgid of the own message that this one corrects. Goes with EDIT."""
TAG_EDITED = "desktop-chat/edited"
"""On a message from history that has been corrected: when it last was. Goes with EDIT."""
TAG_REPLY = "+draft/reply"
"""The msgid of what is answered. https://ircv3.net/specs/client-tags/reply"""
TAG_REPLY_LATER = "+reply"
"""The same, as it is to be called once that is no draft any more."""
TAG_REACT = "+draft/react"
"""https://ircv3.net/specs/client-tags/react"""
TAG_UNREACT = "+draft/unreact"
TAG_TYPING = "+typing"
"""https://ircv3.net/specs/client-tags/typing"""


def format_capabilities(offered: Mapping[str, str], values: bool) -> tuple[str, ...]:
    """What `CAP LS` lists for names and their values, in the order given; `values` for a client that said 302."""
    return tuple(f"{name}={value}" if values and value else name for name, value in offered.items())
