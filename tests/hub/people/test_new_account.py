"""Requirements for the name and the password of a new account."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.live.user import Seat
from desktop_chat.storage.records import Account
from tests.hub.harness import FINGERPRINT, SETTINGS, HubHarness, parse_lines

PASSWORD = "correct-horse-battery"


@pytest.fixture
def harness() -> HubHarness:
    return HubHarness(replace(SETTINGS, password_length=8, registrations_per_address=2))


def register(harness: HubHarness, nick: str, fingerprint: str = "") -> Seat:
    return harness.register(nick, "draft/account-registration", fingerprint)


def code_of(harness: HubHarness, seat: Seat, password: str = PASSWORD, name: str = "*") -> str:
    """The code of the answer to REGISTER."""
    lines = parse_lines(harness.exchange(seat, f"REGISTER {name} * :{password}"))
    answer = next(message for message in lines if message.command in ("FAIL", "REGISTER"))
    return answer.params[1] if answer.command == "FAIL" else answer.params[0]


def accounts(harness: HubHarness) -> list[Account]:
    return [change for change in harness.changes if isinstance(change, Account)]


def test_a_guest_keeps_the_identity_and_logs_in_by_certificate(harness: HubHarness) -> None:
    ann = register(harness, "ann", FINGERPRINT)
    assert ann.user is not None
    before = ann.user.identity
    assert code_of(harness, ann) == "SUCCESS"
    (account,) = accounts(harness)
    assert (account.name, account.identity, account.certificates) == ("ann", before, (FINGERPRINT,))
    assert ann.user.account == "ann"


@pytest.mark.parametrize(("password", "code"), [("short", "WEAK_PASSWORD"), ("x" * 2000, "UNACCEPTABLE_PASSWORD")])
def test_unfit_passwords_are_refused(harness: HubHarness, password: str, code: str) -> None:
    assert code_of(harness, register(harness, "ann"), password) == code
    assert accounts(harness) == []


def test_a_second_account_of_the_name_is_refused(harness: HubHarness) -> None:
    ann = register(harness, "ann", FINGERPRINT)
    assert code_of(harness, ann) == "SUCCESS"
    assert code_of(harness, ann) == "ALREADY_AUTHENTICATED"


def test_accounts_of_one_address_are_limited(harness: HubHarness) -> None:
    codes = [code_of(harness, register(harness, nick)) for nick in ("ann", "bob", "cid")]
    assert codes == ["SUCCESS", "SUCCESS", "TEMPORARILY_UNAVAILABLE"]


def test_of_two_at_the_same_time_the_second_is_refused(harness: HubHarness) -> None:
    """Both passwords are hashed before either account exists."""
    harness = HubHarness(replace(SETTINGS, register_before_connect=True))
    seats = [harness.connect() for _ in range(2)]
    for seat in seats:
        harness.send(seat, "CAP LS 302", "CAP REQ :draft/account-registration", "NICK ann", "USER ann 0 * :Ann")
    for seat in seats:
        harness.send(seat, f"REGISTER ann * :{PASSWORD}")
    harness.run_until_idle()
    answers = [
        message.params[1 if message.command == "FAIL" else 0]
        for seat in seats
        for message in parse_lines(harness.read_lines(seat))
        if message.command in ("FAIL", "REGISTER")
    ]
    assert sorted(answers) == ["ACCOUNT_EXISTS", "SUCCESS"]
    assert len(accounts(harness)) == 1
