"""A post of a webhook is a message of its room: live, in the history, for modern and old clients."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.messaging.webhook_posts import MOST_MESSAGES, WebhookPost
from desktop_chat.hub.reply import Refusal
from desktop_chat.irc.message import Message
from desktop_chat.storage.records import Entry
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.harness import MODERN_CAPS, NOW, HubHarness, parse_lines

PICTURE = "https://example.org/ci.png"


@pytest.fixture
def harness() -> HubHarness:
    return HubHarness()


def make(harness: HubHarness, room: str = "#dev", *, picture: str = "", per_minute: int = 0) -> str:
    path = harness.hub.host.add_webhook(NOW, room=room, name="Build server", picture=picture, per_minute=per_minute)
    harness.take_outcome()
    return path.rpartition("/")[2]


def heard(harness: HubHarness, seat: Seat) -> list[Message]:
    """What came but the mode +P of the first webhook of a room."""
    return [message for message in parse_lines(harness.read_lines(seat)) if message.command != "MODE"]


def post(harness: HubHarness, token: str, text: str, name: str = "", picture: str = "") -> None:
    harness.hub.receive_post(token, WebhookPost(text, name, picture), harness.now)
    harness.take_outcome()
    harness.run_until_idle()


def test_a_post_reaches_all_members_and_is_kept(harness: HubHarness) -> None:
    ann = harness.register("ann", MODERN_CAPS, rooms=["#dev"])
    old = harness.register("old", rooms=["#dev"])
    harness.read_lines(ann)
    token = make(harness, picture=PICTURE)
    post(harness, token, "It works")
    (modern,) = heard(harness, ann)
    assert (modern.source, modern.params) == ("Build_server/bot!webhook@desk.example", ("#dev", "It works"))
    assert modern.tags["bot"] == ""
    assert modern.tags["desktop-chat/picture"] == PICTURE
    assert {"msgid", "time"} <= modern.tags.keys()
    (plain,) = heard(harness, old)
    assert (plain.source, plain.params, plain.tags) == (modern.source, modern.params, {})
    (entry,) = [change for change in harness.changes if isinstance(change, Entry) and change.command == "PRIVMSG"]
    assert (entry.text, entry.identity, entry.account) == ("It works", "webhook:1", "")
    assert harness.hub.said_total == 1
    assert harness.hub.host.webhook_rows()[0].count == 1


def test_a_post_may_have_a_name_and_a_picture_of_its_own(harness: HubHarness) -> None:
    ann = harness.register("ann", MODERN_CAPS, rooms=["#dev"])
    token = make(harness, picture=PICTURE)
    post(harness, token, "one", name="Ann", picture="https://example.org/ann.png")
    post(harness, token, "two", picture="javascript:alert(1)")
    one, two = heard(harness, ann)
    assert one.nick == "Ann/bot", "nobody takes it for the person"
    assert one.tags["desktop-chat/picture"] == "https://example.org/ann.png"
    assert (two.nick, two.tags["desktop-chat/picture"]) == ("Build_server/bot", PICTURE)


def test_several_lines_are_one_message(harness: HubHarness) -> None:
    ann = harness.register("ann", f"{MODERN_CAPS} draft/multiline", rooms=["#dev"])
    old = harness.register("old", rooms=["#dev"])
    harness.read_lines(ann)
    post(harness, make(harness), "first\n\nlast")
    commands = [message.command for message in heard(harness, ann)]
    assert commands == ["BATCH", "PRIVMSG", "PRIVMSG", "PRIVMSG", "BATCH"]
    assert [message.params[-1] for message in heard(harness, old)] == ["first", "last"]


def test_a_long_post_is_cut_and_its_end_left_out(harness: HubHarness) -> None:
    ann = harness.register("ann", f"{MODERN_CAPS} draft/multiline", rooms=["#dev"])
    post(harness, make(harness), "я" * 200_000)
    lines = heard(harness, ann)
    assert sum(line.command == "BATCH" for line in lines) == 2 * MOST_MESSAGES
    entries = [change for change in harness.changes if isinstance(change, Entry) and change.command == "PRIVMSG"]
    assert len(entries) == MOST_MESSAGES
    limit = harness.hub.settings.multiline_bytes
    assert all(limit // 2 < len(entry.text.encode()) <= limit for entry in entries)


@pytest.mark.parametrize("mode", ["c", "S"])
def test_rooms_without_formatting_get_none(harness: HubHarness, mode: str) -> None:
    ann = harness.register("ann", rooms=["#dev"])
    harness.exchange(ann, f"MODE #dev +{mode}")
    post(harness, make(harness), "\x02bold\x02 words")
    assert heard(harness, ann)[-1].params[-1] == "bold words"


def test_posts_above_the_limit_are_refused_for_a_minute(harness: HubHarness) -> None:
    harness.register("ann", rooms=["#dev"])
    token = make(harness, per_minute=2)
    post(harness, token, "one")
    post(harness, token, "two")
    with pytest.raises(Refusal, match="2 times a minute"):
        post(harness, token, "three")
    for _ in range(60):
        harness.hub.advance_second(harness.now)
    post(harness, token, "four")


def test_an_unknown_token_is_refused(harness: HubHarness) -> None:
    with pytest.raises(Refusal, match="NO_SUCH_WEBHOOK"):
        post(harness, "guess", "hello")


def test_nothing_is_posted_while_nothing_can_be_kept(harness: HubHarness) -> None:
    harness.register("ann", rooms=["#dev"])
    token = make(harness)
    harness.hub.store_error = "The disk is full."
    with pytest.raises(Refusal, match="The disk is full"):
        harness.hub.receive_post(token, WebhookPost("hello"), NOW)


def test_a_webhook_follows_its_room_to_another_name_and_over_a_restart(tmp_path: Path) -> None:
    store = SqlStore.open(tmp_path / "chat.db", now=NOW)
    harness = HubHarness(store=store)
    ann = harness.register("ann", f"{MODERN_CAPS} draft/channel-rename", rooms=["#dev"])
    harness.exchange(ann, "RENAME #dev #team")
    token = harness.hub.host.add_webhook(NOW, room="#team", name="CI", picture="", per_minute=5).rpartition("/")[2]
    gone = harness.hub.host.add_webhook(NOW, room="#team", name="Old", picture="", per_minute=5).rpartition("/")[2]
    harness.take_outcome()
    harness.hub.host.delete_webhook(2, NOW)
    harness.hub.host.add_outgoing_webhook(NOW, room="#team", name="Bot", address="https://example.org", word="do")
    harness.take_outcome()
    store.close()
    store = SqlStore.open(tmp_path / "chat.db", now=NOW)
    again = HubHarness(store=store)
    assert [(row.id, row.url, row.word) for row in again.hub.host.webhook_rows()] == [
        (1, "", ""),
        (3, "https://example.org", "do"),
    ]
    bob = again.register("bob", rooms=["#team"])
    post(again, token, "back")
    assert heard(again, bob)[-1].params == ("#team", "back")
    with pytest.raises(Refusal):
        post(again, gone, "back")
    assert token.encode() not in (tmp_path / "chat.db").read_bytes()
    store.close()
