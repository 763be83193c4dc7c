"""MODE, of channels and of users. https://modern.ircdocs.horse/#mode-message"""

from __future__ import annotations

from collections.abc import Iterator

from desktop_chat.hub import settings as limits
from desktop_chat.hub.call import Call
from desktop_chat.hub.channel import FLAGS, LIST_MODES, PREFIXES, RANKS, Channel
from desktop_chat.hub.events import happened
from desktop_chat.hub.fanout import BODY_LIMIT
from desktop_chat.hub.reply import Refusal
from desktop_chat.hub.settings import clip, visible
from desktop_chat.irc import numerics as n
from desktop_chat.irc.modes import ModeChange, in_lines, render
from desktop_chat.irc.names import complete_mask, fold

_LISTS = {
    "b": (n.RPL_BANLIST, n.RPL_ENDOFBANLIST, "End of channel ban list"),
    "e": (n.RPL_EXCEPTLIST, n.RPL_ENDOFEXCEPTLIST, "End of channel exception list"),
    "I": (n.RPL_INVEXLIST, n.RPL_ENDOFINVEXLIST, "End of channel invite exception list"),
}
_USER_MODES = "BRiw"
"""B: a bot. R: only accounts may write to me. i: invisible. w: reads WALLOPS."""


def mode(call: Call) -> None:
    if call.params[0].startswith("#"):
        _channel_mode(call)
    else:
        _user_mode(call)


def _channel_mode(call: Call) -> None:
    channel = call.channel(call.params[0])
    if len(call.params) == 1:
        _show_modes(call, channel)
        return
    changes: list[ModeChange] = []
    arguments = iter(call.params[2:])
    for sign, letter in _letters(call.params[1]):
        try:
            _change(call, channel, changes, sign, letter, arguments)
        except Refusal as refusal:
            call.reply.refuse(refusal)
    if changes:
        _tell(call, channel, changes)


def _tell(call: Call, channel: Channel, changes: list[ModeChange]) -> None:
    """What has really changed, in as many lines as it needs."""
    state, source = call.state, call.user.source
    commit = state.keep_channel(channel)
    call.reply.needs_commit(commit)
    room = BODY_LIMIT - len(f":{source} MODE {channel.name} \r\n".encode())
    for params in in_lines(changes, limits.MODES * 2, room):
        statement = happened(state, (channel,), source, "MODE", channel.name, *params, account=call.user.account)
        call.reply.show(statement)
        state.say(channel, statement, commit).instead(call.seat, b"")


