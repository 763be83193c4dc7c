"""Announcements of the server, as our client parses them."""

from __future__ import annotations

from desktop_chat.hub.advertised import (
    advertised_capabilities,
    isupport_lines,
    sts_capability,
)
from desktop_chat.irc.isupport import ISupport, parse_tokens
from tests.hub.default_settings import make_hub_settings
from tests.hub.harness import SETTINGS


def test_client_parses_our_isupport_tokens() -> None:
    said: dict[str, str | None] = {}
    for line in isupport_lines(SETTINGS):
        assert len(line) <= 13
        said |= parse_tokens(("nick", *line, "are supported by this server"))
    ours = ISupport({name: value for name, value in said.items() if value is not None})
    assert ours.network_name == SETTINGS.name
    assert ours.casemapping == "ascii"
    assert ours.text_value("PREFIX") == "(qaohv)~&@%+"
    assert ours.chanmodes == ("beI", "k", "fHl", "CMNPRSTUWcimnrstuz")
    assert ours.max_history_page == SETTINGS.history_page
    assert ours.text_value("BOT") == "B"
    each = SETTINGS.list_items
    assert said["MAXLIST"] == f"b:{each},e:{each},I:{each}"  # each list holds so many, not all together
    assert ours.lobby_name == ""
    assert ours.retention_days == 0


def test_sts_is_announced_only_if_set() -> None:
    insisting = make_hub_settings(sts_seconds=86_400, sts_port=6697)
    assert sts_capability(make_hub_settings(), secure=True) == {}
    assert sts_capability(insisting, secure=True) == {"sts": "duration=86400"}
    assert sts_capability(insisting, secure=False) == {"sts": "port=6697"}
    assert "sts" not in advertised_capabilities(insisting)  # nobody asks for it


def test_time_for_which_messages_are_kept_is_announced() -> None:
    lines = isupport_lines(make_hub_settings(history_days=30))
    tokens = {name: value for line in lines for name, value in parse_tokens(("nick", *line, "are")).items() if value}
    assert ISupport(tokens).retention_days == 30
    assert ISupport().retention_days is None


def test_icon_is_announced() -> None:
    words = [word for line in isupport_lines(make_hub_settings(icon="https://chat.example/i.svg")) for word in line]
    assert "draft/ICON=https://chat.example/i.svg" in words
