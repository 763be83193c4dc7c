"""AUTHENTICATE, before registration and after it."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import replace
from hashlib import pbkdf2_hmac, sha256
from hmac import new as new_hmac

import pytest

from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.settings import HubSettings
from desktop_chat.irc.message import parse_line
from desktop_chat.irc.sasl import ITERATIONS, make_verifier
from desktop_chat.server.password_hashing import PasswordHashing
from desktop_chat.storage.records import Account, PasswordSecret, StoredState
from tests.hub.harness import FINGERPRINT, PASSWORDS, SETTINGS, HubHarness, commands_of, parse_lines

ANN = Account("ann", "account:ann", 1, PASSWORDS.make_secret("sesame"), certificates=(FINGERPRINT,))
BOB = Account("bob", "account:bob", 1, PASSWORDS.make_secret("millet"))


def _stage(settings: HubSettings = SETTINGS) -> HubHarness:
    return HubHarness(settings, stored=StoredState(accounts=(ANN, BOB)))


def _plain(name: str, password: str, become: str = "") -> str:
    return "AUTHENTICATE " + b64encode(f"{become}\0{name}\0{password}".encode()).decode()


def _log_in(harness: HubHarness, seat: Seat, name: str = "ann", password: str = "sesame") -> list[str]:
    assert harness.exchange(seat, "AUTHENTICATE PLAIN")[-1] == ":desk.example AUTHENTICATE +"
    return harness.exchange(seat, _plain(name, password))


def test_plain_before_registration() -> None:
    harness = _stage()
    seat = harness.connect()
    harness.exchange(seat, "CAP LS 302", "NICK ann", "USER ann 0 * :Ann", "CAP REQ :sasl")
    lines = parse_lines(_log_in(harness, seat))
    assert [message.command for message in lines] == ["900", "903"]
    assert lines[0].params[:3] == ("ann", "ann!ann@127.0.0.1", "ann")
    assert commands_of(harness.exchange(seat, "CAP END"))[0] == "001"
    assert seat.user is not None
    assert (seat.user.account, seat.user.identity) == ("ann", "account:ann")


def test_plain_after_registration_and_again_as_somebody_else() -> None:
    harness = _stage()
    watcher = harness.register("cid", "account-notify", rooms=["#tea"])
    seat = harness.register("dan", rooms=["#tea"])
    harness.read_lines(watcher)
    assert commands_of(_log_in(harness, seat)) == ["900", "903"]
    assert commands_of(_log_in(harness, seat, "bob", "millet")) == ["900", "903"]
    told = parse_lines(harness.read_lines(watcher))
    assert [(message.command, *message.params) for message in told] == [("ACCOUNT", "ann"), ("ACCOUNT", "bob")]


def test_the_wrong_password_and_no_such_account() -> None:
    harness = _stage()
    for name, password, become in (
        ("ann", "millet", ""),
        ("nobody", "sesame", ""),
        ("ann", "sesame", "bob"),
        ("ann", "", ""),
    ):
        seat = harness.connect()
        harness.exchange(seat, "AUTHENTICATE PLAIN")
        assert commands_of(harness.exchange(seat, _plain(name, password, become))) == ["904"]
        assert commands_of(_log_in(harness, seat)) == ["900", "903"]


def test_what_is_not_gone_on_with() -> None:
    harness = _stage()
    seat = harness.connect()
    assert commands_of(harness.exchange(seat, "AUTHENTICATE FOO")) == ["908", "904"]
    harness.exchange(seat, "AUTHENTICATE PLAIN")
    assert commands_of(harness.exchange(seat, "AUTHENTICATE *")) == ["906"]
    harness.exchange(seat, "AUTHENTICATE PLAIN")
    assert commands_of(harness.exchange(seat, "AUTHENTICATE " + "A" * 401)) == ["905"]
    harness.exchange(seat, "AUTHENTICATE PLAIN")
    assert commands_of(harness.exchange(seat, "AUTHENTICATE !!!")) == ["904"]
    harness.exchange(seat, "AUTHENTICATE PLAIN")
    assert commands_of(harness.exchange(seat, "NICK eve", "USER eve 0 * :Eve"))[:2] == ["906", "001"]


def test_a_response_without_end_is_refused() -> None:
    harness = _stage()
    seat = harness.connect()
    harness.exchange(seat, "AUTHENTICATE PLAIN")
    for _ in range(4):
        assert harness.exchange(seat, "AUTHENTICATE " + "A" * 400) == []
    assert commands_of(harness.exchange(seat, "AUTHENTICATE " + "A" * 400)) == ["904"]


def test_who_guesses_is_disconnected() -> None:
    harness = _stage(replace(SETTINGS, login_attempts=2))
    seat = harness.connect()
    harness.exchange(seat, "AUTHENTICATE PLAIN")
    assert commands_of(harness.exchange(seat, _plain("ann", "guess"))) == ["904"]
    harness.exchange(seat, "AUTHENTICATE PLAIN")
    assert commands_of(harness.exchange(seat, _plain("ann", "guess"))) == ["904", "ERROR"]
    assert seat.closing


def test_an_address_that_guesses_must_wait() -> None:
    harness = _stage(replace(SETTINGS, login_attempts_per_address=2))
    for _ in range(2):
        seat = harness.connect()
        harness.exchange(seat, "AUTHENTICATE PLAIN")
        harness.exchange(seat, _plain("ann", "guess"))
    (line,) = harness.exchange(harness.connect(), "AUTHENTICATE PLAIN")
    assert parse_line(line).command == "904"
    assert "minutes" in parse_line(line).params[-1]
    elsewhere = harness.connect(address="10.0.0.9")
    assert commands_of(_log_in(harness, elsewhere)) == ["900", "903"]
    for _ in range(601):
        harness.hub.advance_second(harness.now)
    assert commands_of(_log_in(harness, harness.connect())) == ["900", "903"]


def test_external() -> None:
    harness = _stage()
    seat = harness.connect(FINGERPRINT)
    assert commands_of(harness.exchange(seat, "AUTHENTICATE EXTERNAL", "AUTHENTICATE +")) == [
        "AUTHENTICATE",
        "900",
        "903",
    ]
    for fingerprint, response in (("cd" * 32, "+"), ("", "+"), (FINGERPRINT, b64encode(b"bob").decode())):
        stranger = harness.connect(fingerprint)
        assert commands_of(harness.exchange(stranger, "AUTHENTICATE EXTERNAL", f"AUTHENTICATE {response}"))[1:] == [
            "904"
        ]


def test_a_certificate_logs_in_without_a_word() -> None:
    harness = _stage()
    seat = harness.connect(FINGERPRINT)
    lines = harness.exchange(seat, "NICK ann", "USER ann 0 * :Ann")
    assert commands_of(lines)[:2] == ["900", "001"]
    assert seat.user is not None
    assert seat.user.account == "ann"


def _scram(harness: HubHarness, seat: Seat, name: str, password: str) -> list[str]:
    """All that comes back after the proof."""
    bare = f"n={name},r=abc"
    harness.exchange(seat, "AUTHENTICATE SCRAM-SHA-256")
    first = b64encode(f"n,,{bare}".encode()).decode()
    challenge = b64decode(parse_line(harness.exchange(seat, f"AUTHENTICATE {first}")[0]).params[0]).decode()
    fields = {part[0]: part[2:] for part in challenge.split(",")}
    salted = pbkdf2_hmac("sha256", password.encode(), b64decode(fields["s"]), int(fields["i"]))
    key = new_hmac(salted, b"Client Key", sha256).digest()
    unsigned = f"c=biws,r={fields['r']}"
    signature = new_hmac(sha256(key).digest(), f"{bare},{challenge},{unsigned}".encode(), sha256).digest()
    proof = b64encode(bytes(one ^ other for one, other in zip(key, signature, strict=True))).decode()
    last = b64encode(f"{unsigned},p={proof}".encode()).decode()
    return harness.exchange(seat, f"AUTHENTICATE {last}")


def test_scram() -> None:
    harness = _stage()
    seat = harness.connect()
    assert commands_of(_scram(harness, seat, "ann", "sesame")) == ["AUTHENTICATE"]
    assert commands_of(harness.exchange(seat, "AUTHENTICATE +")) == ["900", "903"]


def test_scram_in_vain() -> None:
    harness = _stage()
    assert commands_of(_scram(harness, harness.connect(), "ann", "millet")) == ["904"]
    assert commands_of(_scram(harness, harness.connect(), "nobody", "sesame")) == ["904"]


def test_a_shared_name_is_not_given_to_another_account() -> None:
    harness = _stage()
    harness.register("ann", fingerprint=FINGERPRINT)
    second = harness.register("ann", fingerprint=FINGERPRINT)
    assert commands_of(_log_in(harness, second, "bob", "millet")) == ["904"]


def _weakly(name: str, password: str) -> Account:
    """An account as versions before kept it."""
    secret = PASSWORDS.make_secret(password)
    return Account(
        name, f"account:{name}", 1, PasswordSecret(secret.argon2_hash, str(make_verifier(password, bytes(16), 4096)))
    )


def _iterations(harness: HubHarness, name: str) -> int:
    """What SCRAM tells whoever asks for this name."""
    seat = harness.connect()
    harness.exchange(seat, "AUTHENTICATE SCRAM-SHA-256")
    first = b64encode(f"n,,n={name},r=abc".encode()).decode()
    challenge = b64decode(parse_line(harness.exchange(seat, f"AUTHENTICATE {first}")[0]).params[0]).decode()
    harness.exchange(seat, "AUTHENTICATE *")
    return int(challenge.rpartition("i=")[2])


def test_a_login_that_says_the_password_replaces_a_weak_verifier(monkeypatch: pytest.MonkeyPatch) -> None:
    strong = PasswordHashing(memory=8, passes=1)
    monkeypatch.setattr("tests.hub.harness.PASSWORDS", strong)
    harness = HubHarness(
        stored=StoredState(accounts=(_weakly("ann", "sesame"), _weakly("bob", "millet"), _weakly("cid", "barley")))
    )
    assert _iterations(harness, "ann") == 4096
    assert commands_of(_log_in(harness, harness.connect())) == ["900", "903"]
    assert _iterations(harness, "ann") == ITERATIONS == 600_000
    assert _iterations(harness, "bob") == 4096
    (kept,) = [change for change in harness.changes if isinstance(change, Account)]
    assert strong.is_right_password(kept.secret, "sesame")
    bob = harness.register("bobby")
    harness.exchange(bob, "NS IDENTIFY bob millet")
    assert _iterations(harness, "bob") == ITERATIONS
    assert commands_of(_log_in(harness, harness.connect(), "cid", "wrong")) == ["904"]
    assert _iterations(harness, "cid") == 4096
    kept_before = len(harness.changes)
    assert commands_of(_log_in(harness, harness.connect())) == ["900", "903"]
    assert not [change for change in harness.changes[kept_before:] if isinstance(change, Account)]


def test_a_password_that_was_changed_meanwhile_stays_changed() -> None:
    harness = HubHarness(stored=StoredState(accounts=(_weakly("ann", "sesame"),)))
    seat = harness.register("dan")
    harness.exchange(seat, "AUTHENTICATE PLAIN")
    harness.send(seat, _plain("ann", "sesame"))
    harness.hub.finish_work(harness.hashes.pop(), True, harness.now)
    harness.take_outcome()
    (renewal,) = harness.hashes
    harness.hashes.clear()
    harness.exchange(seat, "NS PASSWD sesame wheat-bread")
    harness.hub.finish_work(renewal, PASSWORDS.make_secret("sesame"), harness.now)
    harness.take_outcome()
    kept = [change for change in harness.changes if isinstance(change, Account)][-1]
    assert PASSWORDS.is_right_password(kept.secret, "wheat-bread")


def test_a_name_without_an_account_has_iterations_that_accounts_have() -> None:
    weak = tuple(_weakly(f"ann{number}", "sesame") for number in range(3))
    new = Account("eve", "account:eve", 1, PasswordSecret("x", str(make_verifier("x", bytes(16), ITERATIONS))))
    mixed = HubHarness(stored=StoredState(accounts=(*weak, new)))
    found = [_iterations(mixed, f"nobody{number}") for number in range(40)]
    assert set(found) == {4096, ITERATIONS}
    assert found.count(4096) > found.count(ITERATIONS)
    assert {_iterations(HubHarness(stored=StoredState(accounts=weak)), f"nobody{number}") for number in range(9)} == {
        4096
    }
    assert _iterations(HubHarness(), "nobody") == ITERATIONS
