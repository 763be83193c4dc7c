"""What people say: PRIVMSG NOTICE TAGMSG. https://modern.ircdocs.horse/#sending-messages

Kept are words in rooms, and to a person when one of the two can prove who they are (nobody else could ever read them
again). Questions between programs (CTCP), words to the operators of a room and bare tags are not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_chat.hub import settings as limits
from desktop_chat.hub.call import Call
from desktop_chat.hub.channel import PREFIXES, Channel
from desktop_chat.hub.fanout import Statement
from desktop_chat.hub.handlers import services
from desktop_chat.hub.handlers.history import statement_of
from desktop_chat.hub.reply import Refusal
from desktop_chat.hub.services import is_service
from desktop_chat.hub.sharing import NOT_HERE
from desktop_chat.hub.views import ECHO, TAGS
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import RESEND, TAG_RESEND
from desktop_chat.irc.message import NO_TAGS, encode_tags
from desktop_chat.irc.names import fold
from desktop_chat.storage.port import Account, Answer, Entry, ResendQuery

_SIGNS = {sign: letter for letter, sign in PREFIXES.items()}


def privmsg(call: Call) -> None:
    _words(call, "PRIVMSG")


def notice(call: Call) -> None:
    _words(call, "NOTICE")


def _words(call: Call, command: str) -> None:
    params = call.message.params
    if not params or not params[0]:
        raise Refusal(n.ERR_NORECIPIENT, f"No recipient given ({command})")
    if len(params) < 2 or not params[1]:
        raise Refusal(n.ERR_NOTEXTTOSEND, "No text to send")
    text, tags = params[1], call.message.tags
    kept = text[0] != "\x01" or text.startswith("\x01ACTION ")
    if tags:
        resend = tags.get(TAG_RESEND, "")[: limits.RESEND_LENGTH]
        said = _Said(call, command, text, kept, client_tags(tags), resend)
        _say(said, maybe_again=RESEND in tags)
    else:
        _say(_Said(call, command, text, kept))


def tagmsg(call: Call) -> None:
    """https://ircv3.net/specs/extensions/message-tags#the-tagmsg-tag-only-message"""
    if not call.seat.view & TAGS:
        raise Refusal(n.ERR_UNKNOWNCOMMAND, "TAGMSG", "Unknown command")
    if not call.param(0):
        raise Refusal(n.ERR_NORECIPIENT, "No recipient given (TAGMSG)")
    _say(_Said(call, "TAGMSG", "", kept=False, tags=client_tags(call.message.tags)))


def client_tags(tags: Mapping[str, str]) -> Mapping[str, str]:
    """The tags that are relayed: those of clients (`+name`), well-formed ones only."""
    found = {key: value for key, value in tags.items() if key[0] == "+" and _is_tag_key(key[1:])}
    return found or NO_TAGS


def _is_tag_key(key: str) -> bool:
    letters = key.replace("-", "").replace("/", "").replace(".", "")
    return letters.isascii() and letters.isalnum()


@dataclass(slots=True)
class _Said:
    """One command's words, on their way to each of its targets. `resend`: their author's own id for them, or ""."""

    call: Call
    command: str
    text: str
    kept: bool
    tags: Mapping[str, str] = NO_TAGS
    resend: str = ""


def _say(said: _Said, *, maybe_again: bool = False) -> None:
    call = said.call
    target = call.message.params[0]
    if "," not in target:
        if not (said.resend and _said_before(said, maybe_again)):
            _to(said, target, alone=True)
        return
    names = [name for name in dict.fromkeys(target.split(",")) if name]
    if len(names) > limits.TARGETS:
        raise Refusal(n.ERR_TOOMANYTARGETS, names[-1], "Too many targets")
    said.resend = ""  # an id stands for one Entry
    for name in names:
        _to(said, name, alone=len(names) == 1)


def _to(said: _Said, name: str, *, alone: bool) -> None:
    """Say it to one target. A NOTICE is never answered with an error, unless it should have been kept and cannot."""
    try:
        if name[0] == "#":
            _to_channel(said, name, alone=alone)
        elif name[0] in _SIGNS and name[1:2] == "#":
            _to_ranks(said, name)
        else:
            _to_person(said, name)
    except Refusal as refusal:
        if said.command != "NOTICE" or refusal.command == "FAIL":
            said.call.reply.refuse(refusal)


def _to_channel(said: _Said, name: str, *, alone: bool) -> None:
    call = said.call
    state, seat, user, reply = call.state, call.seat, call.user, call.reply
    channel = _heard_in(call, name)
    statement, commit = _statement(said, channel.name, channel.room if said.kept else None)
    run = state.say(channel, statement, commit)
    echo = seat.view & ECHO
    if user in channel.members and not (echo and not reply.label):
        if reply.label and alone:
            reply.needs_commit(commit)
            run.instead(seat, reply.claim(statement if echo else None))
            echo = 0
        else:
            run.instead(seat, b"")
    elif user in channel.members:
        echo = 0  # its own line among the others' is the echo
    if echo:
        reply.show(statement)
        reply.needs_commit(commit)


def _heard_in(call: Call, name: str) -> Channel:
    """The channel in which the asker may speak."""
    user = call.user
    channel = call.state.channels.get(fold(name))
    if channel is None or not channel.members or channel.hidden_from(user):
        raise Refusal(n.ERR_NOSUCHCHANNEL, name, "No such channel")
    letters = channel.members.get(user)
    if not letters:
        outside = letters is None and "n" in channel.modes
        if outside or "m" in channel.modes or (channel.lists["b"] and channel.banned(user)):
            raise Refusal(n.ERR_CANNOTSENDTOCHAN, channel.name, "Cannot send to channel")
    return channel


