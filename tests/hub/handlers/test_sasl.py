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
from desktop_chat.storage.store_api import Account, PasswordSecret, StoredState
from tests.hub.stage import PASSWORDS, PRINT, SETTINGS, Stage, messages, numerics

ANN = Account("ann", "account:ann", 1, PASSWORDS.make_secret("sesame"), certificates=(PRINT,))
BOB = Account("bob", "account:bob", 1, PASSWORDS.make_secret("millet"))


def _stage(settings: HubSettings = SETTINGS) -> Stage:
    return Stage(settings, stored=StoredState(accounts=(ANN, BOB)))


def _plain(name: str, password: str, become: str = "") -> str:
    return "AUTHENTICATE " + b64encode(f"{become}\0{name}\0{password}".encode()).decode()


def _log_in(stage: Stage, seat: Seat, name: str = "ann", password: str = "sesame") -> list[str]:
    assert stage.talk(seat, "AUTHENTICATE PLAIN")[-1] == ":desk.example AUTHENTICATE +"
    return stage.talk(seat, _plain(name, password))


def test_plain_before_registration() -> None:
    stage = _stage()
    seat = stage.connect()
    stage.talk(seat, "CAP LS 302", "NICK ann", "USER ann 0 * :Ann", "CAP REQ :sasl")
    lines = messages(_log_in(stage, seat))
    assert [message.command for message in lines] == ["900", "903"]
    assert lines[0].params[:3] == ("ann", "ann!ann@127.0.0.1", "ann")
    assert numerics(stage.talk(seat, "CAP END"))[0] == "001"
    assert seat.user is not None
    assert (seat.user.account, seat.user.identity) == ("ann", "account:ann")


def test_plain_after_registration_and_again_as_somebody_else() -> None:
    stage = _stage()
    watcher = stage.enter("cid", "account-notify", rooms=["#tea"])
    seat = stage.enter("dan", rooms=["#tea"])
    stage.heard(watcher)
    assert numerics(_log_in(stage, seat)) == ["900", "903"]
    assert numerics(_log_in(stage, seat, "bob", "millet")) == ["900", "903"]
    told = messages(stage.heard(watcher))
    assert [(message.command, *message.params) for message in told] == [("ACCOUNT", "ann"), ("ACCOUNT", "bob")]


def test_the_wrong_password_and_no_such_account() -> None:
    stage = _stage()
    for name, password, become in (
        ("ann", "millet", ""),
        ("nobody", "sesame", ""),
        ("ann", "sesame", "bob"),
        ("ann", "", ""),
    ):
        seat = stage.connect()
        stage.talk(seat, "AUTHENTICATE PLAIN")
        assert numerics(stage.talk(seat, _plain(name, password, become))) == ["904"]
        assert numerics(_log_in(stage, seat)) == ["900", "903"]


def test_what_is_not_gone_on_with() -> None:
    stage = _stage()
    seat = stage.connect()
    assert numerics(stage.talk(seat, "AUTHENTICATE FOO")) == ["908", "904"]
    stage.talk(seat, "AUTHENTICATE PLAIN")
    assert numerics(stage.talk(seat, "AUTHENTICATE *")) == ["906"]
    stage.talk(seat, "AUTHENTICATE PLAIN")
    assert numerics(stage.talk(seat, "AUTHENTICATE " + "A" * 401)) == ["905"]
    stage.talk(seat, "AUTHENTICATE PLAIN")
    assert numerics(stage.talk(seat, "AUTHENTICATE !!!")) == ["904"]
    stage.talk(seat, "AUTHENTICATE PLAIN")
    assert numerics(stage.talk(seat, "NICK eve", "USER eve 0 * :Eve"))[:2] == ["906", "001"]


def test_a_response_without_end_is_refused() -> None:
    stage = _stage()
    seat = stage.connect()
    stage.talk(seat, "AUTHENTICATE PLAIN")
    for _ in range(4):
        assert stage.talk(seat, "AUTHENTICATE " + "A" * 400) == []
    assert numerics(stage.talk(seat, "AUTHENTICATE " + "A" * 400)) == ["904"]


