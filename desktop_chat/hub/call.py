"""Call: what a handler is given, one command of one Seat. Handlers are plain functions `(call) -> None`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from desktop_chat.hub.errands import answer_in_portions
from desktop_chat.hub.job import HashJob, HashWork, Job, Rehash
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.reply import Refusal, Reply
from desktop_chat.hub.state import State
from desktop_chat.irc import numerics as n
from desktop_chat.irc.message import Message
from desktop_chat.irc.names import fold_name
from desktop_chat.storage.store_api import Query

_Answer = TypeVar("_Answer")


@dataclass(slots=True)
class Call:
    """`params` are at least as many as the command's row in the table demands."""

    state: State
    seat: Seat
    message: Message
    reply: Reply

    @property
    def params(self) -> tuple[str, ...]:
        return self.message.params

    @property
    def user(self) -> User:
        """Who asks. Only for commands that need registration."""
        assert self.seat.user is not None
        return self.seat.user

    def param_at(self, index: int, default: str = "") -> str:
        return self.message.param_at(index, default)

    def require_params(self, count: int) -> None:
        """Refuse a command with fewer parameters."""
        if len(self.params) < count:
            raise Refusal(n.ERR_NEEDMOREPARAMS, self.message.command, "Not enough parameters")

    def must_keep(self) -> None:
        """Refuse what would have to be kept while the disk takes nothing; before any state is touched."""
        if self.state.store_error:
            raise Refusal("FAIL", self.message.command, "TEMPORARILY_UNAVAILABLE", self.state.store_error)

    def read_from_store(
        self, query: Query[_Answer], then: Callable[[_Answer], None], failed: Callable[[Exception], None]
    ) -> None:
        """Let a Job read `query`, then call `then` with the answer or `failed` with the exception.

        Both may raise Refusal. The Seat's next command waits until then, and so does the reply of this call.
        """
        deferral = _Deferral(self)
        self.state.queue_job(
            Job(seat=self.seat, query=query, then=deferral.end_with(then), failed=deferral.end_with(failed))
        )

    def hash_password(
        self, work: HashWork[_Answer], then: Callable[[_Answer], None], failed: Callable[[Exception], None]
    ) -> None:
        """Let a HashJob do `work`, then call `then` or `failed`, as `read_from_store` does.

        Seats that are not registered yet may call it.
        """
        deferral = _Deferral(self)
        self.state.queue_hash_job(
            HashJob(seat=self.seat, work=work, then=deferral.end_with(then), failed=deferral.end_with(failed))
        )

    def rehash(self, then: Callable[[str], None], failed: Callable[[Exception], None]) -> None:
        """Let the server read its settings again, then call `then` or `failed`, as `read_from_store` does."""
        deferral = _Deferral(self)
        self.state.rehash.append(Rehash(seat=self.seat, then=deferral.end_with(then), failed=deferral.end_with(failed)))

    def in_portions(self, walk: Iterator[None]) -> None:
        """Do what may take long (`hub.errands`); the answer is what this call's Reply says in the end."""
        answer_in_portions(self.state, self.seat, self.reply, walk)

    def require_channel(self, name: str) -> Channel:
        """The channel of this name, unless it is none that the asker may know of."""
        channel = self.state.channels.get(fold_name(name))
        if channel is None or not channel.members or channel.hidden_from(self.user):
            raise Refusal(n.ERR_NOSUCHCHANNEL, name, "No such channel")
        return channel

    def own_channel(self, name: str) -> Channel:
        """The channel of this name, which the asker must be in."""
        channel = self.require_channel(name)
        if self.user not in channel.members:
            raise Refusal(n.ERR_NOTONCHANNEL, channel.name, "You're not on that channel")
        return channel

    def led_channel(self, name: str, letters: str = "qao") -> Channel:
        """The channel of this name, in which the asker must hold one of these prefix modes."""
        channel = self.own_channel(name)
        if not channel.has_role(self.user, letters):
            raise Refusal(n.ERR_CHANOPRIVSNEEDED, channel.name, "You're not channel operator")
        return channel

    def require_user(self, nick: str) -> User:
        """The user of this nick."""
        user = self.state.users.get(fold_name(nick))
        if user is None:
            raise Refusal(n.ERR_NOSUCHNICK, nick, "No such nick")
        return user


class _Deferral:
    """A Call whose Seat is paused, and whose reply is deferred, until work on another thread has ended."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._user = call.seat.user
        call.reply.deferred = True
        call.seat.paused = True
        call.state.touched.add_seat(call.seat)

    def end_with(self, then: Callable[[_Answer], None]) -> Callable[[_Answer], None]:
        """Return a function that resumes the Seat and, unless the Seat has gone, calls `then` and sends the reply.

        `then` may raise Refusal, and may defer the reply again.
        """
        call = self._call

        def end(answer: _Answer) -> None:
            call.seat.paused = False
            call.state.touched.add_seat(call.seat)
            if self._has_gone():
                return
            call.reply.deferred = False
            try:
                then(answer)
            except Refusal as refusal:
                call.reply.add_refusal(refusal)
            if not call.reply.deferred:
                call.reply.flush()

        return end

    def _has_gone(self) -> bool:
        seat = self._call.seat
        return seat.user is not self._user or seat.closing or seat.id not in self._call.state.seats
