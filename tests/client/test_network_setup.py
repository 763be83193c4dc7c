"""A filled-in form becomes a saved chat and a person."""

from __future__ import annotations

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.login_services import LoginService
from desktop_chat.client.network_options import NetworkOptions
from desktop_chat.client.network_setup import NetworkSetup, make_person, name_in_chat
from desktop_chat.client.preferences import ServerRecord
from desktop_chat.net.fingerprints import NO_KEY, KeyPin

PIN = KeyPin("ab" * 32)


def test_new_network_is_a_new_record() -> None:
    setup = NetworkSetup("k", ChatAddress("irc.example", 6697), "Work", "ann", options=NetworkOptions(rooms="#tea"))
    assert setup.apply_to(None) == ServerRecord(
        "k", "irc.example", 6697, label="Work", nick="ann", options=NetworkOptions(rooms="#tea")
    )


def test_rest_of_the_record_stays() -> None:
    before = ServerRecord("k", "irc.example", 6697, fingerprint=PIN, used=7, strictness=2, key_name="x", name="Net")
    after = NetworkSetup("k", ChatAddress("irc.example", 6697), nick="bob").apply_to(before)
    assert (after.fingerprint, after.used, after.strictness, after.key_name, after.name) == (PIN, 7, 2, "x", "Net")
    assert after.nick == "bob"


def test_pin_of_a_link_is_not_for_another_address() -> None:
    before = ServerRecord("k", "irc.example", 6697, fingerprint=PIN)
    after = NetworkSetup("k", ChatAddress("irc.other.example", 6667, tls=False)).apply_to(before)
    assert (after.host, after.port, after.tls, after.fingerprint) == ("irc.other.example", 6667, False, NO_KEY)


def test_person_has_the_options() -> None:
    options = NetworkOptions("a_ a__", "annie", "Ann Lee", "q")
    person = make_person(ServerRecord("k", "h", 1, nick="ann", account="anna", options=options), "Ann", "login")
    assert (person.nick, person.username, person.realname) == ("ann", "annie", "Ann Lee")
    assert person.other_nicks == ("a_", "a__")
    assert (person.account, person.service) == ("anna", LoginService.Q)


def test_person_without_options_has_the_names_of_the_computer() -> None:
    person = make_person(ServerRecord("k", "h", 1), "Ann Lee", "alee")
    assert (person.nick, person.username, person.realname) == ("Ann_Lee", "alee", "Ann Lee")


def test_nick_chosen_for_a_chat_is_the_name_there() -> None:
    assert name_in_chat(ServerRecord("k", "h", 1), "Ann Lee") == "Ann Lee"
    assert name_in_chat(ServerRecord("k", "h", 1, nick="ann_lee"), "Ann Lee") == "Ann Lee"
    assert name_in_chat(ServerRecord("k", "h", 1, nick="Teapot"), "Ann Lee") == "Teapot"
    assert make_person(ServerRecord("k", "h", 1, nick="Teapot"), "Ann Lee", "alee").realname == "Teapot"
