"""Members of rooms: JOIN PART QUIT KICK NICK, NAMES, WHO, and changes of members' properties."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop_chat.client.collection_limits import TEXT
from desktop_chat.client.context import Context
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.entry_problem import EntryProblem, Obstacle
from desktop_chat.client.events import AwayChanged, Member, MemberAdded, MembersReset, NickChanged
from desktop_chat.client.handlers import answers, entering, nick_choice
from desktop_chat.client.netsplits import servers_of
from desktop_chat.client.room_settings import TERM_MODE
from desktop_chat.client.room_state import RoomState
from desktop_chat.client.session_state import UNKNOWN_AWAY
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import AWAY_NOTIFY
from desktop_chat.irc.message import Message
from desktop_chat.irc.names import split_source
from desktop_chat.texts import client as texts

_WHOX = "77"
"""The token of our WHOX questions."""


def handle_join(c: Context, message: Message) -> None:
    """https://modern.ircdocs.horse/#join-message, https://ircv3.net/specs/extensions/extended-join"""
    state, name = c.state, message.param_at(0)
    if not state.is_channel(name):
        return
    source = split_source(message.source)
    userhost = f"{source.user}@{source.host}"
    if state.is_me(message.nick):
        state.learn_userhost(message.source)
        state.compare_clocks(message)
        _note_own_join(c, _room_of_join(c, name), name)
        return
    room = state.find_channel(name)
    if room is None:
        return
    account = message.param_at(1) if message.param_at(1) != "*" else ""
    nick, account, userhost = message.nick[:TEXT], account[:TEXT], userhost[:TEXT]
    member = Member(nick, "", False, account, userhost, message.param_at(2)[:TEXT])
    c.note_present(nick)
    state.people_changed = True
    if state.profiles.is_known(nick) and next(state.rooms_of(nick), None) is None:
        state.profiles.forget_person(nick)  # another person may have the nick now
    state.profiles.note_real_name(nick, member.realname)
    known = state.find_member(room, message.nick) is not None
    room.members[state.fold_name(message.nick)] = member
    if not known:
        state.emit(MemberAdded(room.key, member))
    if not c.splits.note_return(room, message.nick):
        state.add_entry(room, state.make_entry(message, EntryKind.JOIN, userhost))


def _room_of_join(c: Context, name: str) -> RoomState:
    """Return the room of a channel that we have entered.

    A server inserts five characters into the name of a `!` channel: JOIN `!tea`, or `!!tea` for a new channel, leads to
    `!ABCDEtea`.
    Spec: https://www.rfc-editor.org/rfc/rfc2811#section-3.2
    """
    state, short = c.state, name[6:]
    if name[:1] == "!" and short and state.find_room(name) is None:
        asked = (state.find_channel("!!" + short), state.find_channel("!" + short))
        room = next((room for room in asked if room is not None and not room.joined), None)
        if room is not None:
            c.rename_room(room, name)
            return room
    return state.open_room(name)


def _note_own_join(c: Context, room: RoomState, name: str) -> None:
    room.name = name
    room.joined = True
    room.silence = None
    room.mutes, room.mute_finder, room.mutes_asked = {}, None, False
    if room.problem is not None:
        room.problem = None
        entering.drop_attempts(c, room)
    room.wanted = room.wanted or not room.leaving
    room.invited_by = ""
    c.state.keep_channel_key(room, room.channel_key)
    c.typing.allow_again(room.key)
    room.members.clear()
    room.arriving = {}
    c.state.emit_room_changed(room)
    c.rejoins.pop(room.key, None)
    leads_here = c.forwarded.pop(room.key, "")
    if leads_here:
        c.state.show_notice(room.key, texts.FORWARDED_HERE(leads_here))
    c.ask_modes(room)
    c.outgoing.flush_room(room)  # before the history request, whose answer will show these messages
    c.history.note_entered(room)


def handle_part(c: Context, message: Message) -> None:
    state, room = c.state, c.state.find_channel(message.param_at(0))
    if room is None:
        return
    if not state.is_me(message.nick):
        state.remove_member(room, message.nick)
        state.add_entry(room, state.make_entry(message, EntryKind.PART, message.param_at(1)))
        return
    if not room.leaving:  # an operator has removed us
        room.wanted = False
        room.problem = EntryProblem(Obstacle.REMOVED, reason=message.param_at(1))
        state.mark_left(room)
        state.add_entry(room, state.make_entry(message, EntryKind.PART, message.param_at(1)))
        return
    room.leaving -= 1
    state.mark_left(room)
    c.close_if_left(room)


