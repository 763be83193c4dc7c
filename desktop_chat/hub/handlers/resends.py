"""Words that are sent again after a cut, under an id that their author gave them: they are said once.

docs/specifications/resend.md
"""

from __future__ import annotations

from desktop_chat.hub.fanout import Statement
from desktop_chat.hub.reply import Refusal
from desktop_chat.hub.retelling import statement_of
from desktop_chat.hub.saying import Said, say_to
from desktop_chat.hub.views import ECHO
from desktop_chat.storage.port import Answer, Entry, ResendQuery


def said_before(said: Said, target: str, *, maybe_again: bool) -> bool:
    """Whether this is answered already (by what was said under this id), or will be when the database has looked."""
    call, state = said.call, said.call.state
    known = state.remembered(call.user.replayed_as, said.resend)
    if known is not None:
        _confirm(said, *known)
        return True
    if not maybe_again or not call.user.identity:
        return False

    def then(answer: Answer | Exception) -> None:
        if isinstance(answer, Entry):
            _confirm(said, statement_of(state, answer), 0)
        elif isinstance(answer, Exception):
            raise Refusal("FAIL", said.command, "TEMPORARILY_UNAVAILABLE", "What was said before cannot be read now")
        else:
            say_to(said, target, alone=True)

    call.later(ResendQuery(call.user.identity, said.resend), then)
    return True


def _confirm(said: Said, statement: Statement, commit: int) -> None:
    """The echo of what was said the first time: nobody else is told anything."""
    reply = said.call.reply
    if said.call.seat.view & ECHO:
        reply.show(statement)
        reply.needs_commit(commit)
