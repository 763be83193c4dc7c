"""BATCH: one message of several lines.

Spec: https://ircv3.net/specs/extensions/multiline
"""

from __future__ import annotations

from desktop_chat.hub.call import Call
from desktop_chat.hub.handlers.batches import closed, opened
from desktop_chat.hub.handlers.messages import speak
from desktop_chat.hub.reply import fail
from desktop_chat.irc.multiline import join_lines
from desktop_chat.texts import hub as texts


def batch(call: Call) -> None:
    """Begin a batch, or end it and send its message."""
    match call.params[0][:1]:
        case "+":
            opened(call)
        case "-":
            inbound = closed(call)
            if inbound is not None:
                text = join_lines(inbound.lines)
                speak(call, inbound.command, inbound.target, text, inbound.tags, several=len(inbound.lines) > 1)
        case _:
            raise fail("BATCH", "INVALID_REFTAG", call.params[0][:64] or "*", text=texts.BATCH_WITHOUT_SIGN)