def handle_kick(c: Context, message: Message) -> None:
    """https://modern.ircdocs.horse/#kick-message"""
    state, room, victim = c.state, c.state.find_channel(message.param_at(0)), message.param_at(1)
    if room is None:
        return
    if state.is_me(victim):
        room.wanted = room.wanted and room.leaving > 0  # a new JOIN is under way
        reason = message.param_at(2)
        given = reason if reason not in (message.nick, victim) else ""  # a name stands for no reason
        room.problem = EntryProblem(Obstacle.KICKED, by=message.nick, reason=given)
        state.mark_left(room)
        c.outgoing.withdraw_room(room.key)
    else:
        state.remove_member(room, victim)
    state.add_entry(
        room, state.make_entry(message, EntryKind.KICK, message.param_at(2), target=victim), mention=state.is_me(victim)
    )


def handle_quit(c: Context, message: Message) -> None:
    state, nick = c.state, message.nick
    split = servers_of(message.param_at(0))
    for room in state.rooms_of(nick):
        state.remove_member(room, nick)
        if split is None:
            state.add_entry(room, state.make_entry(message, EntryKind.QUIT, message.param_at(0)))
        else:
            c.splits.note_lost(room, nick, split)
    c.note_absent(nick)
    direct = state.find_room(nick)
    if direct is not None:
        state.add_entry(direct, state.make_entry(message, EntryKind.QUIT, message.param_at(0)))
    nick_choice.take_back_nick(c, nick)


def handle_nick(c: Context, message: Message) -> None:
    """NICK: change the nick of a person or our own."""
    state, old, new = c.state, message.nick, message.param_at(0)[:TEXT]
    if not new:
        return
    if state.is_me(old):
        state.nick = new
        state.gather_names()
        c.claiming_nick = c.claiming_nick and not state.is_me(state.wanted_nick)
        if state.fold_name(new) == state.fold_name(c.asked_nick):
            state.wanted_nick = new
        state.emit(NickChanged(old, new))
    for room in state.rooms_of(old):
        member = state.find_member(room, old)
        if member is not None:
            state.set_member(room, old, replace(member, nick=new))
            state.add_entry(room, state.make_entry(message, EntryKind.NICK, "", nick=old, target=new))
    state.profiles.move_person(old, new)
    _rename_direct_room(c, message, old, new)
    if state.blocked.has_person(old):
        state.set_blocked(old, blocked=False)
        state.set_blocked(new, blocked=True)
    if not state.is_me(new):
        nick_choice.take_back_nick(c, old)


def _rename_direct_room(c: Context, message: Message, old: str, new: str) -> None:
    """Rename the direct room of a person, unless the new nick has a room already."""
    state, room = c.state, c.state.find_room(old)
    if room is None or room.kind != "direct":
        return
    c.rename_room(room, new)
    state.add_entry(room, state.make_entry(message, EntryKind.NICK, "", nick=old, target=new))


def handle_names(c: Context, message: Message) -> None:
    """353: collect members with prefixes (and with user and host, if userhost-in-names is enabled)."""
    state, room = c.state, c.state.find_channel(message.param_at(2))
    if c.names_asked == state.fold_name(message.param_at(2)):
        c.names_heard.extend(message.param_at(3).split())
    if room is None:
        return
    if room.arriving is None:
        room.arriving = {}
    state.people_changed = True
    for word in message.param_at(3).split():
        prefixes, bare = state.support.split_prefixes(word)
        source = split_source(bare)
        if not source.nick or len(source.nick) > TEXT:
            continue
        old = state.find_member(room, source.nick)
        userhost = f"{source.user}@{source.host}"[:TEXT] if source.host else ""
        member = Member(source.nick, prefixes, userhost=userhost)
        if old is not None:
            member = replace(old, nick=source.nick, prefixes=prefixes, userhost=userhost or old.userhost)
        room.arriving[state.fold_name(source.nick)] = member


def handle_end_of_names(c: Context, message: Message) -> None:
    """366: the list is complete. Ask by WHO which members are away; away-notify tells later changes."""
    state, room = c.state, c.state.find_channel(message.param_at(1))
    if c.names_asked == state.fold_name(message.param_at(1)):
        state.show_answer(c.asked, texts.MEMBERS(message.param_at(1), ", ".join(c.names_heard) or texts.NOBODY))
        c.names_asked, c.names_heard = None, []
    if room is None or room.arriving is None:
        return
    room.members, room.arriving = room.arriving, None
    state.emit(MembersReset(room.key))
    _set_up_new_room(c, room)
    if state.has_capabilities(AWAY_NOTIFY) and room.joined and len(room.members) <= 500:
        if state.support.has_whox:
            state.send("WHO", room.name, f"%tcuhnfar,{_WHOX}")
        else:
            state.send("WHO", room.name)


