"""Call: what a handler is given, one command of one Seat. Handlers are plain functions `(call) -> None`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from desktop_chat.hub.errands import answer_in_portions
from desktop_chat.hub.job import CheckPassword, HashJob, Job, MakeSecret, Rehash
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.reply import Refusal, Reply
from desktop_chat.hub.state import State
from desktop_chat.irc import numerics as n
from desktop_chat.irc.message import Message
from desktop_chat.irc.names import fold_name
from desktop_chat.storage.store_api import PasswordSecret, Query, StoreAnswer

_Result = TypeVar("_Result")


def _end(reply: Reply, result: _Result, then: Callable[[_Result], None]) -> None:
    """Go on with what a Job has found, and answer unless that goes on as well."""
    reply.deferred = False
    try:
        then(result)
    except Refusal as refusal:
        reply.add_refusal(refusal)
    if not reply.deferred:
        reply.flush()


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

    def read_from_store(self, work: Query, then: Callable[[StoreAnswer | Exception], None]) -> None:
        """Let a Job run `work`, then call `then` with its answer; `then` may raise Refusal.

        The Seat's next command waits meanwhile. The reply of this call, with its label, is sent when `then` returns.
        """
        seat = self.seat
        finish = self._defer(then, lambda: seat.user is None or seat.closing)
        self.state.queue_job(Job(seat, work, finish))

    def hash_password(
        self, work: MakeSecret | CheckPassword, then: Callable[[PasswordSecret | bool | Exception], None]
    ) -> None:
        """Let a HashJob make or compare a password's hash, then call `then`, as `read_from_store` does.

        Seats that are not registered yet may call it.
        """
        state, seat, user = self.state, self.seat, self.seat.user
        finish = self._defer(then, lambda: seat.user is not user or seat.closing or seat.id not in state.seats)
        state.queue_hash_job(HashJob(seat, work, finish))

    def rehash(self, then: Callable[[str | Exception], None]) -> None:
        """Let the server read its settings again, then call `then`, as `read_from_store` does."""
        seat = self.seat
        finish = self._defer(then, lambda: seat.user is None or seat.closing)
        self.state.rehash.append(Rehash(seat, finish))

    def _defer(self, then: Callable[[_Result], None], is_gone: Callable[[], bool]) -> Callable[[_Result], None]:
        """Pause the Seat and defer the reply. Return the function that ends both, and calls `then` unless `is_gone`."""
        state, seat, reply = self.state, self.seat, self.reply
        reply.deferred = True
        seat.paused = True
        state.touched.add_seat(seat)

        def finish_call(answer: _Result) -> None:
            seat.paused = False
            state.touched.add_seat(seat)
            if not is_gone():
                _end(reply, answer, then)

        return finish_call

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