def test_who_guesses_is_disconnected() -> None:
    stage = _stage(replace(SETTINGS, login_attempts=2))
    seat = stage.connect()
    stage.talk(seat, "AUTHENTICATE PLAIN")
    assert numerics(stage.talk(seat, _plain("ann", "guess"))) == ["904"]
    stage.talk(seat, "AUTHENTICATE PLAIN")
    assert numerics(stage.talk(seat, _plain("ann", "guess"))) == ["904", "ERROR"]
    assert seat.closing


def test_an_address_that_guesses_must_wait() -> None:
    stage = _stage(replace(SETTINGS, login_attempts_per_address=2))
    for _ in range(2):
        seat = stage.connect()
        stage.talk(seat, "AUTHENTICATE PLAIN")
        stage.talk(seat, _plain("ann", "guess"))
    (line,) = stage.talk(stage.connect(), "AUTHENTICATE PLAIN")
    assert parse_line(line).command == "904"
    assert "minutes" in parse_line(line).params[-1]
    elsewhere = stage.connect(address="10.0.0.9")
    assert numerics(_log_in(stage, elsewhere)) == ["900", "903"]
    for _ in range(601):
        stage.hub.advance_second(stage.now)
    assert numerics(_log_in(stage, stage.connect())) == ["900", "903"]


def test_external() -> None:
    stage = _stage()
    seat = stage.connect(PRINT)
    assert numerics(stage.talk(seat, "AUTHENTICATE EXTERNAL", "AUTHENTICATE +")) == ["AUTHENTICATE", "900", "903"]
    for fingerprint, response in (("cd" * 32, "+"), ("", "+"), (PRINT, b64encode(b"bob").decode())):
        stranger = stage.connect(fingerprint)
        assert numerics(stage.talk(stranger, "AUTHENTICATE EXTERNAL", f"AUTHENTICATE {response}"))[1:] == ["904"]


def test_a_certificate_logs_in_without_a_word() -> None:
    stage = _stage()
    seat = stage.connect(PRINT)
    lines = stage.talk(seat, "NICK ann", "USER ann 0 * :Ann")
    assert numerics(lines)[:2] == ["900", "001"]
    assert seat.user is not None
    assert seat.user.account == "ann"


def _scram(stage: Stage, seat: Seat, name: str, password: str) -> list[str]:
    """All that comes back after the proof."""
    bare = f"n={name},r=abc"
    stage.talk(seat, "AUTHENTICATE SCRAM-SHA-256")
    first = b64encode(f"n,,{bare}".encode()).decode()
    challenge = b64decode(parse_line(stage.talk(seat, f"AUTHENTICATE {first}")[0]).params[0]).decode()
    fields = {part[0]: part[2:] for part in challenge.split(",")}
    salted = pbkdf2_hmac("sha256", password.encode(), b64decode(fields["s"]), int(fields["i"]))
    key = new_hmac(salted, b"Client Key", sha256).digest()
    unsigned = f"c=biws,r={fields['r']}"
    signature = new_hmac(sha256(key).digest(), f"{bare},{challenge},{unsigned}".encode(), sha256).digest()
    proof = b64encode(bytes(one ^ other for one, other in zip(key, signature, strict=True))).decode()
    last = b64encode(f"{unsigned},p={proof}".encode()).decode()
    return stage.talk(seat, f"AUTHENTICATE {last}")


def test_scram() -> None:
    stage = _stage()
    seat = stage.connect()
    assert numerics(_scram(stage, seat, "ann", "sesame")) == ["AUTHENTICATE"]
    assert numerics(stage.talk(seat, "AUTHENTICATE +")) == ["900", "903"]


def test_scram_in_vain() -> None:
    stage = _stage()
    assert numerics(_scram(stage, stage.connect(), "ann", "millet")) == ["904"]
    assert numerics(_scram(stage, stage.connect(), "nobody", "sesame")) == ["904"]