def _set_up_new_room(c: Context, room: RoomState) -> None:
    """Set the modes and the topic of a room that a person has made. A room of other people stays as it is."""
    plan, state = c.room_plans.pop(room.key, None), c.state
    ourselves = state.find_member(room, state.nick)
    if plan is None or ourselves is None:
        return
    if len(room.members) > 1 or not set("~&@") & set(ourselves.prefixes):
        state.show_notice(room.key, texts.ROOM_EXISTED(room.name))
        return
    values = {"k": plan.password, TERM_MODE: f"{plan.keep_days}d" if plan.keep_days else ""}
    given = {letter: argument for letter, argument in values.items() if argument}
    if plan.flags or given:
        state.send("MODE", room.name, f"+{plan.flags}{''.join(given)}", *given.values())
    if plan.topic:
        state.send("TOPIC", room.name, plan.topic)


def handle_who(c: Context, message: Message) -> None:
    """352: user, host, away and real name of a person in a room."""
    answers.note_who_line(c, message)
    state, room = c.state, c.state.find_channel(message.param_at(1))
    flags = message.param_at(6)
    member = state.find_member(room, message.param_at(5)) if room is not None else None
    if room is None or member is None:
        return
    realname = message.param_at(7).partition(" ")[2][:TEXT]
    userhost = f"{message.param_at(2)}@{message.param_at(3)}"[:TEXT]
    new = replace(member, away=flags.startswith("G"), userhost=userhost, realname=realname)
    _note_away_flag(c, member.nick, flags)
    if new != member:
        state.set_member(room, member.nick, new)


def handle_whox(c: Context, message: Message) -> None:
    """354: the same with the account; the fields come in the order that `handle_end_of_names` asks for."""
    _, token, name, user, host, nick, flags, account, realname = (*message.params, *[""] * 9)[:9]
    state, room = c.state, c.state.find_room(name)
    member = state.find_member(room, nick) if room is not None else None
    if room is None or member is None or token != _WHOX:
        return
    _note_away_flag(c, member.nick, flags)
    new = replace(
        member,
        away=flags.startswith("G"),
        userhost=f"{user}@{host}"[:TEXT],
        account=account[:TEXT] if account != "0" else "",
        realname=realname[:TEXT],
    )
    if new != member:
        state.set_member(room, member.nick, new)


def _note_away_flag(c: Context, nick: str, flags: str) -> None:
    """Note the away state of a person in an answer to WHO, which has no away text."""
    c.presence.note_away(nick, UNKNOWN_AWAY if flags.startswith("G") else "")


def handle_away(c: Context, message: Message) -> None:
    """https://ircv3.net/specs/extensions/away-notify"""
    c.presence.note_away(message.nick, message.param_at(0))
    _update_member(c, message.nick, lambda member: replace(member, away=bool(message.param_at(0))))


def handle_account(c: Context, message: Message) -> None:
    """https://ircv3.net/specs/extensions/account-notify"""
    name = message.param_at(0)[:TEXT] if message.param_at(0) != "*" else ""
    _update_member(c, message.nick, lambda member: replace(member, account=name))


def handle_chghost(c: Context, message: Message) -> None:
    """https://ircv3.net/specs/extensions/chghost"""
    _update_member(
        c, message.nick, lambda member: replace(member, userhost=f"{message.param_at(0)}@{message.param_at(1)}"[:TEXT])
    )


def handle_setname(c: Context, message: Message) -> None:
    """https://ircv3.net/specs/extensions/setname"""
    _update_member(c, message.nick, lambda member: replace(member, realname=message.param_at(0)[:TEXT]))


def _update_member(c: Context, nick: str, change: Callable[[Member], Member]) -> None:
    for room in c.state.rooms_of(nick):
        member = c.state.find_member(room, nick)
        if member is not None:
            c.state.set_member(room, nick, change(member))


def handle_own_away(c: Context, message: Message) -> None:
    """305 and 306: we are back, or away."""
    away = (c.state.away or UNKNOWN_AWAY) if message.command == n.RPL_NOWAWAY else ""
    if away != c.state.away:
        c.state.away = away
        c.state.emit(AwayChanged(away))
    _update_member(c, c.state.nick, lambda member: replace(member, away=bool(away)))  # nobody is told of the own AWAY
    if c.away_asked:
        c.away_asked = False
        c.state.show_answer(c.asked, texts.YOU_ARE_AWAY if away else texts.YOU_ARE_BACK)
