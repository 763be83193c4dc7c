"""DEVICE: one further device logs in by a code, and by its certificate from then on."""

from __future__ import annotations

from base64 import b64encode

from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.records.device_codes import SECONDS
from desktop_chat.irc.message import parse_line
from desktop_chat.storage.records import Account, StoredState
from tests.hub.harness import PASSWORDS, SETTINGS, HubHarness, commands_of

PHONE, LAPTOP = "aa" * 32, "bb" * 32
ANN = Account("ann", "account:ann", 1, PASSWORDS.make_secret("sesame"), certificates=(LAPTOP,))


def _stage() -> HubHarness:
    return HubHarness(SETTINGS, stored=StoredState(accounts=(ANN,)))


def _code(harness: HubHarness, seat: Seat) -> str:
    [line] = harness.exchange(seat, "DEVICE CODE")
    message = parse_line(line)
    assert (message.command, *message.params[:3]) == ("DEVICE", "CODE", "ann", str(SECONDS))
    return message.params[3]


def _log_in(harness: HubHarness, seat: Seat, password: str) -> list[str]:
    harness.exchange(seat, "AUTHENTICATE PLAIN")
    return commands_of(harness.exchange(seat, "AUTHENTICATE " + b64encode(f"\0ann\0{password}".encode()).decode()))


def test_a_code_lets_one_device_in_and_its_certificate_later() -> None:
    harness = _stage()
    laptop = harness.register("ann", fingerprint=LAPTOP)
    words = _code(harness, laptop)
    phone = harness.connect(PHONE)
    assert _log_in(harness, phone, words.replace("-", " ").upper()) == ["900", "903"]
    assert _log_in(harness, harness.connect("cc" * 32), words) == ["904"]
    harness.exchange(phone, "NICK ann", "USER ann 0 * :Ann")
    assert phone.user is laptop.user
    again = harness.connect(PHONE)
    assert commands_of(harness.exchange(again, "AUTHENTICATE EXTERNAL", "AUTHENTICATE +"))[-2:] == ["900", "903"]


def test_the_password_counts_beside_a_code_and_a_device_without_a_certificate_too() -> None:
    harness = _stage()
    words = _code(harness, harness.register("ann", fingerprint=LAPTOP))
    assert _log_in(harness, harness.connect(), "sesame") == ["900", "903"]
    assert _log_in(harness, harness.connect(), words) == ["900", "903"]


def test_a_new_device_hears_of_the_rooms() -> None:
    harness = _stage()
    other = harness.register("bob", rooms=["#tea", "#milk"])
    laptop = harness.register("ann", fingerprint=LAPTOP, rooms=["#tea", "#milk", "#own"])
    assert harness.exchange(laptop, "DEVICE ROOMS") == [":desk.example DEVICE ROOMS :#tea #milk #own"]
    harness.exchange(laptop, "PART #milk", "QUIT")
    harness.exchange(other, "PART #milk")
    phone = harness.register("ann", fingerprint=LAPTOP)
    [line] = harness.exchange(phone, "DEVICE ROOMS")
    names = parse_line(line).params[-1].split()
    assert "#tea" in names
    assert "#milk" not in names


def test_the_rooms_are_remembered_when_the_server_stops() -> None:
    harness = _stage()
    harness.register("bob", rooms=["#tea"])
    harness.register("ann", fingerprint=LAPTOP, rooms=["#tea"])
    harness.hub.close_all("Stopped", harness.now)
    accounts = [change for change in harness.take_outcome().changes if isinstance(change, Account)]
    assert accounts[-1].settings["rooms"] == "#tea"


def test_who_gets_no_code() -> None:
    harness = _stage()
    guest = harness.register("bob", fingerprint=PHONE)
    assert harness.exchange(guest, "DEVICE CODE")[0].startswith(":desk.example FAIL DEVICE ACCOUNT_REQUIRED ")
    assert harness.exchange(guest, "DEVICE WHAT")[0].startswith(":desk.example FAIL DEVICE INVALID_PARAMS WHAT ")
    plain = harness.register("cid")
    _log_in(harness, plain, "sesame")
    assert harness.exchange(plain, "DEVICE CODE")[0].startswith(":desk.example FAIL DEVICE TLS_REQUIRED ")
