"""Call: one command of a Seat, as a handler gets the command. A handler is a plain function `(call) -> None`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from desktop_chat.hub.errands import answer_in_portions
from desktop_chat.hub.job import HashJob, HashWork, Job, Rehash
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.reply import Refusal, Reply, fail
from desktop_chat.hub.state import State
from desktop_chat.irc import numerics as n
from desktop_chat.irc.message import Message
from desktop_chat.irc.names import fold_name
from desktop_chat.storage.store_api import Query
from desktop_chat.texts import hub as texts

_Answer = TypeVar("_Answer")


@dataclass(slots=True)
class Call:
    """A command, with at least as many parameters as the row in `hub.commands` demands."""

    state: State
    seat: Seat
    message: Message
    reply: Reply

    @property
    def params(self) -> tuple[str, ...]:
        return self.message.params

    @property
    def user(self) -> User:
        """The caller. Registration is required."""
        assert self.seat.user is not None
        return self.seat.user

    def param_at(self, index: int, default: str = "") -> str:
        return self.message.param_at(index, default)

    def require_params(self, count: int) -> None:
        """Raises: Refusal (ERR_NEEDMOREPARAMS) if the command has fewer parameters."""
        if len(self.params) < count:
            raise Refusal(n.ERR_NEEDMOREPARAMS, self.message.command, texts.NOT_ENOUGH_PARAMETERS)

    def must_keep(self) -> None:
        """Require a working Store. Call this before any change of state.

        Raises: Refusal (FAIL TEMPORARILY_UNAVAILABLE) while the Store fails.
        """
        if self.state.store_error:
            raise fail(self.message.command, "TEMPORARILY_UNAVAILABLE", text=self.state.store_error)

    def read_from_store(
        self, query: Query[_Answer], then: Callable[[_Answer], None], failed: Callable[[Exception], None]
    ) -> None:
        """Let a Job read `query`, then call `then` with the answer or `failed` with the exception.

        Both may raise Refusal. Both are functions of a module with their arguments (`functools.partial`), so that the
        hub with its Jobs is plain data. The reply, and the Seat's next command, wait for the Job.
        """
        deferral = _Deferral(self)
        self.state.queue_job(
            Job(seat=self.seat, query=query, then=deferral.end_with(then), failed=deferral.end_with(failed))
        )

    def hash_password(
        self, work: HashWork[_Answer], then: Callable[[_Answer], None], failed: Callable[[Exception], None]
    ) -> None:
        """Let a HashJob do `work`, then call `then` or `failed`, as `read_from_store` does.

        Works for Seats that are not registered yet, too.
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
        """Answer by a walk that may take long (`hub.errands`). The Reply is sent when the walk has ended."""
        answer_in_portions(self.state, self.seat, self.reply, walk)

    def require_channel(self, name: str) -> Channel:
        """Return the channel.

        Raises: Refusal (ERR_NOSUCHCHANNEL) if it does not exist, is empty, or is hidden from the caller.
        """
        channel = self.state.channels.get(fold_name(name))
        if channel is None or not channel.members or channel.hidden_from(self.user):
            raise Refusal(n.ERR_NOSUCHCHANNEL, name, texts.NO_SUCH_CHANNEL)
        return channel

    def own_channel(self, name: str) -> Channel:
        """Return the channel, as `require_channel` does.

        Raises: Refusal (ERR_NOTONCHANNEL) if the caller is not a member.
        """
        channel = self.require_channel(name)
        if self.user not in channel.members:
            raise Refusal(n.ERR_NOTONCHANNEL, channel.name, texts.NOT_ON_CHANNEL)
        return channel

    def led_channel(self, name: str, letters: str = "qao") -> Channel:
        """Return the channel, as `own_channel` does. `letters` are prefix modes; the caller must have any of these.

        Raises: Refusal (ERR_CHANOPRIVSNEEDED).
        """
        channel = self.own_channel(name)
        if not channel.has_role(self.user, letters):
            raise Refusal(n.ERR_CHANOPRIVSNEEDED, channel.name, texts.NOT_CHANNEL_OPERATOR)
        return channel

    def require_user(self, nick: str) -> User:
        """Return the User with the nick.

        Raises: Refusal (ERR_NOSUCHNICK).
        """
        user = self.state.users.get(fold_name(nick))
        if user is None:
            raise Refusal(n.ERR_NOSUCHNICK, nick, texts.NO_SUCH_NICK)
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
        return partial(self._end, then)

    def _end(self, then: Callable[[_Answer], None], answer: _Answer) -> None:
        call = self._call
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

    def _has_gone(self) -> bool:
        seat = self._call.seat
        return seat.user is not self._user or seat.closing or seat.id not in self._call.state.seats
