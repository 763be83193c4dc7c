"""Resends: after a cut, a client sends a message again under the same id, and the message is delivered once.

Spec: docs/specifications/resend.md
"""

from __future__ import annotations

from functools import partial

from desktop_chat.hub.announce.render_entry import render_entry
from desktop_chat.hub.live.fanout import Statement
from desktop_chat.hub.live.view_bits import ECHO
from desktop_chat.hub.messaging.send import SendRequest, deliver
from desktop_chat.hub.reply import fail
from desktop_chat.storage.records import Entry
from desktop_chat.storage.store_api import ResendQuery
from desktop_chat.texts import hub as texts


def confirm_resend(request: SendRequest, target: str, *, maybe_again: bool) -> bool:
    """Confirm a message that was delivered before under the id. Return False if the caller must deliver the message.

    `maybe_again`: the message may be a resend from before a restart, so a Job also looks in the Store.
    """
    call = request.call
    if _confirm_known(request):
        return True
    if not maybe_again or not call.user.identity:
        return False

    query = ResendQuery(call.user.identity, request.resend)
    call.read_from_store(query, partial(_confirm_read, request, target), partial(_fail_to_read, request))
    return True


def _confirm_known(request: SendRequest) -> bool:
    """Confirm a message that was delivered lately under the id. Return False if there is none."""
    call = request.call
    known = call.state.resends.find(call.user.replay_identity, request.resend)
    if known is not None:
        _send_echo(request, *known)
    return known is not None


def _confirm_read(request: SendRequest, target: str, entry: Entry | None) -> None:
    """Confirm a message that the Store has under the id, or deliver the message.

    Another connection of the person may have delivered the message meanwhile: the line that was on its way when the
    first connection broke.
    """
    if _confirm_known(request):
        return
    if entry is not None:
        _send_echo(request, render_entry(request.call.state, entry), 0)
    else:
        deliver(request, target, alone=True)


def _fail_to_read(request: SendRequest, error: Exception) -> None:
    raise fail(request.command, "TEMPORARILY_UNAVAILABLE", text=texts.OLD_MESSAGES_UNAVAILABLE) from error


def _send_echo(request: SendRequest, statement: Statement, commit: int) -> None:
    """Send the echo of the first delivery. No other Seat gets anything."""
    reply = request.call.reply
    if request.call.seat.view_bits & ECHO:
        reply.add_statement(statement)
        reply.needs_commit(commit)
