"""Claims to a nick, and the end of a dead connection that still has the nick."""

from __future__ import annotations

from desktop_chat.hub.call import Call
from desktop_chat.hub.live.user import User
from desktop_chat.hub.people.leaving import quit_user
from desktop_chat.hub.people.login import (
    identity_of,
    is_name_taken,
    looks_like_another,
)
from desktop_chat.hub.people.nick_change import (
    change_nick,
)
from desktop_chat.hub.people.seat_sharing import (
    is_shareable,
)
from desktop_chat.hub.records.service_names import is_reserved
from desktop_chat.hub.reply import Refusal
from desktop_chat.hub.state import State
from desktop_chat.irc import numerics as n
from desktop_chat.irc.names import fold_name
from desktop_chat.texts import hub as texts


def can_still_log_in(call: Call, name: str) -> bool:
    """Return whether the nick belongs to an account to which the Seat may log in before registration."""
    holder = call.state.users.get(fold_name(name))
    account = call.state.accounts.get(name) if holder is None else call.state.accounts.get(holder.account)
    return call.seat.negotiating and account is not None


def claim_nick(call: Call, name: str) -> User | None:
    """Return the caller's own User of the nick on another connection, or None.

    Raises: Refusal if the nick belongs to another person.
    """
    state, folded, seat = call.state, fold_name(name), call.seat
    if is_reserved(name):
        raise Refusal(n.ERR_NICKNAMEINUSE, name, texts.NICK_OF_SERVER)
    mine = seat.user.identity if seat.user is not None else identity_of(state, seat)
    account = state.accounts.get(name)
    if account is not None and account.identity != mine:
        raise Refusal(n.ERR_NICKNAMEINUSE, name, texts.NICK_OF_ACCOUNT)
    holder = state.users.get(folded)
    if holder is not None and holder is not seat.user:
        if (
            not mine
            or holder.identity != mine
            or not (seat.registered or is_shareable(state.accounts.account_of(mine)))
        ):
            raise Refusal(n.ERR_NICKNAMEINUSE, name, texts.NICK_IN_USE)
        return holder
    if is_name_taken(state, folded, seat):
        raise Refusal(n.ERR_NICKNAMEINUSE, name, texts.NICK_OF_GUEST)
    if looks_like_another(state, name, seat):
        raise Refusal(n.ERR_NICKNAMEINUSE, name, texts.NICK_LOOKS_ALIKE)
    return None


def replace_ghost(state: State, ghost: User) -> None:
    """End the old User of a person who is connected again: the old connection may be dead."""
    seats = list(ghost.seats)
    quit_user(state, ghost, texts.RECONNECTED, lost=True)
    for seat in seats:
        state.close_seat(seat, texts.REPLACED)


def take_nick(call: Call, name: str) -> None:
    """Change the nick of a registered caller. The caller's own User with the nick ends.

    Raises: Refusal if the nick belongs to another person.
    """
    ghost = claim_nick(call, name)
    if ghost is not None:
        replace_ghost(call.state, ghost)
    if name != call.user.nick:
        call.reply.add_statement(change_nick(call.state, call.user, name, call.seat))
