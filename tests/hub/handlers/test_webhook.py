"""WEBHOOK, as operators use it from any IRC client."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.messaging.webhook_posts import WebhookPost
from tests.hub.harness import NOW, SETTINGS, HubHarness, parse_lines


@pytest.fixture
def harness() -> HubHarness:
    return HubHarness(replace(SETTINGS, oper_name="root", oper_password="key", sts_port=6697))


@pytest.fixture
def ann(harness: HubHarness) -> Seat:
    ann = harness.register("ann", rooms=["#dev"])
    harness.exchange(ann, "OPER root key")
    return ann


def told(harness: HubHarness, seat: Seat, line: str) -> list[str]:
    return [message.params[-1] for message in parse_lines(harness.exchange(seat, line))]


def test_an_operator_makes_lists_and_deletes_webhooks(harness: HubHarness, ann: Seat) -> None:
    (_, made) = told(harness, ann, "WEBHOOK ADD #dev 5 https://example.org/ci.png :Build server")
    assert made.startswith("POST to https://desk.example:6697/hooks/")
    token = made.split()[2].rpartition("/")[2]
    harness.hub.receive_post(token, WebhookPost("done"), NOW)
    harness.take_outcome()
    harness.run_until_idle()
    assert told(harness, ann, "PING x")[0] == "done"
    (row,) = harness.hub.host.webhook_rows()
    assert (row.name, row.per_minute, row.picture) == ("Build server", 5, "https://example.org/ci.png")
    told(harness, ann, "webhook add #dev 7")
    assert told(harness, ann, "WEBHOOK LIST") == [
        "1: Build server posts to #dev, made by ann, 1 posts since the start",
        "2: 7 posts to #dev, made by ann, 0 posts since the start",
        "Webhooks: 2",
    ]
    assert told(harness, ann, "WEBHOOK DEL 1") == ["The webhook Build server is deleted."]
    assert told(harness, ann, "WEBHOOK LIST")[-1] == "Webhooks: 1"


def test_an_operator_lets_an_address_be_called(harness: HubHarness, ann: Seat) -> None:
    (made,) = told(harness, ann, "WEBHOOK CALL #dev https://example.org/hook deploy")
    assert made.startswith("The calls are signed with whsec_")
    assert [call.text for call in harness.send(ann, "PRIVMSG #dev :deploy it", "PRIVMSG #dev :x").calls] == [
        "deploy it"
    ]
    assert told(harness, ann, "WEBHOOK LIST") == [
        "1: https://example.org/hook is called for #dev, made by ann, 1 calls since the start",
        "Webhooks: 1",
    ]
    assert told(harness, ann, "WEBHOOK DEL 1") == ["The webhook deploy is deleted."]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("WEBHOOK CALL #dev http://203.0.113.9/", "INVALID_ADDRESS"),
        ("WEBHOOK CALL * https://example.org/", "INVALID_WORD"),
        ("WEBHOOK ADD #none CI", "NO_SUCH_CHANNEL"),
        ("WEBHOOK ADD #dev 601 CI", "INVALID_LIMIT"),
        ("WEBHOOK DEL 9", "NO_SUCH_WEBHOOK"),
        ("WEBHOOK DEL x", "NO_SUCH_WEBHOOK"),
        ("WEBHOOK EAT", "UNKNOWN_SUBCOMMAND"),
    ],
)
def test_what_cannot_be_is_answered_by_fail(harness: HubHarness, ann: Seat, line: str, code: str) -> None:
    (message,) = parse_lines(harness.exchange(ann, line))
    assert (message.command, message.params[:2]) == ("FAIL", ("WEBHOOK", code))


def test_too_few_parameters_and_people_who_are_no_operators(harness: HubHarness, ann: Seat) -> None:
    assert [message.command for message in parse_lines(harness.exchange(ann, "WEBHOOK ADD #dev"))] == ["461"]
    bob = harness.register("bob", rooms=["#dev"])
    for line in ("WEBHOOK ADD #dev CI", "WEBHOOK LIST", "WEBHOOK DEL 1"):
        assert [message.command for message in parse_lines(harness.exchange(bob, line))] == ["481"]


def test_whois_knows_the_author_of_posts_and_the_picture(harness: HubHarness, ann: Seat) -> None:
    told(harness, ann, "WEBHOOK ADD #dev 5 https://example.org/ci.png :Build server")
    bob = harness.register("bob", "draft/metadata-2 batch")
    answer = parse_lines(harness.exchange(bob, "WHOIS build_server/bot"))
    assert [message.command for message in answer] == ["311", "312", "335", "760", "318"]
    assert answer[0].params[1:] == ("Build_server/bot", "webhook", "desk.example", "*", "Build server")
    assert answer[3].params[-1] == "https://example.org/ci.png"
    assert not any("#dev" in " ".join(message.params) for message in answer)
    for name in ("other/bot", "build_server"):
        assert parse_lines(harness.exchange(bob, f"WHOIS {name}"))[0].command == "401"
