"""Batches from clients: begin, lines, end, timeout.

Spec: https://ircv3.net/specs/extensions/client-batch
"""

from __future__ import annotations

from desktop_chat.hub.call import Call
from desktop_chat.hub.live.client_batch import BatchError, ClientBatch
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.live.view_bits import MULTILINE
from desktop_chat.hub.reply import fail
from desktop_chat.hub.state import State
from desktop_chat.irc.capabilities import MULTILINE as MULTILINE_KIND
from desktop_chat.irc.capabilities import TAG_BATCH
from desktop_chat.texts import hub as texts

_REFERENCE = 64


def opened(call: Call) -> None:
    """Begin a batch: `BATCH +reference kind target`. The label is answered at the end of the batch, or by a refusal."""
    seat, reference, kind = call.seat, call.params[0][1:], call.param_at(1)
    before, label = seat.inbound, call.reply.label
    seat.inbound = ClientBatch(reference, dropped=True)
    if not _is_reference(reference):
        raise fail("BATCH", "INVALID_REFTAG", reference[:_REFERENCE] or "*", text=texts.BATCH_REFERENCE_INVALID)
    if TAG_BATCH in call.message.tags or (before is not None and not before.dropped):
        raise fail("BATCH", "MULTILINE_INVALID", text=texts.BATCH_NESTED)
    if kind != MULTILINE_KIND or not seat.view_bits & MULTILINE:
        raise fail("BATCH", "UNKNOWN_TYPE", reference, kind or "*", text=texts.BATCH_TYPE_UNKNOWN)
    target = call.param_at(2)
    if not target or "," in target:
        raise fail("BATCH", "MULTILINE_INVALID", text=texts.BATCH_NEEDS_ONE_TARGET)
    seat.inbound = ClientBatch(reference, target, label, call.state.ticks, call.message.tags)
    call.reply.label = ""
    call.reply.deferred = True  # the label is answered later


def gather(call: Call) -> None:
    """Add a PRIVMSG or NOTICE to the open batch."""
    seat, settings = call.seat, call.state.settings
    inbound = seat.inbound
    if inbound is None or inbound.reference != call.message.tags[TAG_BATCH]:
        drop(seat)
        raise fail("BATCH", "MULTILINE_INVALID", text=texts.NO_SUCH_BATCH)
    try:
        inbound.add_line(call.message, settings.multiline_lines, settings.multiline_bytes)
    except BatchError as error:
        call.reply.label = call.reply.label or inbound.label
        raise fail("BATCH", error.code, *error.context, text=error.text) from None


def closed(call: Call) -> ClientBatch | None:
    """End a batch: `BATCH -reference`. Return the batch, or None if its lines were dropped."""
    seat = call.seat
    inbound, seat.inbound = seat.inbound, None
    if inbound is None or inbound.reference != call.params[0][1:]:
        raise fail("BATCH", "MULTILINE_INVALID", text=texts.NO_SUCH_BATCH)
    if inbound.dropped:
        call.reply.deferred = True  # a refusal has answered already, with the label
        return None
    call.reply.label = call.reply.label or inbound.label
    if not any(line.text for line in inbound.lines):
        raise fail("BATCH", "MULTILINE_INVALID", text=texts.BATCH_EMPTY)
    return inbound


def drop(seat: Seat) -> None:
    """Drop the lines of the Seat's open batch, and all that follow."""
    if seat.inbound is not None:
        seat.inbound.drop_lines()


def expire(state: State, seat: Seat) -> None:
    """Drop a batch that has been open for too long, and tell the client."""
    inbound = seat.inbound
    if inbound is None or inbound.dropped:
        return
    inbound.drop_lines()
    reply = state.reply_to(seat, inbound.label)
    reply.add_refusal(fail("BATCH", "TIMEOUT", inbound.reference, text=texts.BATCH_TIMEOUT))
    reply.flush()


def _is_reference(text: str) -> bool:
    return 0 < len(text) <= _REFERENCE and text.isascii() and text.replace("-", "").replace("_", "").isalnum()
