"""The rules of notifications, and the times of quiet. Pure."""

from __future__ import annotations

from datetime import datetime

from desktop_chat.client.preferences import Preferences

_DAY = 24 * 60


def is_quiet(preferences: Preferences, now: datetime) -> bool:
    """Return True while the person is not to be disturbed. `now` is the local time."""
    moment = int(now.timestamp() * 1000)
    if moment < preferences.quiet_until:
        return True
    start, end = preferences.quiet_from, preferences.quiet_to
    if not preferences.quiet_daily or start == end:
        return False
    passed = (now.hour * 60 + now.minute - start) % _DAY
    began = moment - passed * 60_000 - now.second * 1000
    return passed < (end - start) % _DAY and preferences.quiet_ended < began


def is_notified(preferences: Preferences, rule: str, *, mention: bool, direct: bool, muted: bool) -> bool:
    """Return True if the person wants notifications of a message of another person.

    `rule` is that of the room, "" for none (NOTIFY_RULES). `mention`: the message is meant for the person. `direct`: it
    stands in direct messages. `muted`: only mentions count in the room.
    """
    if not preferences.notify:
        return False
    rule = rule or ("mentions" if direct else preferences.notify_rooms)
    if mention:
        return rule != "none"
    return rule == "all" and not muted
