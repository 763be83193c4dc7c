"""The check of a registering Seat: whether its person may come in under the rule of entry. Thread: hub lock.

The password and each link let people in under every rule. People who came by a link may always come again, also after
the link was revoked.
"""

from __future__ import annotations

from hmac import compare_digest

from desktop_chat.hub.call import Call
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.people.entry_rule import grant_entry, is_open_to_all
from desktop_chat.hub.people.host import claim_ownership, is_hosts_seat, may_claim_ownership
from desktop_chat.hub.people.login import identity_of, record_failed_login, require_login_allowed
from desktop_chat.hub.records.server_bans import is_own_computer
from desktop_chat.hub.reply import Refusal
from desktop_chat.hub.state import State
from desktop_chat.irc import numerics as n
from desktop_chat.net.control_values import EntryRule
from desktop_chat.texts import CodedText, log
from desktop_chat.texts import hub as texts


def is_let_in(call: Call) -> bool:
    """Return whether the person of a registering Seat may come in. A wrong password counts as a failed login.

    Raises: Refusal after too many wrong passwords.
    """
    state, seat = call.state, call.seat
    if is_open_to_all(state.settings) or seat.accepted or is_hosts_seat(state, seat):
        return True
    identity = identity_of(state, seat)
    if identity in state.grants or state.entry_requests.is_accepted(identity):
        return True
    if state.settings.password or seat.password:
        require_login_allowed(call)
    if may_claim_ownership(state, seat):
        return True
    if state.links.find(seat.password) is not None:
        return True
    wanted = state.settings.password
    return bool(wanted) and compare_digest(seat.password.encode(), wanted.encode())


def admit_seat(call: Call) -> bool:
    """Return whether a registering Seat may come in. Otherwise the Seat waits, or is told why not and closed."""
    state, seat = call.state, call.seat
    if seat in state.entry_requests:
        return False
    try:
        if is_let_in(call):
            return True
    except Refusal as refusal:
        state.refuse_seat(seat, f"{refusal.params[-1]}.")
        return False
    if _could_be_host(state, seat):
        state.entry_requests.await_proof(seat, state.ticks)
        return False
    if state.settings.entry == EntryRule.APPROVAL:
        _ask_host(call)
        return False
    numeric, farewell = refusal_texts(state, seat)
    if seat.password or state.settings.entry == EntryRule.OPEN:
        record_failed_login(call)
    turn_away(state, seat, numeric, farewell)
    return False


def _could_be_host(state: State, seat: Seat) -> bool:
    """Return whether the control channel may still tell that the Seat is the host's."""
    return not state.hosts and bool(seat.fingerprint) and is_own_computer(seat.address) and not seat.known_stranger


def turn_away(state: State, seat: Seat, text: CodedText, farewell: CodedText | None = None) -> None:
    """Close a Seat that may not come in. Clients show the text, and do not try again by themselves."""
    reply = state.reply_to(seat)
    reply.add_refusal(Refusal(n.ERR_PASSWDMISMATCH, text))
    reply.flush()
    state.refuse_seat(seat, farewell or text)


def _ask_host(call: Call) -> None:
    """Let the Seat wait for the host's answer, and say so."""
    state, seat = call.state, call.seat
    if seat.password:
        record_failed_login(call)
    if seat.closing:
        return
    if not state.entry_requests.ask_host(seat, state.ticks, state.now):
        turn_away(state, seat, texts.TOO_MANY_KNOCKS)
        return
    call.reply.add_line(state.settings.host, "NOTICE", seat.nick, texts.HOST_IS_ASKED)
    call.reply.flush()
    state.notes.add_note(log.ASKS_TO_JOIN(seat.nick, seat.address))


def refusal_texts(state: State, seat: Seat) -> tuple[CodedText, CodedText]:
    """Return what the numeric and the ERROR say to a Seat that may not come in."""
    if state.settings.entry == EntryRule.OPEN:
        return texts.PASSWORD_INCORRECT, texts.WRONG_PASSWORD
    text = texts.LINK_UNKNOWN if seat.password else texts.LINK_NEEDED
    return text, text


def note_entry(state: State, seat: Seat, user: User) -> None:
    """Note that a Seat has come in: count the use of its link, and let its person in for good."""
    claim_ownership(state, seat)
    link = state.links.find(seat.password)
    seat.password = ""
    if link is None or (user.identity and user.identity in state.grants):
        return
    used = state.links.count_use(link.token, state.now)
    if used is not None:
        state.persist(used)
    grant_entry(state, user.identity, link.token)
