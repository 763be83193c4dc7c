"""Words that are sent again after a cut, under an id that their author gave them: they are said once.

docs/specifications/resend.md
"""

from __future__ import annotations

from desktop_chat.hub.announce.render_entry import render_entry
from desktop_chat.hub.live.fanout import Statement
from desktop_chat.hub.live.view_bits import ECHO
from desktop_chat.hub.messaging.send import SendRequest, deliver
from desktop_chat.hub.reply import Refusal
from desktop_chat.storage.store_api import Entry, ResendQuery


def said_before(said: SendRequest, target: str, *, maybe_again: bool) -> bool:
    """Whether this is answered already (by what was said under this id), or will be when the database has looked."""
    call, state = said.call, said.call.state
    known = state.find_resend(call.user.replay_identity, said.resend)
    if known is not None:
        _confirm(said, *known)
        return True
    if not maybe_again or not call.user.identity:
        return False

    def then(entry: Entry | None) -> None:
        if entry is not None:
            _confirm(said, render_entry(state, entry), 0)
        else:
            deliver(said, target, alone=True)

    def failed(error: Exception) -> None:
        text = "What was said before cannot be read now"
        raise Refusal("FAIL", said.command, "TEMPORARILY_UNAVAILABLE", text) from error

    call.read_from_store(ResendQuery(call.user.identity, said.resend), then, failed)
    return True


def _confirm(said: SendRequest, statement: Statement, commit: int) -> None:
    """The echo of what was said the first time: nobody else is told anything."""
    reply = said.call.reply
    if said.call.seat.view_bits & ECHO:
        reply.add_statement(statement)
        reply.needs_commit(commit)
