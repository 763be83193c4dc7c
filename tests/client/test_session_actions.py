"""What a person does on a server: Events for the window, and lines for the server."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.events import EntryAdded, EntryReplaced, RoomChanged, RoomRemoved
from tests.client.session_harness import MODERN, SessionHarness


@pytest.fixture
def harness() -> SessionHarness:
    """Ann in #tea with Bob."""
    made = SessionHarness()
    made.connect(f"{MODERN} draft/message-redaction draft/read-marker")
    made.enter_room("#tea", "bob")
    made.sent.clear()
    made.events.clear()
    return made


def message(harness: SessionHarness, nick: str = "bob") -> Entry:
    harness.receive(f"@msgid=m1 :{nick}!u@h PRIVMSG #tea :tea?")
    return harness.entries("#tea")[-1]


def test_text_on_the_servers_page_is_refused(harness: SessionHarness) -> None:
    (event,) = harness.record(harness.session.send_text("", "hello", 5))
    assert isinstance(event, EntryAdded)
    assert event.entry.kind is EntryKind.ERROR
    assert harness.sent == []


def test_text_becomes_as_many_entries_as_were_counted(harness: SessionHarness) -> None:
    for text in ("one", "one\ntwo", "tea and toast " * 80, ""):
        events = harness.record(harness.session.send_text("#tea", text, 5))
        added = [event for event in events if isinstance(event, EntryAdded)]
        assert len(added) == harness.session.split_count("#tea", text)
    assert harness.session.split_count("#nowhere", "one") == 0


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.RECEIVED, DeliveryState.PENDING])
def test_only_failed_and_unsure_entries_are_retried(harness: SessionHarness, state: DeliveryState) -> None:
    entry = Entry(id=90, kind=EntryKind.MESSAGE, time=1, nick="ann", text="tea", own=True, state=state)
    assert harness.record(harness.session.retry_entry("#tea", entry, 5)) == []
    assert harness.sent == []


def test_failed_entry_is_retried(harness: SessionHarness) -> None:
    entry = Entry(id=90, kind=EntryKind.MESSAGE, time=1, nick="ann", text="tea", own=True, state=DeliveryState.FAILED)
    events = harness.record(harness.session.retry_entry("#tea", entry, 5))
    assert any(isinstance(event, EntryReplaced) and event.entry.state is DeliveryState.PENDING for event in events)
    assert harness.last_sent("PRIVMSG").params == ("#tea", "tea")


@pytest.mark.parametrize(("prefix", "moderator"), [("", False), ("+", False), ("@", True)])
def test_moderator_may_redact_messages_of_others(prefix: str, moderator: bool) -> None:
    harness = SessionHarness()
    harness.connect(f"{MODERN} draft/message-redaction")
    harness.enter_room("#tea", "bob")
    if prefix:
        harness.receive(f":bob!u@h MODE #tea +{'o' if prefix == '@' else 'v'} ann")
    entry = message(harness)
    assert harness.session.is_moderator("#tea") is moderator
    assert harness.session.can_delete("#tea", entry) is moderator
    harness.sent.clear()
    harness.record(harness.session.delete_entry("#tea", entry))
    assert harness.sent == (["REDACT #tea m1"] if moderator else [])


def test_reply_needs_a_message_with_a_msgid_in_an_open_room(harness: SessionHarness) -> None:
    entry = message(harness)
    assert harness.session.can_reply("#tea", entry)
    assert not harness.session.can_reply("#nowhere", entry)
    harness.receive(":bob!u@h JOIN #tea", ":bob!u@h PART #tea")
    assert not harness.session.can_reply("#tea", harness.entries("#tea")[-1])


def test_blocked_person_is_closed_listed_and_unblocked(harness: SessionHarness) -> None:
    harness.record(harness.session.open_direct_messages("Bob"))
    assert RoomRemoved("bob") in harness.record(harness.session.block("bob"))
    assert list(harness.session.blocked) == ["Bob"]
    assert harness.receive(":Bob!u@h PRIVMSG ann :hello?") == []
    harness.session.unblock("BOB")
    assert list(harness.session.blocked) == []
    assert any(isinstance(event, EntryAdded) for event in harness.receive(":Bob!u@h PRIVMSG ann :hello!"))


def test_channel_cannot_be_blocked(harness: SessionHarness) -> None:
    assert harness.record(harness.session.block("#tea")) == []
    assert list(harness.session.blocked) == []


def test_kick_without_a_reason_names_the_nick(harness: SessionHarness) -> None:
    harness.record(harness.session.kick_member("#tea", "bob"))
    assert harness.sent == ["KICK #tea bob :bob"]
    harness.record(harness.session.kick_member("", "bob"))
    assert len(harness.sent) == 1


def test_topic_is_sent_as_one_line(harness: SessionHarness) -> None:
    harness.record(harness.session.set_topic("#tea", "tea\nand toast"))
    harness.record(harness.session.set_topic("#tea", ""))
    assert harness.sent == ["TOPIC #tea :tea and toast", "TOPIC #tea :"]


def test_unusable_name_of_a_room_is_reported_on_the_servers_page(harness: SessionHarness) -> None:
    (event,) = harness.record(harness.session.join_channel("two words"))
    assert isinstance(event, EntryAdded)
    assert (event.room, event.entry.kind) == ("", EntryKind.ERROR)


def test_accepted_request_is_an_ordinary_room(harness: SessionHarness) -> None:
    harness.record(harness.session.open_direct_messages("bob"))
    harness.session.rooms["bob"].request = True
    assert harness.record(harness.session.accept("bob")) == [RoomChanged("bob")]
    assert not harness.session.rooms["bob"].request