def _to_ranks(said: _Said, name: str) -> None:
    """`@#room`: only those who hold the role, or a higher one, are told."""
    call = said.call
    channel = _heard_in(call, name[1:])
    letters = list(PREFIXES)
    wanted = set(letters[: letters.index(_SIGNS[name[0]]) + 1])
    statement, commit = _statement(said, name[0] + channel.name, None)
    told = [member for member, held in channel.members.items() if member is not call.user and wanted & set(held)]
    call.state.show((seat for member in told for seat in member.seats), statement, commit)
    _echo(said, statement, commit)


def _to_person(said: _Said, name: str) -> None:
    call, state = said.call, said.call.state
    if is_service(name):
        services.heard(call, name, said.command, said.text)
        return
    account = state.accounts.get(name) if fold(name) not in state.users else None
    if account is not None:
        _to_account(said, account)
        return
    target, user = call.person(name), call.user
    room = None
    if said.kept and (user.identity or target.identity):
        said.call.must_keep()
        room = _direct_room(call, user.replayed_as, target.replayed_as)
    statement, commit = _statement(said, target.nick, room)
    if target is not user:
        _echo(said, statement, commit)
    elif call.seat.view & ECHO:
        call.reply.show(statement)
        call.reply.needs_commit(commit)
        call.reply.flush()  # the echo, labelled, comes before what one is told like anybody
    state.show(target.seats, statement, commit)
    if target.away and said.command == "PRIVMSG":
        call.reply.numeric(n.RPL_AWAY, target.nick, target.away)


def _to_account(said: _Said, account: Account) -> None:
    """Nobody uses the nick of this account now: it is kept, and shown to whoever is here for it by another nick."""
    call, state = said.call, said.call.state
    if not said.kept:
        raise Refusal(n.ERR_NOSUCHNICK, account.name, "No such nick")
    call.must_keep()
    room = _direct_room(call, call.user.replayed_as, account.identity)
    statement, commit = _statement(said, account.name, room)
    _echo(said, statement, commit)
    here = [user for user in state.users.values() if user.account == account.name and user is not call.user]
    state.show((seat for user in here for seat in user.seats), statement, commit)
    if said.command == "PRIVMSG" and not here:
        call.reply.numeric(n.RPL_AWAY, account.name, NOT_HERE)


def _direct_room(call: Call, one: str, other: str) -> int:
    room = call.state.rooms.direct(one, other)
    if room is None:
        room = call.state.rooms.make_direct(one, other)
        call.state.keep(room)
    return room.id


def _echo(said: _Said, statement: Statement, commit: int) -> None:
    """To the author: to the Seat that spoke if it asks for it, and to the others, which have not heard of it."""
    call = said.call
    for seat in call.user.seats:
        if seat is not call.seat:
            call.state.show((seat,), statement, commit)
        elif seat.view & ECHO:
            call.reply.show(statement)
            call.reply.needs_commit(commit)


def _statement(said: _Said, target: str, room: int | None) -> tuple[Statement, int]:
    """The line for everybody, and the commit that it waits for. `room` None: it is not kept."""
    call, state = said.call, said.call.state
    user = call.user
    if room is not None:
        call.must_keep()
    sequence, time = state.stamp()
    stamp, tags = state.time_text(time), encode_tags(said.tags) if said.tags else ""
    if "B" in user.modes:  # https://ircv3.net/specs/extensions/bot-mode
        tags = f"bot;{tags}" if tags else "bot"
    place = (room or 0, sequence)
    if said.command == "TAGMSG":
        line = f":{user.source} TAGMSG {target}"
        return Statement("", stamp, tags=tags, place=place, switch=TAGS, other=line, account=user.account), 0
    line = f":{user.source} {said.command} {target} :{said.text}"
    statement = Statement(line, stamp, tags=tags, place=place, account=user.account)
    user.active = state.now
    user.said.append(state.now)
    commit = 0
    if room is not None:
        state.said_total += 1
        state.said.append(state.now)
        commit = state.keep(
            Entry(
                room, sequence, time, said.command, user.source, target, said.text, user.identity, user.account,
                said.resend, said.tags,
            )
        )  # fmt: skip
    if said.resend:
        state.remember(user.replayed_as, said.resend, statement, commit)
    return statement, commit


# Words that are sent again after a cut


def _said_before(said: _Said, maybe_again: bool) -> bool:
    """Whether this is answered already (by what was said under this id), or will be when the database has looked."""
    call, state = said.call, said.call.state
    known = state.remembered(call.user.replayed_as, said.resend)
    if known is not None:
        _confirm(said, *known)
        return True
    if not maybe_again or not call.user.identity:
        return False

    def then(answer: Answer | Exception) -> None:
        if isinstance(answer, Entry):
            _confirm(said, statement_of(state, answer), 0)
        elif isinstance(answer, Exception):
            raise Refusal("FAIL", said.command, "TEMPORARILY_UNAVAILABLE", "What was said before cannot be read now")
        else:
            _to(said, call.params[0], alone=True)

    call.later(ResendQuery(call.user.identity, said.resend), then)
    return True


def _confirm(said: _Said, statement: Statement, commit: int) -> None:
    """The echo of what was said the first time: nobody else is told anything."""
    reply = said.call.reply
    if said.call.seat.view & ECHO:
        reply.show(statement)
        reply.needs_commit(commit)
