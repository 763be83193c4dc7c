"""The tags of a line, as the clients of one view are sent them.

Every Statement takes the tags from here: a line, a message of several lines, and a run of plain messages.
"""

from __future__ import annotations

from desktop_chat.hub.live.view_bits import ACCOUNT, OPER, TAGS, TIME
from desktop_chat.irc.capabilities import TAG_ACCOUNT, TAG_MSGID, TAG_OPER, TAG_TIME


def bits_for_tags(account: str, *, is_operator: bool = False) -> int:
    """Return the bits of a view that change the tags of a line."""
    return TIME | TAGS | (ACCOUNT if account else 0) | (OPER if is_operator else 0)


def format_tags(
    view: int, time: str, account: str, *, is_operator: bool = False, msgid: str | None = None, tags: str = ""
) -> str:
    """Return the tags of a line, without the `@`.

    `time` is the text of the server-time tag. `account` (may be "") and `is_operator` describe the author. Views with
    message-tags also get `msgid` (may be None) and `tags` (escaped).
    """
    parts = [f"{TAG_TIME}={time}"] if view & TIME else []
    if account and view & ACCOUNT:
        parts.append(f"{TAG_ACCOUNT}={account}")
    if is_operator and view & OPER:
        parts.append(TAG_OPER)
    if view & TAGS:
        if msgid is not None:
            parts.append(f"{TAG_MSGID}={msgid}")
        if tags:
            parts.append(tags)
    return ";".join(parts)
