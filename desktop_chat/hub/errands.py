"""Errands: work that is too long for one hold of the lock is done in portions, and other Seats are served in between.

A *walk* is an iterator that counts its steps and yields when `Effort.is_spent`. Anything may have changed when a walk
continues: people have left, rooms have ended. During an errand the Seat's next command waits, and each portion counts
against the Seat's rate limit. Thread: hub lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from desktop_chat.hub.effort import lines_for
from desktop_chat.hub.job import Errand
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.reply import Refusal, Reply
from desktop_chat.hub.state import State


def answer_in_portions(state: State, seat: Seat, reply: Reply, walk: Iterator[None]) -> None:
    """Run the walk of a command; the first portion at once. If there is more, the reply is deferred.

    Raises: Refusal, if the first portion does.
    """
    if _is_done(state, walk):
        return
    reply.deferred = True
    _pause(state, seat, reply, walk)


def _pause(state: State, seat: Seat, reply: Reply, walk: Iterator[None]) -> None:
    seat.paused = True
    state.touched.add_seat(seat)
    reply.flush_part()
    state.send_on(Errand(seat, partial(_go_on, state, seat, reply, walk)))


def _go_on(state: State, seat: Seat, reply: Reply, walk: Iterator[None]) -> None:
    before = state.effort.taken
    seat.paused = False
    if not seat.closing and seat.id in state.seats:
        try:
            if not _is_done(state, walk):
                _pause(state, seat, reply, walk)
                return
        except Refusal as refusal:
            reply.add_refusal(refusal)
        finally:
            seat.owed += lines_for(state.effort.taken - before)
        reply.flush()
    state.touched.add_seat(seat)


def walk_in_portions(state: State, walk: Iterator[None]) -> None:
    """Run a walk that no Seat waits for; the first portion at once."""
    if not _is_done(state, walk):
        state.send_on(Errand(None, partial(walk_in_portions, state, walk)))


def _is_done(state: State, walk: Iterator[None]) -> bool:
    state.effort.begin_portion()
    return next(walk, state) is state
