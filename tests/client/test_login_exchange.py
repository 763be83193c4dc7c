"""LoginExchange: the choice of the mechanism, and the way to the next one."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from desktop_chat.client.login_exchange import EXTERNAL, PLAIN, SCRAM, LoginExchange, choose_mechanisms
from desktop_chat.irc.sasl import SaslError

ALL = (PLAIN, SCRAM, EXTERNAL)


@pytest.mark.parametrize(
    ("offered", "password", "private", "chosen"),
    [
        (ALL, True, True, [SCRAM, PLAIN]),
        (ALL, True, False, [SCRAM]),
        ((PLAIN,), True, False, []),
        ((PLAIN, EXTERNAL), True, True, [PLAIN]),
        (ALL, False, True, [EXTERNAL]),
        (ALL, False, False, []),
        ((), True, True, [PLAIN, SCRAM]),
        ((), True, False, [SCRAM]),
    ],
)
def test_mechanisms(offered: Collection[str], password: bool, private: bool, chosen: list[str]) -> None:
    assert choose_mechanisms(offered, password=password, private=private) == chosen


def test_an_unknown_mechanism_makes_way_for_the_next() -> None:
    exchange = LoginExchange("ann", "open", [PLAIN, SCRAM], "abc")
    assert exchange.answer_chunk("+") == b"\0ann\0open"
    exchange.use_offer({SCRAM, EXTERNAL})
    assert exchange.try_next()
    assert exchange.mechanism == SCRAM
    assert exchange.answer_chunk("+") == b"n,,n=ann,r=abc"
    assert not exchange.try_next()


def test_a_wrong_password_is_not_tried_by_another_mechanism() -> None:
    exchange = LoginExchange("ann", "open", [SCRAM, PLAIN], "abc")
    assert not exchange.try_next()


def test_a_certificate_needs_no_words_and_a_proof_needs_a_challenge() -> None:
    assert LoginExchange("ann", "", [EXTERNAL], "abc").answer_chunk("+") == b""
    with pytest.raises(SaslError):
        LoginExchange("ann", "open", [SCRAM], "abc").prove_password(b"key")
