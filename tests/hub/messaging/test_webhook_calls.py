"""Outgoing webhooks are told what is said in their room, or what begins with their word, and nothing else."""

from __future__ import annotations

import pytest

from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.messaging.webhook_posts import WebhookPost
from desktop_chat.hub.moderation.webhook_actions import ANY_ROOM
from desktop_chat.irc.privmsg_runs import PrivmsgRun, RunStream
from tests.hub.harness import NOW, HubHarness

ADDRESS = "https://example.org/hook"


@pytest.fixture
def harness() -> HubHarness:
    return HubHarness()


@pytest.fixture
def ann(harness: HubHarness) -> Seat:
    return harness.register("ann", "message-tags draft/multiline batch draft/edit", rooms=["#dev", "#tea"])


def make(harness: HubHarness, room: str = "#dev", word: str = "") -> None:
    harness.hub.host.add_outgoing_webhook(NOW, room=room, name="", address=ADDRESS, word=word)
    harness.take_outcome()


def told(harness: HubHarness, seat: Seat, *lines: str) -> list[tuple[str, str, str]]:
    return [(call.room, call.text, call.word) for call in harness.send(seat, *lines).calls]


def test_messages_of_the_room_are_told(harness: HubHarness, ann: Seat) -> None:
    make(harness)
    outcome = harness.send(ann, "PRIVMSG #dev :one", "PRIVMSG #tea :other room", "PRIVMSG #dev :\x02two\x02")
    assert [(call.room, call.nick, call.text) for call in outcome.calls] == [
        ("#dev", "ann", "one"),
        ("#dev", "ann", "two"),
    ]
    call = outcome.calls[0]
    assert (call.address, call.webhook, call.word) == (ADDRESS, 1, "")
    assert call.secret.startswith("whsec_")
    assert harness.hub.host.webhook_rows()[0].count == 2


def test_only_messages_that_begin_with_the_word(harness: HubHarness, ann: Seat) -> None:
    make(harness, word="Deploy")
    lines = ["deploy now", "DEPLOY: now", "redeploy", "please deploy", "deploy", " "]
    sent = [f"PRIVMSG #dev :{line}" for line in lines]
    assert [text for _, text, _ in told(harness, ann, *sent)] == ["deploy now", "DEPLOY: now", "deploy"]


def test_a_word_is_heard_in_all_rooms_but_those_that_are_closed(harness: HubHarness, ann: Seat) -> None:
    make(harness, ANY_ROOM, "deploy")
    harness.exchange(ann, "MODE #tea +s")
    assert told(harness, ann, "PRIVMSG #dev :deploy", "PRIVMSG #tea :deploy", "PRIVMSG ann :deploy") == [
        ("#dev", "deploy", "deploy")
    ]
    make(harness, "#tea")
    assert told(harness, ann, "PRIVMSG #tea :deploy") == [("#tea", "deploy", "")]


def test_notices_tags_edits_and_posts_of_webhooks_are_not_told(harness: HubHarness, ann: Seat) -> None:
    make(harness)
    path = harness.hub.host.add_webhook(NOW, room="#dev", name="CI", picture="", per_minute=5)
    harness.take_outcome()
    harness.hub.receive_post(path.rpartition("/")[2], WebhookPost("built"), NOW)
    harness.hub.receive_answer(1, "#dev", WebhookPost("answered"), NOW)
    outcome = harness.take_outcome()
    assert outcome.changes
    assert outcome.calls == ()
    assert told(harness, ann, "NOTICE #dev :x", "@+typing=active TAGMSG #dev", "TOPIC #dev :x") == []


def test_plain_messages_in_bulk_are_told_each(harness: HubHarness, ann: Seat) -> None:
    make(harness, word="deploy")
    (run,) = RunStream().feed(b"PRIVMSG #dev :deploy\r\n" * 20)
    assert isinstance(run, PrivmsgRun)
    assert harness.hub.receive_bulk(ann, run, NOW)
    calls = harness.take_outcome().calls
    assert len({call.msgid for call in calls}) == 20


def test_an_answer_to_a_webhook_that_is_gone_is_not_said(harness: HubHarness, ann: Seat) -> None:
    make(harness)
    harness.hub.host.delete_webhook(1, NOW)
    harness.take_outcome()
    harness.hub.receive_answer(1, "#dev", WebhookPost("late"), NOW)
    assert harness.take_outcome().changes == ()
    assert told(harness, ann, "PRIVMSG #dev :x") == []
