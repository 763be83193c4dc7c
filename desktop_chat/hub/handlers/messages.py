"""What people say: PRIVMSG NOTICE TAGMSG. https://modern.ircdocs.horse/#sending-messages

Kept are words to channels and to people; questions between programs (CTCP), status messages and bare tags are not.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_chat.hub import settings as limits
from desktop_chat.hub.call import Call
from desktop_chat.hub.channel import PREFIXES, Channel
from desktop_chat.hub.fanout import Statement
from desktop_chat.hub.job import Job
from desktop_chat.hub.reply import Refusal
from desktop_chat.hub.user import Seat, User
from desktop_chat.hub.views import ECHO, TAGS
from desktop_chat.irc import numerics as n
from desktop_chat.irc.message import NO_TAGS, encode_tags
from desktop_chat.irc.names import fold
from desktop_chat.storage.port import Answer, Entry, ResendQuery, msgid_of

RESEND_ID = "desktop-chat/id"
RESEND = "desktop-chat/resend"
_SIGNS = {sign: letter for letter, sign in PREFIXES.items()}


def privmsg(call: Call) -> None:
    _say_all(call)


def notice(call: Call) -> None:
    _say_all(call)


def tagmsg(call: Call) -> None:
    """https://ircv3.net/specs/extensions/message-tags#the-tagmsg-tag-only-message"""
    if not call.seat.view & TAGS:
        raise Refusal(n.ERR_UNKNOWNCOMMAND, "TAGMSG", "Unknown command")
    _say_all(call)


def _say_all(call: Call) -> None:
    params, tag_only = call.params, call.message.command == "TAGMSG"
    if not params or not params[0]:
        raise Refusal(n.ERR_NORECIPIENT, f"No recipient given ({call.message.command})")
    if not tag_only and (len(params) < 2 or not params[1]):
        raise Refusal(n.ERR_NOTEXTTOSEND, "No text to send")
    names = list(dict.fromkeys(params[0].split(",")))
    if len(names) > limits.TARGETS:
        raise Refusal(n.ERR_TOOMANYTARGETS, names[-1], "Too many targets")
    said = _Said(call, alone=len(names) == 1)
    if call.message.tags and said.resend and said.alone and _said_before(said):
        return
    for name in names:
        try:
            said.to(name)
        except Refusal as refusal:
            if call.message.command != "NOTICE":
                call.reply.refuse(refusal)


