"""Bans with a term, as each kind of server understands them."""

from __future__ import annotations

import pytest

from tests.client.session_harness import MODERN, SessionHarness

INSPIRCD = (":s 004 ann s InspIRCd-4 iosw bklmnt", ":s 005 ann EXTBAN=,acm CHANMODES=be,k,l,imnst :are")
UNREAL = (":s 004 ann s UnrealIRCd-6 iosw bklmnt", ":s 005 ann EXTBAN=~,aqt CHANMODES=beI,k,l,imnst :are")
PLAIN = (":s 004 ann s ngircd-27 iosw bklmnt", ":s 005 ann CHANMODES=beI,k,l,imnst :are")


def moderator_of_tea(lines: tuple[str, ...]) -> SessionHarness:
    harness = SessionHarness()
    harness.connect(MODERN, *lines)
    harness.enter_room("#tea", "bob")
    harness.sent.clear()
    return harness


@pytest.mark.parametrize(
    ("lines", "able", "sent"),
    [
        (INSPIRCD, True, ["TBAN #tea 90m bob!*@*", "TBAN #tea 90m m:bob!*@*", "MODE #tea +e bob!*@*"]),
        (UNREAL, True, ["MODE #tea +b ~t:90:bob!*@*", "MODE #tea +b ~t:90:~q:bob!*@*", "MODE #tea +e ~t:90:bob!*@*"]),
        (PLAIN, False, ["MODE #tea +b bob!*@*", "MODE #tea +e bob!*@*"]),
    ],
    ids=["InspIRCd", "UnrealIRCd", "plain"],
)
def test_term_is_sent_as_the_server_takes_it(lines: tuple[str, ...], able: bool, sent: list[str]) -> None:
    harness = moderator_of_tea(lines)
    session = harness.session
    assert session.can_set_terms() is able
    harness.record(session.change_list("#tea", "b", "bob!*@*", 90, listed=True))
    harness.record(session.mute_member("#tea", "bob!*@*", 90))
    harness.record(session.change_list("#tea", "e", "bob!*@*", 90, listed=True))
    assert [line for line in harness.sent if line not in ("MODE #tea b", "MODE #tea e")] == sent


def test_server_without_the_command_bans_without_an_end_and_says_so() -> None:
    harness = moderator_of_tea(INSPIRCD)
    harness.record(harness.session.ban_member("#tea", "bob", "bob!*@*", "loud", 60))
    harness.receive(":s 421 ann TBAN :Unknown command")
    assert harness.sent == ["TBAN #tea 60m bob!*@*", "KICK #tea bob :loud", "MODE #tea +b bob!*@*"]
    assert harness.entries("#tea")[-1].text == (
        "This server has no terms for bans, so this one lasts until it is lifted."
    )
    assert not harness.session.can_set_terms()
    harness.sent.clear()
    harness.record(harness.session.ban_member("#tea", "cid", "cid!*@*", "", 60))
    assert harness.sent == ["MODE #tea +b cid!*@*"]


def test_unknown_command_of_a_person_is_shown() -> None:
    harness = moderator_of_tea(PLAIN)
    harness.record(harness.session.run_command("#tea", "/raw TBAN #tea 5m x", 5))
    harness.receive(":s 421 ann TBAN :Unknown command")
    assert any("Unknown command" in str(event) for event in harness.events)
