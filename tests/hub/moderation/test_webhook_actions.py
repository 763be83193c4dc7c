"""Webhooks are made, listed and deleted; what cannot be is refused with a sentence."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

import pytest

from desktop_chat.hub.messaging.webhook_posts import WebhookPost
from desktop_chat.hub.moderation.webhook_actions import ANY_ROOM, MOST_PER_MINUTE, PER_MINUTE, is_call_address
from desktop_chat.hub.records import webhooks
from desktop_chat.hub.reply import Refusal
from tests.hub.harness import NOW, HubHarness, parse_lines


@pytest.fixture
def harness() -> HubHarness:
    harness = HubHarness()
    harness.register("ann", rooms=["#dev"])
    return harness


def make(harness: HubHarness, room: str = "#dev", name: str = "CI", picture: str = "", per_minute: int = 0) -> str:
    return harness.hub.host.add_webhook(NOW, room=room, name=name, picture=picture, per_minute=per_minute)


def test_each_webhook_gets_an_address_of_its_own(harness: HubHarness) -> None:
    paths = [make(harness, name=name) for name in ("CI", " Build\tserver ", "CI")]
    assert len(set(paths)) == 3
    assert all(path.startswith("/hooks/") and len(path) == len("/hooks/") + 24 for path in paths)
    rows = harness.hub.host.webhook_rows()
    assert [(row.id, row.name, row.room, row.per_minute, row.by) for row in rows] == [
        (1, "CI", "#dev", PER_MINUTE, "the host"),
        (2, "Buildserver", "#dev", PER_MINUTE, "the host"),
        (3, "CI", "#dev", PER_MINUTE, "the host"),
    ]
    assert not any(path.rpartition("/")[2] in repr(rows) for path in paths)


def test_a_deleted_webhook_is_gone(harness: HubHarness) -> None:
    token = make(harness).rpartition("/")[2]
    harness.hub.require_webhook(token)
    harness.hub.host.delete_webhook(1, NOW)
    assert harness.hub.host.webhook_rows() == ()
    with pytest.raises(Refusal, match="NO_SUCH_WEBHOOK"):
        harness.hub.require_webhook(token)
    with pytest.raises(Refusal, match="NO_SUCH_WEBHOOK"):
        harness.hub.host.delete_webhook(1, NOW)


def test_a_room_with_a_webhook_stays_when_the_last_person_leaves(harness: HubHarness) -> None:
    ann = harness.register("anna", rooms=["#tea"])
    token = make(harness, "#tea").rpartition("/")[2]
    harness.take_outcome()
    harness.run_until_idle()
    assert parse_lines(harness.read_lines(ann))[-1].params == ("#tea", "+P")
    make(harness, "#tea")
    harness.hub.detach_seat(ann, "bye", NOW)
    harness.hub.receive_post(token, WebhookPost("Is anybody here?"), NOW)
    harness.take_outcome()
    harness.hub.detach_seat(harness.register("bob", rooms=["#tea"]), "bye", NOW)
    assert harness.hub.host.webhook_rows()[0].count == 1
    assert [row.room for row in harness.hub.host.webhook_rows()] == ["#tea", "#tea"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"room": "#none"}, "NO_SUCH_CHANNEL"),
        ({"room": ""}, "NO_SUCH_CHANNEL"),
        ({"name": " "}, "INVALID_NAME"),
        ({"picture": "http://example.org/a.png"}, "INVALID_PICTURE"),
        ({"picture": "https://example.org/" + "a" * 500}, "INVALID_PICTURE"),
        ({"picture": "https://example.org/a\nb"}, "INVALID_PICTURE"),
        ({"per_minute": MOST_PER_MINUTE + 1}, "INVALID_LIMIT"),
        ({"per_minute": -1}, "INVALID_LIMIT"),
    ],
)
def test_what_cannot_be_is_refused(harness: HubHarness, arguments: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        harness.hub.host.add_webhook(NOW, **{"room": "#dev", "name": "CI", "picture": "", "per_minute": 0, **arguments})
    assert harness.hub.host.webhook_rows() == ()


def test_their_number_is_limited(harness: HubHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_chat.hub.moderation.webhook_actions.MOST", 2)
    make(harness)
    make(harness)
    with pytest.raises(Refusal, match="TOO_MANY"):
        make(harness)
    assert webhooks.MOST > 2


def test_nothing_is_made_or_deleted_while_nothing_can_be_kept(harness: HubHarness) -> None:
    make(harness)
    harness.hub.store_error = "The disk is full."
    with pytest.raises(Refusal, match="TEMPORARILY_UNAVAILABLE"):
        make(harness)
    with pytest.raises(Refusal, match="TEMPORARILY_UNAVAILABLE"):
        harness.hub.host.delete_webhook(1, NOW)
    assert len(harness.hub.host.webhook_rows()) == 1


def test_an_address_that_is_called_has_a_secret_of_its_own(harness: HubHarness) -> None:
    secrets = [
        harness.hub.host.add_outgoing_webhook(
            NOW, room=room, name=name, address=f"https://h{name}.example/x", word="deploy"
        )
        for room, name in (("#dev", "Bot"), (ANY_ROOM, ""))
    ]
    assert len(set(secrets)) == 2
    assert all(len(b64decode(secret.removeprefix("whsec_"))) == 32 for secret in secrets)
    rows = harness.hub.host.webhook_rows()
    assert [(row.room, row.name, row.url, row.word) for row in rows] == [
        ("#dev", "Bot", "https://hBot.example/x", "deploy"),
        ("*", "deploy", "https://h.example/x", "deploy"),
    ]
    assert not any(secret in repr(rows) for secret in secrets)
    harness.hub.host.delete_webhook(2, NOW)
    assert len(harness.hub.host.webhook_rows()) == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"room": "#none"}, "NO_SUCH_CHANNEL"),
        ({"room": ANY_ROOM}, "INVALID_WORD"),
        ({"word": "two words"}, "INVALID_WORD"),
        ({"address": "http://203.0.113.9/x"}, "INVALID_ADDRESS"),
        ({"address": "ftp://example.org/x"}, "INVALID_ADDRESS"),
        ({"address": "https://"}, "INVALID_ADDRESS"),
        ({"address": "nowhere", "name": ""}, "INVALID_ADDRESS"),
        ({"address": "https://[broken/"}, "INVALID_ADDRESS"),
        ({"address": "https://example.org/" + "x" * 1000}, "INVALID_ADDRESS"),
        ({"address": "https://exa mple.org/"}, "INVALID_ADDRESS"),
    ],
)
def test_addresses_that_cannot_be_called_are_refused(harness: HubHarness, arguments: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        harness.hub.host.add_outgoing_webhook(
            NOW, **{"room": "#dev", "name": "Bot", "address": "https://example.org", "word": "", **arguments}
        )


@pytest.mark.parametrize(
    ("address", "name"),
    [("https://bot.example/x", "bot.example"), ("http://10.0.0.5/x", "webhook"), ("https://[2001:db8::1]/", "webhook")],
)
def test_without_a_name_and_a_word_the_host_is_the_author(harness: HubHarness, address: str, name: str) -> None:
    harness.hub.host.add_outgoing_webhook(NOW, room="#dev", name="", address=address, word="")
    assert harness.hub.host.webhook_rows()[0].name == name


@pytest.mark.parametrize(
    "address", ["http://10.0.0.5:8080/x", "http://printer/x", "https://203.0.113.9/", "http://[::1]/"]
)
def test_addresses_of_this_network_need_no_encryption(address: str) -> None:
    assert is_call_address(address)
