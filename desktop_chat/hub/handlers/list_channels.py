"""LIST: the rooms of this server.

All tokens of ELIST are supported: masks (M), masks that must not match (N), people (U), and the age in minutes of the
room (C) and of its topic (T).

Spec: https://modern.ircdocs.horse/#list-message, https://modern.ircdocs.horse/#elist-parameter
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from desktop_chat.hub.call import Call
from desktop_chat.hub.effort import LINE_STEPS
from desktop_chat.hub.live.channel import Channel
from desktop_chat.irc import numerics as n
from desktop_chat.irc.glob import Glob, GlobRow

_MOST_WORDS = 20
_DEAR = 15
"""Steps (hub/effort) of comparing a room's name with all expensive masks together."""
_MINUTE = 60_000
Condition = Callable[[Channel], bool]


def list_(call: Call) -> None:
    words = [word for word in call.param_at(0).split(",") if word][:_MOST_WORDS]
    conditions: list[Condition] = []
    masks: list[Glob] = []
    for word in words:
        condition = _parse_condition(word, call.state.now)
        if condition is not None:
            conditions.append(condition)
        else:
            masks.append(Glob(word))
    call.reply.numeric(n.RPL_LISTSTART, "Channel", "Users  Name")
    call.in_portions(_send_list(call, masks, conditions))


def _send_list(call: Call, masks: Sequence[Glob], conditions: Sequence[Condition]) -> Iterator[None]:
    dear = [mask for mask in masks if mask.is_dear]
    cheap, row = [mask for mask in masks if not mask.is_dear], GlobRow(dear)
    effort, looks = call.state.effort, 1 + len(cheap) + len(conditions) * _DEAR + _DEAR * bool(dear)
    for channel in list(call.state.channels.values()):
        effort.take(looks)
        if effort.is_spent:
            yield
        if not channel.members or channel.hidden_from(call.user):
            continue
        named = not masks or any(mask.matches_folded(channel.folded) for mask in cheap)
        named = named or bool(dear and row.found_in(channel.folded))
        if named and all(condition(channel) for condition in conditions):
            effort.take(LINE_STEPS)
            call.reply.numeric(n.RPL_LIST, channel.name, str(len(channel.members)), channel.topic)
            call.reply.needs_commit(channel.commit)
    call.reply.numeric(n.RPL_LISTEND, "End of /LIST")


def _parse_condition(word: str, now: int) -> Condition | None:
    """Return the condition that the word states; None if the word is a mask."""
    if word[0] == "!" and len(word) > 1:
        mask = Glob(word[1:])
        return lambda channel: not mask.matches_folded(channel.folded)
    kind, sign, text = ("U", word[0], word[1:]) if word[0] in "<>" else (word[0].upper(), word[1:2], word[2:])
    if kind not in "UCT" or sign not in ("<", ">") or not (text.isascii() and text.isdigit() and len(text) < 10):
        return None
    number, more = int(text), sign == ">"
    if kind == "U":
        return lambda channel: len(channel.members) > number if more else len(channel.members) < number
    moment = now - number * _MINUTE
    if kind == "C":
        return lambda channel: channel.created < moment if more else channel.created > moment
    return lambda channel: bool(channel.topic_at) and (channel.topic_at < moment if more else channel.topic_at > moment)
