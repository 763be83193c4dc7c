"""Broadcasts of a handler: the caller gets the Statement in the reply, other members directly. Thread: hub lock."""

from __future__ import annotations

from desktop_chat.hub.call import Call
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.fanout import Statement
from desktop_chat.hub.live.user import User


def broadcast(call: Call, channel: Channel, statement: Statement, commit: int = 0) -> None:
    """Send a Statement to all members; the calling Seat gets the Statement in the reply."""
    call.reply.add_statement(statement)
    call.reply.needs_commit(commit)
    call.state.broadcast_in(channel, statement, commit).override_for(call.seat, b"")


def broadcast_about(call: Call, channel: Channel, who: User, statement: Statement) -> None:
    """Send a Statement about `who` to the members who see `who` (+u hides members)."""
    if channel.seen_by_all(who):
        broadcast(call, channel, statement)
        return
    call.reply.add_statement(statement)
    call.state.show_statement((seat for seat in channel.seats_seeing(who) if seat is not call.seat), statement)
