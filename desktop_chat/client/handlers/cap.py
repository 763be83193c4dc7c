"""Capability negotiation, SASL's outcome and STS: CAP and its numerics.

Spec: https://ircv3.net/specs/extensions/capability-negotiation
"""

from __future__ import annotations

from desktop_chat.client import collection_limits
from desktop_chat.client.connection_events import TlsInsisted, TlsWanted
from desktop_chat.client.context import Context
from desktop_chat.client.events import Phase
from desktop_chat.client.handlers import answers, bouncers, login, registration
from desktop_chat.irc import capabilities
from desktop_chat.irc.line_packing import pack_words
from desktop_chat.irc.message import Message
from desktop_chat.irc.numerics import RPL_SASLSUCCESS
from desktop_chat.irc.sts import read_offer

_LINE_BYTES = 400


def handle_cap(c: Context, message: Message) -> None:
    """https://ircv3.net/specs/extensions/capability-negotiation"""
    state = c.state
    c.cap_lines += 1
    if c.cap_lines > collection_limits.CAPABILITY_LINES:
        raise collection_limits.TooMuchError("CAP")
    listed = message.params[-1] if len(message.params) > 2 else ""
    words = listed.split()
    more = message.param_at(2) == "*" and len(message.params) > 3
    match message.param_at(1).upper():
        case "LS":
            state.available.update(capabilities.parse_capabilities(listed))
            state.pacing.know_capabilities(state.available)
            if not more and not _follow_sts(c):
                registration.introduce_if_held(c)
                _request_capabilities(c)
                _end_negotiation(c)
        case "NEW":
            new = capabilities.parse_capabilities(listed)
            state.available.update(new)
            if capabilities.STS not in new or not _follow_sts(c):
                _request_capabilities(c)
        case "DEL":
            for word in words:
                state.available.pop(word, None)
                state.enabled.discard(word)
        case "ACK":
            state.enabled.update(word for word in words if word in capabilities.REQUESTED)
            if capabilities.SASL in words and login.can_log_in(c):
                login.begin_login(c)
            state.enabled.difference_update(word[1:] for word in words if word.startswith("-"))
            if not more:
                _note_answer(c)
        case "NAK":
            _ask_one_by_one(c, [word for word in words if word in capabilities.REQUESTED])
            _note_answer(c)


def handle_cap_refusal(c: Context, message: Message) -> None:
    """410: the server does not know a subcommand of CAP, so no answer will follow."""
    if c.state.phase is Phase.REGISTERING:
        c.cap_answers = 0
        _end_negotiation(c)
    else:
        answers.handle_other_numeric(c, message)


def _follow_sts(c: Context) -> bool:
    """Report the server's STS policy. Return True if this connection must end in favour of TLS.

    Spec: https://ircv3.net/specs/extensions/sts
    """
    value = c.state.available.get(capabilities.STS)
    if value is None:
        return False
    offer = read_offer(value)
    if c.upgradable and offer.port is not None:
        c.upgrading = True
        c.state.emit(TlsWanted(offer.port))
    elif not c.upgradable and offer.duration is not None:
        c.state.emit(TlsInsisted(offer.duration))
    return c.upgrading


def _request_capabilities(c: Context) -> None:
    """Ask for all offered capabilities that this client uses, in as few lines as possible."""
    have = c.state.available
    wanted = [name for name in capabilities.REQUESTED if name in have and name not in c.state.enabled]
    needed = (capabilities.LABELED_RESPONSE, capabilities.MESSAGE_TAGS, capabilities.BATCH)
    if capabilities.ECHO_MESSAGE in wanted and not all(name in have for name in needed):
        wanted.remove(capabilities.ECHO_MESSAGE)  # without labels an echo looks like a second message
    if capabilities.EVENT_PLAYBACK in wanted and capabilities.RESEND in have:
        wanted.remove(capabilities.EVENT_PLAYBACK)  # others would send events as messages
    if capabilities.METADATA_2 in have and capabilities.METADATA in wanted:
        wanted.remove(capabilities.METADATA)  # two versions of one thing
    if login.can_log_in(c):
        wanted.append(capabilities.SASL)
    for line in pack_words(wanted, _LINE_BYTES):
        c.state.send("CAP", "REQ", line)
        c.cap_answers += 1


def _ask_one_by_one(c: Context, words: list[str]) -> None:
    """Request each capability of a refused line alone, because a server grants or refuses whole lines."""
    if len(words) > 1:
        for word in words:
            c.state.send("CAP", "REQ", word)
        c.cap_answers += len(words)


def handle_login_answer(c: Context, message: Message) -> None:
    """903, or the numeric of a failed login: a bouncer will refuse the password of PASS then."""
    if c.login is not None and login.is_login_over(c, message):
        if message.command == RPL_SASLSUCCESS:
            bouncers.bind_network(c)
        _note_answer(c)


def _note_answer(c: Context) -> None:
    c.cap_answers = max(0, c.cap_answers - 1)
    _end_negotiation(c)


def _end_negotiation(c: Context) -> None:
    """Send CAP END once all answers have come."""
    if not c.cap_answers and c.state.phase is Phase.REGISTERING and not c.cap_ended:
        c.cap_ended = True
        if c.state.away and c.state.has_capabilities(capabilities.PRE_AWAY):
            c.state.send("AWAY", c.state.away)
        c.state.send("CAP", "END")