@dataclass(slots=True)
class _Said:
    """One command's words, on their way to each of its targets."""

    call: Call
    alone: bool

    @property
    def command(self) -> str:
        return self.call.message.command

    @property
    def text(self) -> str:
        return self.call.param(1)

    @property
    def resend(self) -> str:
        return self.call.message.tags.get(RESEND_ID, "")[: limits.RESEND_LENGTH]

    @property
    def author(self) -> str:
        """Under whom own ids are remembered."""
        return self.call.user.replayed_as

    def to(self, name: str) -> None:
        """Raises Refusal."""
        bare = name.lstrip("".join(_SIGNS))
        if bare.startswith("#"):
            self._to_channel(name, bare)
        else:
            self._to_person(name)

    def _to_channel(self, name: str, bare: str) -> None:
        state, user, seat = self.call.state, self.call.user, self.call.seat
        channel = state.channels.get(fold(bare))
        if channel is None or not channel.members or channel.hidden_from(user):
            raise Refusal(n.ERR_NOSUCHCHANNEL, bare, "No such channel")
        _may_speak(channel, user)
        if name is not bare and name != bare:
            self._to_ranks(channel, name)
            return
        statement, commit = self._statement(channel.name, channel.room)
        run = state.say(channel, statement, commit)
        if self.call.reply.label and self.alone:
            self.call.reply.needs_commit(commit)
            run.instead(seat, self.call.reply.claim(statement if seat.view & ECHO else None))
        elif not seat.view & ECHO or (self.command == "TAGMSG" and not statement.body(seat.view)):
            run.instead(seat, b"")

    def _to_ranks(self, channel: Channel, name: str) -> None:
        """`@#room`: only those who hold the role, or a higher one, are told."""
        state, seat = self.call.state, self.call.seat
        letters = list(PREFIXES)
        wanted = set(letters[: letters.index(_SIGNS[name[0]]) + 1])
        statement, commit = self._statement(name[0] + channel.name, None)
        told = [member for member, held in channel.members.items() if wanted & set(held)]
        state.show((s for member in told for s in member.seats if s is not seat), statement, commit)
        self._echo(statement, commit, ())

    def _to_person(self, name: str) -> None:
        call, state = self.call, self.call.state
        target = call.person(name)
        room = self._direct_room(target) if self._is_kept() else None
        statement, commit = self._statement(target.nick, room)
        state.show((seat for seat in target.seats if seat is not call.seat), statement, commit)
        self._echo(statement, commit, () if target is call.user else call.user.seats)
        if target.away and self.command == "PRIVMSG":
            call.reply.numeric(n.RPL_AWAY, target.nick, target.away)

    def _echo(self, statement: Statement, commit: int, own: list[Seat] | tuple[()]) -> None:
        call = self.call
        call.state.show((s for s in own if s is not call.seat and s.view & ECHO), statement, commit)
        if call.seat.view & ECHO:
            call.reply.show(statement)
            call.reply.needs_commit(commit)

    def _is_kept(self) -> bool:
        if self.command == "TAGMSG":
            return False
        return not self.text.startswith("\x01") or self.text.startswith("\x01ACTION ")

    def _direct_room(self, target: User) -> int:
        state, me, other = self.call.state, self.author, target.replayed_as
        room = state.rooms.direct(me, other)
        if room is None:
            room = state.rooms.make_direct(me, other)
            state.keep(room)
        return room.id

    def _statement(self, target: str, room: int | None) -> tuple[Statement, int]:
        """The line for everybody, and the commit it waits for. `room` None: it is not kept."""
        call, state, user = self.call, self.call.state, self.call.user
        sequence, time = state.stamp()
        tags = call.message.tags
        client_tags = {k: v for k, v in tags.items() if k[0] == "+"} if tags else NO_TAGS
        text = f"msgid={msgid_of(room or 0, sequence)}"
        if client_tags:
            text = f"{text};{encode_tags(client_tags)}"
        stamp = state.time_text(time)
        if self.command == "TAGMSG":
            line = f":{user.source} TAGMSG {target}"
            return Statement("", stamp, text, TAGS, line), 0
        statement = Statement(f":{user.source} {self.command} {target} :{self.text}", stamp, text)
        user.active = state.now
        user.said.append(state.now)
        state.said.append(state.now)
        if room is None or not self._is_kept():
            return statement, 0
        state.said_total += 1
        resend = self.resend
        commit = state.keep(
            Entry(
                room,
                sequence,
                time,
                self.command,
                user.source,
                target,
                self.text,
                user.identity,
                "",
                resend,
                client_tags,
            )
        )
        if resend:
            state.remember(self.author, resend, statement, commit)
        return statement, commit


def _may_speak(channel: Channel, user: User) -> None:
    member = user in channel.members
    if not member and "n" in channel.modes:
        raise Refusal(n.ERR_CANNOTSENDTOCHAN, channel.name, "Cannot send to channel")
    if channel.members.get(user):
        return
    if "m" in channel.modes or channel.banned(user):
        raise Refusal(n.ERR_CANNOTSENDTOCHAN, channel.name, "Cannot send to channel")


# Words that are sent again after a cut


def _said_before(said: _Said) -> bool:
    """Whether this is answered already (by what was said under this id), or will be when the database has looked."""
    call, state = said.call, said.call.state
    known = state.remembered(said.author, said.resend)
    if known is not None:
        statement, commit = known
        _confirm(call, statement, commit)
        return True
    if RESEND not in call.message.tags or not call.user.identity:
        return False
    call.reply.deferred = True
    call.seat.paused = True
    state.touched.add(call.seat)

    def then(answer: Answer | Exception) -> None:
        call.seat.paused = False
        state.touched.add(call.seat)
        if call.seat.user is None:
            return
        if isinstance(answer, Entry):
            text = f"msgid={answer.msgid}"
            line = f":{answer.source} {answer.command} {answer.target} :{answer.text}"
            _confirm(call, Statement(line, state.time_text(answer.time), text), 0)
        elif isinstance(answer, Exception):
            call.reply.refuse(Refusal("FAIL", said.command, "TEMPORARILY_UNAVAILABLE", str(answer)))
        else:
            try:
                said.to(call.params[0])
            except Refusal as refusal:
                call.reply.refuse(refusal)
        call.reply.flush()

    state.ask(Job(call.seat, ResendQuery(call.user.identity, said.resend), then))
    return True


def _confirm(call: Call, statement: Statement, commit: int) -> None:
    """The echo of what was said the first time: nobody else is told anything."""
    if call.seat.view & ECHO:
        call.reply.show(statement)
        call.reply.needs_commit(commit)