def test_a_shared_name_is_not_given_to_another_account() -> None:
    stage = _stage()
    stage.enter("ann", fingerprint=PRINT)
    second = stage.enter("ann", fingerprint=PRINT)
    assert numerics(_log_in(stage, second, "bob", "millet")) == ["904"]


def _weakly(name: str, password: str) -> Account:
    """An account as versions before kept it."""
    secret = PASSWORDS.make_secret(password)
    return Account(
        name, f"account:{name}", 1, PasswordSecret(secret.argon2_hash, str(make_verifier(password, bytes(16), 4096)))
    )


def _iterations(stage: Stage, name: str) -> int:
    """What SCRAM tells whoever asks for this name."""
    seat = stage.connect()
    stage.talk(seat, "AUTHENTICATE SCRAM-SHA-256")
    first = b64encode(f"n,,n={name},r=abc".encode()).decode()
    challenge = b64decode(parse_line(stage.talk(seat, f"AUTHENTICATE {first}")[0]).params[0]).decode()
    stage.talk(seat, "AUTHENTICATE *")
    return int(challenge.rpartition("i=")[2])


def test_a_login_that_says_the_password_replaces_a_weak_verifier(monkeypatch: pytest.MonkeyPatch) -> None:
    strong = PasswordHashing(memory=8, passes=1)
    monkeypatch.setattr("tests.hub.stage.PASSWORDS", strong)
    stage = Stage(
        stored=StoredState(accounts=(_weakly("ann", "sesame"), _weakly("bob", "millet"), _weakly("cid", "barley")))
    )
    assert _iterations(stage, "ann") == 4096
    assert numerics(_log_in(stage, stage.connect())) == ["900", "903"]
    assert _iterations(stage, "ann") == ITERATIONS == 600_000
    assert _iterations(stage, "bob") == 4096
    (kept,) = [change for change in stage.kept if isinstance(change, Account)]
    assert strong.is_right_password(kept.secret, "sesame")
    bob = stage.enter("bobby")
    stage.talk(bob, "NS IDENTIFY bob millet")
    assert _iterations(stage, "bob") == ITERATIONS
    assert numerics(_log_in(stage, stage.connect(), "cid", "wrong")) == ["904"]
    assert _iterations(stage, "cid") == 4096
    kept_before = len(stage.kept)
    assert numerics(_log_in(stage, stage.connect())) == ["900", "903"]
    assert not [change for change in stage.kept[kept_before:] if isinstance(change, Account)]


def test_a_password_that_was_changed_meanwhile_stays_changed() -> None:
    stage = Stage(stored=StoredState(accounts=(_weakly("ann", "sesame"),)))
    seat = stage.enter("dan")
    stage.talk(seat, "AUTHENTICATE PLAIN")
    stage.send(seat, _plain("ann", "sesame"))
    stage.hub.finish_hash_job(stage.hashes.pop(), True, stage.now)
    stage.take()
    (renewal,) = stage.hashes
    stage.hashes.clear()
    stage.talk(seat, "NS PASSWD sesame wheat-bread")
    stage.hub.finish_hash_job(renewal, PASSWORDS.make_secret("sesame"), stage.now)
    stage.take()
    kept = [change for change in stage.kept if isinstance(change, Account)][-1]
    assert PASSWORDS.is_right_password(kept.secret, "wheat-bread")


def test_a_name_without_an_account_has_iterations_that_accounts_have() -> None:
    weak = tuple(_weakly(f"ann{number}", "sesame") for number in range(3))
    new = Account("eve", "account:eve", 1, PasswordSecret("x", str(make_verifier("x", bytes(16), ITERATIONS))))
    mixed = Stage(stored=StoredState(accounts=(*weak, new)))
    found = [_iterations(mixed, f"nobody{number}") for number in range(40)]
    assert set(found) == {4096, ITERATIONS}
    assert found.count(4096) > found.count(ITERATIONS)
    assert {_iterations(Stage(stored=StoredState(accounts=weak)), f"nobody{number}") for number in range(9)} == {4096}
    assert _iterations(Stage(), "nobody") == ITERATIONS
