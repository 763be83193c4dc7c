"""Login to an account by SASL, and the account as the server tells it: AUTHENTICATE, 900 to 908.

A password of the form NAME:PASSWORD, as for bouncers, is a login too.

Spec: https://ircv3.net/specs/extensions/sasl-3.2
"""

from __future__ import annotations

import logging
from collections.abc import Collection

from desktop_chat.client.connection_events import AccountChanged, LoginRefused, ProofWanted
from desktop_chat.client.context import Context
from desktop_chat.client.events import Phase
from desktop_chat.client.handlers import answers, entering, nick_choice, service_registration
from desktop_chat.client.login_exchange import PLAIN, LoginExchange, choose_mechanisms
from desktop_chat.client.server_texts import text_of
from desktop_chat.irc import capabilities
from desktop_chat.irc import numerics as n
from desktop_chat.irc.message import Message
from desktop_chat.irc.sasl import SaslError, split_into_chunks
from desktop_chat.irc.sasl_client import ScramChallenge
from desktop_chat.texts import client as texts
from desktop_chat.texts import hub as hub_texts

_log = logging.getLogger(__name__)


def can_log_in(c: Context) -> bool:
    """Return True if the person has an account here, and a proof may be sent now."""
    return c.state.phase is Phase.REGISTERING and bool(_mechanisms(c))


def begin_login(c: Context) -> None:
    """Start SASL; the capability negotiation waits for the outcome."""
    account, password = _credentials(c)
    c.login = LoginExchange(account, password, _mechanisms(c), c.state.tokens())
    c.cap_answers += 1
    c.state.send("AUTHENTICATE", c.login.mechanism)


def _credentials(c: Context) -> tuple[str, str]:
    """Return (account, password); the account is "" for none. (Our own server has PASS beside accounts.)"""
    person = c.state.person
    if person.account:
        return person.account, person.login_code or person.account_password
    name, _, password = person.password.partition(":")
    ours = capabilities.RESEND in c.state.available
    return (name, password) if name and password and not ours else ("", "")


def _mechanisms(c: Context) -> list[str]:
    account, password = _credentials(c)
    offer = c.state.available.get(capabilities.SASL)
    if not account or offer is None:
        return []
    # A password of a bouncer has been sent by PASS already.
    private = c.private or not c.state.person.account
    if c.state.person.login_code:
        return [PLAIN] if private else []  # the server compares the code itself
    return choose_mechanisms(_names_in(offer), password=bool(password), private=private)


def _names_in(offer: str) -> Collection[str]:
    return set(offer.upper().split(",")) if offer else ()


def handle_authenticate(c: Context, message: Message) -> None:
    """AUTHENTICATE: the next step of the login."""
    exchange = c.login
    if exchange is None or exchange.given_up:
        return
    try:
        answer = exchange.answer_chunk(message.param_at(0))
    except SaslError as error:
        _log.info("The login as %s was given up: %s.", exchange.account, error)
        exchange.given_up = True
        c.state.send("AUTHENTICATE", "*")
        return
    if isinstance(answer, ScramChallenge):
        c.state.emit(ProofWanted(exchange.password, answer.salt, answer.iterations))
    elif answer is not None:
        _send_response(c, answer)


def give_proof(c: Context, wanted: ProofWanted, key: bytes) -> None:
    """Go on with the key that ProofWanted asked for, unless the login has ended meanwhile."""
    exchange = c.login
    if exchange is not None and exchange.challenge == ScramChallenge(wanted.salt, wanted.iterations):
        _send_response(c, exchange.prove_password(key))


def _send_response(c: Context, response: bytes) -> None:
    for chunk in split_into_chunks(response):
        c.state.send("AUTHENTICATE", chunk)


def handle_mechanisms(c: Context, message: Message) -> None:
    """908: the mechanisms that the server knows. The refusal follows."""
    if c.login is not None:
        c.login.use_offer(_names_in(message.param_at(1)))


def is_login_over(c: Context, message: Message) -> bool:
    """Take the outcome of the login: 903, or the numeric of a failure. Return False if another mechanism is tried."""
    exchange = c.login
    if exchange is not None and message.command != "903":
        if exchange.try_next():
            c.state.send("AUTHENTICATE", exchange.mechanism)
            return False
        if c.state.person.account:
            c.state.emit(LoginRefused(exchange.account, _refusal_text(message)))
    elif exchange is not None and not c.state.account:  # the server has sent no 900
        c.state.account = exchange.account
        c.state.emit(AccountChanged(exchange.account))
    c.login = None
    return True


def _refusal_text(message: Message) -> str:
    """Return why a login failed, in the words of the server behind its "SASL authentication failed"."""
    begin, _, reason = message.params[-1].partition(":")
    if message.command != n.ERR_SASLFAIL or begin.rstrip(" .").casefold() != hub_texts.SASL_FAILED.casefold():
        return text_of(message)
    return reason.strip() or texts.LOGIN_WRONG


def handle_logged_in(c: Context, message: Message) -> None:
    """900: we are logged in to an account, so rooms for people with an account are open to us."""
    c.state.account = message.param_at(2)
    c.state.emit(AccountChanged(c.state.account))
    service_registration.note_login(c)
    answers.handle_other_numeric(c, message)
    entering.enter_after_login(c)
    nick_choice.disconnect_impostor(c)


def handle_logged_out(c: Context, message: Message) -> None:
    """901: we are a guest again."""
    answers.handle_other_numeric(c, message)
    c.state.account = ""
    c.state.emit(AccountChanged(""))
