"""MODE of channels.

Spec: https://modern.ircdocs.horse/#channel-modes
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_chat.hub import limits
from desktop_chat.hub.announce.broadcast import broadcast
from desktop_chat.hub.announce.room_events import record_event
from desktop_chat.hub.call import Call
from desktop_chat.hub.effort import LINE_STEPS
from desktop_chat.hub.handlers.names import list_names
from desktop_chat.hub.limits import clip_bytes, strip_controls
from desktop_chat.hub.live.channel import LEADERS, LIST_MODES, PREFIXES, Channel
from desktop_chat.hub.live.cloak import shown_source
from desktop_chat.hub.live.fanout import BODY_LIMIT
from desktop_chat.hub.live.mask_terms import split_term
from desktop_chat.hub.live.masks import NETWORK_HINT, canonical_listed_mask, is_broken_network, is_mute
from desktop_chat.hub.moderation.channel_values import VALUES, change_value, has_argument
from desktop_chat.hub.moderation.room_retention import RETENTION_MODE, change_term, tell_term, term_of
from desktop_chat.hub.records.roles import can_change_role, set_role
from desktop_chat.hub.reply import Refusal
from desktop_chat.irc import numerics as n
from desktop_chat.irc.modes import ModeChange, pack_mode_changes
from desktop_chat.irc.names import fold_name
from desktop_chat.texts import hub as texts

_LISTS = {
    "b": (n.RPL_BANLIST, n.RPL_ENDOFBANLIST, "End of channel ban list"),
    "e": (n.RPL_EXCEPTLIST, n.RPL_ENDOFEXCEPTLIST, "End of channel exception list"),
    "I": (n.RPL_INVEXLIST, n.RPL_ENDOFINVEXLIST, "End of channel invite exception list"),
}


def each_letter(text: str) -> Iterator[tuple[str, str]]:
    """Yield sign and letter of each change in `+ab-c`, at most as many as one line may have."""
    sign, count = "+", 0
    for letter in text:
        if letter in "+-":
            sign = letter
        else:
            count += 1
            if count > limits.MAX_MODE_CHANGES * 2:
                return
            yield sign, letter


def show_modes(call: Call, channel: Channel) -> None:
    """Answer with RPL_CHANNELMODEIS and RPL_CREATIONTIME. Parameters stand in the order of the letters."""
    inside = call.user in channel.members or call.user.operator
    letters, arguments = "".join(sorted(channel.modes)), []
    key, term = channel.key if inside or not channel.key else "*", term_of(call.state, channel)
    for letter, value in (("k", key), ("f", channel.forward), (RETENTION_MODE, term)):
        if value:
            letters += letter
            arguments.append(value)
    if channel.limit:
        letters += "l"
        arguments.append(str(channel.limit))
    call.reply.numeric(n.RPL_CHANNELMODEIS, channel.name, f"+{letters}", *arguments)
    call.reply.numeric(n.RPL_CREATIONTIME, channel.name, str(channel.created // 1000))
    call.reply.needs_commit(channel.commit)


class Changing:
    """A MODE command for one channel. `by_right` (SAMODE): the caller needs no role and no membership."""

    def __init__(self, call: Call, channel: Channel, *, by_right: bool = False) -> None:
        self._call = call
        self._channel = channel
        self._by_right = by_right
        self._changes: list[ModeChange] = []
        self._shown: set[str] = set()

    def run(self, letters: str, arguments: Sequence[str]) -> None:
        """Make the changes one by one. Answer each refusal; tell all members what has really changed."""
        rest = iter(arguments)
        for sign, letter in each_letter(letters):
            try:
                self._change(sign, letter, rest)
            except Refusal as refusal:
                self._call.reply.add_refusal(refusal)
        if self._changes:
            self._tell()
        if any(change.letter == "u" for change in self._changes):
            self._call.in_portions(self._name_everybody())

    def _name_everybody(self) -> Iterator[None]:
        """Send NAMES again to each member, since +u and -u change the members that are visible. An Errand."""
        call, channel = self._call, self._channel
        for seat in [seat for member in channel.members for seat in member.seats]:
            there = call if seat is call.seat else Call(call.state, seat, call.message, call.state.reply_to(seat))
            call.state.effort.take(4 + 3 * len(channel.members))
            if seat.user is not None and seat.user in channel.members:
                list_names(there, channel)
            if there is not call:
                there.reply.flush()
            if call.state.effort.is_spent:
                yield

    def _tell(self) -> None:
        call, channel, source = self._call, self._channel, self._call.user.source
        commit = call.state.keep_channel(channel)
        account = call.user.account
        if self._by_right:
            source, account = call.state.settings.host, ""
        room = BODY_LIMIT - len(f":{source} MODE {channel.name} \r\n".encode())
        for params in pack_mode_changes(self._changes, limits.MAX_MODE_CHANGES * 2, room):
            statement = record_event(call.state, (channel,), source, "MODE", channel.name, *params, account=account)
            broadcast(call, channel, statement, commit)
        if any(change.letter == RETENTION_MODE for change in self._changes):
            tell_term(call.state, channel)

    def _change(self, sign: str, letter: str, arguments: Iterator[str]) -> None:
        """Change one mode.

        Raises: Refusal.
        """
        if letter in LIST_MODES:
            self._change_list(sign, letter, next(arguments, ""))
        elif letter in PREFIXES:
            nick = next(arguments, "")
            if nick:
                self._change_role(sign, letter, nick)
        elif letter in VALUES:
            if letter != "r":  # set by ChanServ only; clients that copy the modes of a room send it
                self._change_value(sign, letter, next(arguments, "") if has_argument(sign, letter) else "")
        elif letter == "f":
            self._change_forward(sign, next(arguments, "") if sign == "+" else "")
        elif letter == RETENTION_MODE:
            self._change_term(sign, next(arguments, "") if sign == "+" else "")
        else:
            raise Refusal(n.ERR_UNKNOWNMODE, letter, texts.UNKNOWN_MODE)

    def _need(self, letters: str) -> None:
        """Require membership and one of these roles.

        Raises: Refusal (ERR_NOTONCHANNEL, ERR_CHANOPRIVSNEEDED).
        """
        channel, user = self._channel, self._call.user
        if not self._by_right:
            if user not in channel.members:
                raise Refusal(n.ERR_NOTONCHANNEL, channel.name, texts.NOT_ON_CHANNEL)
            if not channel.has_role(user, letters):
                raise Refusal(n.ERR_CHANOPRIVSNEEDED, channel.name, texts.NOT_CHANNEL_OPERATOR)

    def _may_change(self, letters: str = "qao") -> None:
        self._need(letters)
        self._call.must_keep()

    # Lists

    def _show_list(self, letter: str) -> None:
        call, channel = self._call, self._channel
        item, end, text = _LISTS[letter]
        if letter != "b":
            self._need(LEADERS)
        if letter in self._shown:
            return
        self._shown.add(letter)
        call.state.effort.take(LINE_STEPS * len(channel.lists[letter]))
        for mask, (by, at) in channel.lists[letter].items():
            shown = shown_source(call.state.settings, by)
            call.reply.numeric(item, channel.name, mask, shown, str(at // 1000))
        call.reply.numeric(end, channel.name, text)
        call.reply.needs_commit(channel.commit)

    def _change_list(self, sign: str, letter: str, mask: str) -> None:
        if not mask:
            self._show_list(letter)
            return
        self._may_change(LEADERS)
        call, channel = self._call, self._channel
        items = channel.lists[letter]
        if is_broken_network(split_term(mask)[1]):
            raise Refusal(n.ERR_INVALIDMODEPARAM, channel.name, letter, mask, NETWORK_HINT)
        whole = canonical_listed_mask(clip_bytes(strip_controls(mask).replace(" ", ""), limits.MASK_LENGTH))
        if not whole or (letter == "I" and is_mute(whole)):
            raise Refusal(n.ERR_INVALIDMODEPARAM, channel.name, letter, mask, texts.MASK_UNKNOWN)
        known = items.spelled(whole)
        if sign == "+" and not known:
            if len(items) >= call.state.settings.list_items or not items.has_room_for(whole):
                raise Refusal(n.ERR_BANLISTFULL, channel.name, letter, texts.CHANNEL_LIST_FULL)
            items[whole] = (call.user.source, call.state.now)
            self._changes.append(ModeChange(sign, letter, whole))
        elif sign == "-" and known:
            del items[known]
            self._changes.append(ModeChange(sign, letter, known))

    # Roles

    def _change_role(self, sign: str, letter: str, nick: str) -> None:
        call, channel = self._call, self._channel
        user = call.require_user(nick)
        if user not in channel.members:
            raise Refusal(n.ERR_USERNOTINCHANNEL, user.nick, channel.name, texts.USER_NOT_ON_CHANNEL)
        if not self._by_right and not can_change_role(channel, call.user, sign, letter, user):
            raise Refusal(n.ERR_CHANOPRIVSNEEDED, channel.name, texts.NOT_CHANNEL_OPERATOR)
        call.must_keep()
        letters = channel.members[user]
        if (letter in letters) == (sign == "+"):
            return
        channel.set_letters(user, letters + letter if sign == "+" else letters.replace(letter, ""))
        if user.identity:
            set_role(channel, user.identity, channel.members[user])
        self._changes.append(ModeChange(sign, letter, user.nick))

    # Flags and values

    def _change_value(self, sign: str, letter: str, argument: str) -> None:
        """Change a mode of a channel, its key or its limit."""
        if letter == "P" and not self._call.user.operator:
            raise Refusal(n.ERR_NOPRIVILEGES, texts.ONLY_OPERATORS_MAKE_PERMANENT)
        self._may_change()
        change = change_value(self._channel, sign, letter, argument)
        if change is not None:
            self._changes.append(change)

    def _change_term(self, sign: str, argument: str) -> None:
        self._may_change()
        change = change_term(self._call.state, self._channel, sign, argument)
        if change is not None:
            self._changes.append(change)

    def _change_forward(self, sign: str, argument: str) -> None:
        """Set the channel to which a refused JOIN is forwarded. The caller must be a moderator of both."""
        self._may_change()
        call, channel = self._call, self._channel
        if sign == "-":
            if channel.forward:
                channel.forward = ""
                self._changes.append(ModeChange(sign, "f"))
            return
        other = call.state.channels.get(fold_name(argument))
        if other is None or other is channel or other.hidden_from(call.user):
            raise Refusal(n.ERR_INVALIDMODEPARAM, channel.name, "f", argument or "*", texts.NO_SUCH_ROOM)
        if not self._by_right and not other.has_role(call.user, "qao"):
            raise Refusal(n.ERR_CHANOPRIVSNEEDED, other.name, texts.NOT_CHANNEL_OPERATOR_THERE)
        if channel.forward != other.name:
            channel.forward = other.name
            self._changes.append(ModeChange(sign, "f", other.name))
