"""AUTHENTICATE: PLAIN, SCRAM-SHA-256 and EXTERNAL.

The command is allowed at any time: before registration, after it, and again after a login; also to a client without the
capability.

Spec: https://ircv3.net/specs/extensions/sasl-3.2
"""

from __future__ import annotations

from functools import partial

from desktop_chat.hub.call import Call
from desktop_chat.hub.handlers.device import accept_code
from desktop_chat.hub.job import CheckPassword
from desktop_chat.hub.people.login import (
    account_of,
    log_in,
    record_failed_login,
    require_login_allowed,
    strengthen_secret,
)
from desktop_chat.hub.people.missed_messages import welcome_back
from desktop_chat.hub.reply import Refusal
from desktop_chat.irc import numerics as n
from desktop_chat.irc.names import fold_name
from desktop_chat.irc.sasl import (
    CHUNK,
    ChunkCollector,
    SaslError,
    ScramExchange,
    ScramVerifier,
    parse_plain,
    scram_first,
    split_into_chunks,
)
from desktop_chat.storage.records import Account, PasswordSecret
from desktop_chat.texts import hub as texts

MECHANISMS = ("PLAIN", "SCRAM-SHA-256", "EXTERNAL")


class SaslExchange:
    """The authentication exchange of one Seat.

    `account`: the account, once the client has named it. `scram`: the server's side of SCRAM. `proven`: the client's
    proof was right, only its last empty message is missing.
    """

    __slots__ = ("account", "chunks", "mechanism", "proven", "scram")

    def __init__(self, mechanism: str) -> None:
        self.mechanism = mechanism
        self.chunks = ChunkCollector()
        self.account: Account | None = None
        self.scram: ScramExchange | None = None
        self.proven = False


def authenticate(call: Call) -> None:
    seat, text = call.seat, call.params[0]
    exchange = seat.exchange
    if text == "*":
        abort(call)
    elif not isinstance(exchange, SaslExchange):
        _begin_exchange(call, text.upper())
    elif len(text) > CHUNK:
        seat.exchange = None
        call.reply.numeric(n.ERR_SASLTOOLONG, texts.SASL_TOO_LONG)
    else:
        try:
            response = exchange.chunks.add_chunk(text)
            if response is not None:
                _STEPS[exchange.mechanism](call, exchange, response)
        except SaslError:
            _fail_login(call)


def abort(call: Call) -> None:
    """End the exchange that the client has given up."""
    call.seat.exchange = None
    call.reply.numeric(n.ERR_SASLABORTED, texts.SASL_ABORTED)


def _begin_exchange(call: Call, mechanism: str) -> None:
    if mechanism not in MECHANISMS:
        call.reply.numeric(n.RPL_SASLMECHS, ",".join(MECHANISMS), texts.SASL_MECHANISMS)
        _fail_login(call, guess=False)
        return
    try:
        require_login_allowed(call)
    except Refusal as refusal:
        call.reply.numeric(n.ERR_SASLFAIL, refusal.params[-1])
        return
    call.seat.exchange = SaslExchange(mechanism)
    _send_response(call, "+")


def _send_response(call: Call, text: str) -> None:
    call.reply.add_line(call.state.settings.host, "AUTHENTICATE", text)


def _fail_login(call: Call, text: str = texts.SASL_FAILED, *, guess: bool = True) -> None:
    """End the exchange without success. `guess`: count it as a failed login."""
    call.seat.exchange = None
    call.reply.numeric(n.ERR_SASLFAIL, text)
    if guess:
        record_failed_login(call)


def _complete_login(call: Call, account: Account) -> None:
    """Log in, unless the account has changed meanwhile or other connections of the User belong to another person."""
    call.seat.exchange = None
    user = call.seat.user
    if call.state.accounts.get(account.name) is None:
        _fail_login(call)
        return
    if user is not None and len(user.seats) > 1 and account_of(call.seat) != account.name:
        _fail_login(call, texts.OTHER_CONNECTIONS, guess=False)
        return
    log_in(call, account)
    call.reply.numeric(n.RPL_SASLSUCCESS, texts.SASL_SUCCEEDED)
    welcome_back(call)


def _log_in_plain(call: Call, exchange: SaslExchange, response: bytes) -> None:
    del exchange
    become, name, password = parse_plain(response)
    account = call.state.accounts.get(name)
    if become and fold_name(become) != fold_name(name):
        raise SaslError("Nobody may act for somebody else")

    if account is not None and accept_code(call, account, password):
        _complete_login(call, account)
        return

    secret = account.secret if account is not None else PasswordSecret()
    checked = partial(_end_plain, call, account, password)
    call.hash_password(CheckPassword(secret, password), checked, partial(_fail_to_check, call))


def _end_plain(call: Call, account: Account | None, password: str, is_right: bool) -> None:
    if account is not None and is_right:
        _complete_login(call, account)
        strengthen_secret(call, account, password)
    else:
        _fail_login(call)


def _fail_to_check(call: Call, _error: Exception) -> None:
    _fail_login(call)


def _log_in_scram(call: Call, exchange: SaslExchange, response: bytes) -> None:
    if exchange.scram is None:
        _scram_challenge(call, exchange, response)
    elif not exchange.proven:
        last = exchange.scram.final_message(response)
        if exchange.account is None:
            raise SaslError("There is no such account")
        exchange.proven = True
        for text in split_into_chunks(last):
            _send_response(call, text)
    elif exchange.account is not None:
        _complete_login(call, exchange.account)


def _scram_challenge(call: Call, exchange: SaslExchange, response: bytes) -> None:
    first = scram_first(response)
    if first.become and fold_name(first.become) != fold_name(first.name):
        raise SaslError("Nobody may act for somebody else")
    account = call.state.accounts.get(first.name)
    known = ScramVerifier.parse_text(account.secret.scram_verifier) if account is not None else None
    if known is None:  # the answer must not reveal that there is no such account
        account = None
        chosen = call.state.nonces.for_name(fold_name(first.name))
        iterations = call.state.accounts.iterations_of_nobody(int.from_bytes(chosen[16:20]) / 2**32)
        known = ScramVerifier(iterations, chosen[:16], bytes(32), bytes(32))
    exchange.account = account
    exchange.scram = ScramExchange(first, known, call.state.nonces.next_nonce())
    for text in split_into_chunks(exchange.scram.first_message):
        _send_response(call, text)


def _log_in_external(call: Call, exchange: SaslExchange, response: bytes) -> None:
    """Log in by the client's certificate. The response may name the account."""
    del exchange
    account = call.state.accounts.with_certificate(call.seat.fingerprint)
    name = response.decode("utf-8", "replace")
    if account is None or (name and fold_name(name) != account.folded_name):
        _fail_login(call, texts.CERTIFICATE_WITHOUT_ACCOUNT, guess=False)
    else:
        _complete_login(call, account)


_STEPS = {"PLAIN": _log_in_plain, "SCRAM-SHA-256": _log_in_scram, "EXTERNAL": _log_in_external}