def _show_modes(call: Call, channel: Channel) -> None:
    inside = call.user in channel.members
    letters = "".join(sorted(channel.modes)) + ("k" if channel.key else "") + ("l" if channel.limit else "")
    key = [channel.key if inside else "*"] if channel.key else []
    limit = [str(channel.limit)] if channel.limit else []
    call.reply.numeric(n.RPL_CHANNELMODEIS, channel.name, f"+{letters}", *key, *limit)
    call.reply.numeric(n.RPL_CREATIONTIME, channel.name, str(channel.created // 1000))
    call.reply.needs_commit(channel.commit)


def _letters(text: str) -> Iterator[tuple[str, str]]:
    sign, count = "+", 0
    for letter in text:
        if letter in "+-":
            sign = letter
        else:
            count += 1
            if count > limits.MODES * 2:
                return
            yield sign, letter


def _change(
    call: Call, channel: Channel, changes: list[ModeChange], sign: str, letter: str, arguments: Iterator[str]
) -> None:
    """One mode. Raises Refusal."""
    if letter in LIST_MODES:
        mask = next(arguments, "")
        if not mask:
            _show_list(call, channel, letter)
            return
        _may_change(call, channel, letter)
        _change_list(call, channel, changes, sign, letter, mask)
    elif letter in PREFIXES:
        nick = next(arguments, "")
        if nick:
            _change_role(call, channel, changes, sign, letter, nick)
    elif letter in FLAGS:
        _may_change(call, channel, letter)
        if (letter in channel.modes) != (sign == "+"):
            (channel.modes.add if sign == "+" else channel.modes.discard)(letter)
            changes.append(ModeChange(sign, letter))
    elif letter == "k":
        argument = next(arguments, "")
        _may_change(call, channel, letter)
        _change_key(channel, changes, sign, argument)
    elif letter == "l":
        argument = next(arguments, "") if sign == "+" else ""
        _may_change(call, channel, letter)
        _change_limit(channel, changes, sign, argument)
    else:
        raise Refusal(n.ERR_UNKNOWNMODE, letter, "is unknown mode char to me")


def _may_change(call: Call, channel: Channel, letter: str) -> None:
    _may_lead(call, channel, letter)
    call.must_keep()


def _may_lead(call: Call, channel: Channel, letter: str) -> None:
    if call.user not in channel.members:
        raise Refusal(n.ERR_NOTONCHANNEL, channel.name, "You're not on that channel")
    if not channel.has(call.user, "qao" if letter not in LIST_MODES else "qaoh"):
        raise Refusal(n.ERR_CHANOPRIVSNEEDED, channel.name, "You're not channel operator")


def _show_list(call: Call, channel: Channel, letter: str) -> None:
    item, end, text = _LISTS[letter]
    if letter != "b":
        _may_lead(call, channel, letter)
    for mask, (by, at) in channel.lists[letter].items():
        call.reply.numeric(item, channel.name, mask, by, str(at // 1000))
    call.reply.numeric(end, channel.name, text)
    call.reply.needs_commit(channel.commit)


def _change_list(call: Call, channel: Channel, changes: list[ModeChange], sign: str, letter: str, mask: str) -> None:
    items = channel.lists[letter]
    whole = complete_mask(clip(visible(mask).replace(" ", ""), limits.MASK_LENGTH))
    if sign == "+" and whole not in items:
        if len(items) >= call.state.settings.list_items:
            raise Refusal(n.ERR_BANLISTFULL, channel.name, letter, "Channel list is full")
        items[whole] = (call.user.source, call.state.now)
        changes.append(ModeChange(sign, letter, whole))
    elif sign == "-":
        known = next((item for item in items if fold(item) == fold(whole)), None)
        if known is not None:
            del items[known]
            changes.append(ModeChange(sign, letter, known))


def _change_role(call: Call, channel: Channel, changes: list[ModeChange], sign: str, letter: str, nick: str) -> None:
    user = call.person(nick)
    if user not in channel.members:
        raise Refusal(n.ERR_USERNOTINCHANNEL, user.nick, channel.name, "They aren't on that channel")
    mine = channel.rank(call.user)
    stepping_down = user is call.user and sign == "-"
    enough = mine >= max(RANKS["o"] if letter in "ohv" else RANKS[letter], channel.rank(user))
    half = letter == "v" and mine == RANKS["h"] and channel.rank(user) <= mine
    if not (stepping_down or enough or half):
        raise Refusal(n.ERR_CHANOPRIVSNEEDED, channel.name, "You're not channel operator")
    call.must_keep()
    letters = channel.members[user]
    if (letter in letters) == (sign == "+"):
        return
    channel.set_letters(user, letters + letter if sign == "+" else letters.replace(letter, ""))
    if user.identity:
        channel.roles[user.identity] = channel.members[user]
        if not channel.members[user]:
            del channel.roles[user.identity]
    changes.append(ModeChange(sign, letter, user.nick))


def _change_key(channel: Channel, changes: list[ModeChange], sign: str, argument: str) -> None:
    if sign == "-":
        if channel.key:
            changes.append(ModeChange(sign, "k", channel.key))
            channel.key = ""
        return
    key = clip(argument, limits.KEY_LENGTH)
    if not key or key != visible(key) or " " in key or "," in key or key[0] == ":":
        raise Refusal(n.ERR_INVALIDMODEPARAM, channel.name, "k", "*", "That cannot be a key")
    channel.key = key
    changes.append(ModeChange(sign, "k", key))


def _change_limit(channel: Channel, changes: list[ModeChange], sign: str, argument: str) -> None:
    if sign == "-":
        if channel.limit:
            channel.limit = 0
            changes.append(ModeChange(sign, "l"))
        return
    if not (argument.isascii() and argument.isdigit() and 0 < len(argument) < 7 and int(argument)):
        raise Refusal(n.ERR_INVALIDMODEPARAM, channel.name, "l", argument or "*", "That cannot be a limit")
    channel.limit = int(argument)
    changes.append(ModeChange(sign, "l", str(channel.limit)))


def _user_mode(call: Call) -> None:
    user = call.person(call.params[0])
    if user is not call.user:
        raise Refusal(n.ERR_USERSDONTMATCH, "Cannot change mode for other users")
    if len(call.params) == 1:
        letters = "".join(sorted(user.modes | ({"o"} if user.operator else set())))
        call.reply.numeric(n.RPL_UMODEIS, f"+{letters}")
        return
    changes: list[ModeChange] = []
    unknown = False
    for sign, letter in _letters(call.params[1]):
        if letter in _USER_MODES:
            if (letter in user.modes) != (sign == "+"):
                (user.modes.add if sign == "+" else user.modes.discard)(letter)
                changes.append(ModeChange(sign, letter))
        elif letter == "o":
            if sign == "-" and user.operator:
                user.operator = False
                changes.append(ModeChange(sign, letter))
        else:
            unknown = True
    if unknown:
        call.reply.numeric(n.ERR_UMODEUNKNOWNFLAG, "Unknown MODE flag")
    if changes:
        call.reply.line(user.source, "MODE", user.nick, *render(changes))
