"""Commands of moderators."""

from __future__ import annotations

import pytest

from tests.client.commands.command_harness import CommandHarness, answers

LIBERA = ":s 005 ann PREFIX=(ov)@+ CHANTYPES=# CHANMODES=eIbq,k,flj,CFLMPQScgimnprstuz EXTBAN=$,ajrxz :are supported"
POOR = ":s 005 ann PREFIX=(ov)@+ CHANTYPES=# CHANMODES=b,k,l,imnpst :are supported"


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("/kick bob,carl too loud", ["KICK #room bob too loud", "KICK #room carl too loud"]),
        ("/kick #tea bob", ["KICK #tea bob bob"]),
        ("/kickban bob too loud", ["MODE #room +b bob!*@*", "KICK #room bob too loud"]),
        (
            "/ban bob *!*@1.2.3.4 account:carl",
            [f"MODE #room +b {m}" for m in ("bob!*@*", "*!*@1.2.3.4", "account:carl")],
        ),
        ("/ban", ["MODE #room b"]),
        ("/bans", ["MODE #room b"]),
        ("/exceptions", ["MODE #room e"]),
        ("/invitelist #tea", ["MODE #tea I"]),
        ("/unban bob", ["MODE #room -b bob!*@*"]),
        ("/quiet bob", ["MODE #room +b m:bob!*@*"]),
        ("/mute", ["MODE #room b"]),
        ("/unquiet bob", ["MODE #room -b m:bob!*@*"]),
        ("/op bob carl", ["MODE #room +o bob", "MODE #room +o carl"]),
        ("/halfop bob", ["MODE #room +h bob"]),
        ("/dehalfop bob", ["MODE #room -h bob"]),
        ("/devoice #tea bob", ["MODE #tea -v bob"]),
        ("/mode +k secret", ["MODE #room +k secret"]),
        ("/mode #tea +m", ["MODE #tea +m"]),
    ],
)
def test_command_becomes_its_lines(typed: str, lines: list[str]) -> None:
    harness = CommandHarness()
    harness.enter_room("#tea", "bob")
    harness.type_command(typed)
    assert harness.plain_lines() == lines


def test_mode_is_no_channel_where_channels_begin_with_a_plus() -> None:
    harness = CommandHarness(":s 005 ann PREFIX=(ov)@+ CHANTYPES=#&+ CHANMODES=beI,k,l,imnst :are supported")
    harness.enter_room("+n")
    harness.type_command("/mode +m")
    assert harness.plain_lines() == ["MODE #room +m"]
    harness.type_command("/mode +n +t")
    assert harness.plain_lines() == ["MODE +n +t"]


def test_server_with_a_list_of_mutes_uses_it() -> None:
    harness = CommandHarness(LIBERA)
    harness.type_command("/quiet bob")
    assert harness.plain_lines() == ["MODE #room +q bob!*@*"]
    harness.type_command("/quiet")
    assert harness.plain_lines() == ["MODE #room q"]
    events = harness.receive(":s 728 ann #room q bob!*@* ann!u@h 1700000000", ":s 729 ann #room q :End of quiet list")
    assert len(answers(events)) == 2


@pytest.mark.parametrize("typed", ["/quiet bob", "/quiet", "/unquiet bob", "/exceptions", "/invitations"])
def test_missing_ability_of_the_server_is_said(typed: str) -> None:
    harness = CommandHarness(POOR)
    assert harness.failure(typed).startswith("This server ")
    assert not harness.sent


def test_lists_are_shown_where_the_person_asked() -> None:
    harness = CommandHarness()
    harness.type_command("/bans")
    events = harness.receive(":s 367 ann #room bob!*@* ann 1700000000", ":s 368 ann #room :End of channel ban list")
    assert answers(events) == ["#room bob!*@* ann 1700000000", "#room End of channel ban list"]
