"""Who is told what a person does in a room: everybody in it, the asker by its reply. Under the hub's lock only."""

from __future__ import annotations

from desktop_chat.hub.call import Call
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.fanout import Statement
from desktop_chat.hub.live.user import User


def broadcast(call: Call, channel: Channel, statement: Statement, commit: int = 0) -> None:
    """Everybody in the room is told. The asker's Seat is answered with it."""
    call.reply.add_statement(statement)
    call.reply.needs_commit(commit)
    call.state.broadcast_in(channel, statement, commit).override_for(call.seat, b"")


def broadcast_about(call: Call, channel: Channel, who: User, statement: Statement) -> None:
    """Everybody in the room is told of `who`, but for those from whom it hides them (+u)."""
    if channel.seen_by_all(who):
        broadcast(call, channel, statement)
        return
    call.reply.add_statement(statement)
    call.state.show_statement((seat for seat in channel.seats_seeing(who) if seat is not call.seat), statement)
