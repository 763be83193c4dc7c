"""Actions of the host on people who ask to be let in: list, accept, decline. Thread: hub lock."""

from __future__ import annotations

from desktop_chat.hub.people.entry_check import turn_away
from desktop_chat.hub.people.entry_rule import grant_entry
from desktop_chat.hub.people.login import identity_of
from desktop_chat.hub.records.entry_grants import HOST
from desktop_chat.hub.reply import fail
from desktop_chat.hub.state import State
from desktop_chat.net.control_values import KnockAnswer, KnockRow
from desktop_chat.texts import hub as texts


def list_knocks(state: State) -> tuple[KnockRow, ...]:
    """Return a row for each person who waits for the host, the oldest first."""
    return tuple(
        KnockRow(
            id=request.seat.id,
            nick=request.seat.nick,
            realname=request.seat.realname,
            host=request.seat.address,
            account=request.seat.account,
            since=request.since,
        )
        for request in state.entry_requests.asking()
    )


def answer_knock(state: State, number: int, answer: str) -> None:
    """Let a person in, until the server stops or for good, or turn them away. `number`: the id of the row.

    Raises: Refusal for an unknown answer, and if the person waits no more.
    """
    seat = state.entry_requests.asking_seat(number)
    if seat is None:
        raise fail("HOST", "CANNOT", text=texts.NO_SUCH_KNOCK)
    match answer:
        case KnockAnswer.DECLINE:
            state.entry_requests.forget(seat)
            turn_away(state, seat, texts.NOT_LET_IN)
        case KnockAnswer.ACCEPT | KnockAnswer.ALWAYS:
            identity = identity_of(state, seat)
            state.entry_requests.accept(seat, identity)
            if answer == KnockAnswer.ALWAYS:
                grant_entry(state, identity, HOST)
        case _:
            raise fail("HOST", "CANNOT", text=texts.UNKNOWN_KNOCK_ANSWER(answer))
