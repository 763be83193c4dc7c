"""Own words: each is sent, refused, or asked about; never twice, never nowhere."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.events import HistoryLoaded
from desktop_chat.irc.message import Message, encode_message, parse_line
from desktop_chat.irc.server_time import format_time
from tests.client.session_harness import MODERN, SessionHarness

NO_RESEND = MODERN.replace("desktop-chat/resend ", "")


def states(harness: SessionHarness, room: str = "#tea") -> list[DeliveryState]:
    return [entry.state for entry in harness.entries(room) if entry.own]


def unsure() -> SessionHarness:
    """Return a Session with a message that was perhaps sent to a server without resend."""
    harness = SessionHarness()
    harness.connect(NO_RESEND)
    harness.enter_room()
    harness.receive(f"@msgid=m1;time={format_time(500)} :bob!b@h PRIVMSG #tea hi")
    harness.record(harness.session.send_text("#tea", "hello", 1000))
    harness.record(harness.session.note_closed("cut", 1001))
    harness.connect(NO_RESEND)
    harness.receive(":ann!u@h JOIN #tea")
    assert states(harness) == [DeliveryState.UNSURE]
    return harness


def test_message_in_the_history_was_sent() -> None:
    harness = unsure()
    events = harness.receive(
        ":s BATCH +b chathistory #tea",
        f"@batch=b;msgid=m2;time={format_time(990)} :ann!u@h PRIVMSG #tea hello",
        f"@batch=b;msgid=m3;time={format_time(1500)} :bob!b@h PRIVMSG #tea well",
        ":s BATCH -b",
    )
    own = next(entry for entry in harness.entries("#tea") if entry.own)
    assert (own.state, own.msgid) == (DeliveryState.SENT, "m2")
    (page,) = (event for event in events if isinstance(event, HistoryLoaded))
    assert [entry.msgid for entry in page.entries] == ["m3"]


def test_message_missing_in_the_history_stays_unsure() -> None:
    harness = unsure()
    harness.receive(
        ":s BATCH +b chathistory #tea",
        f"@batch=b;msgid=m3;time={format_time(1500)} :bob!b@h PRIVMSG #tea hello",
        ":s BATCH -b",
    )
    assert states(harness) == [DeliveryState.UNSURE]


def test_old_own_message_confirms_nothing() -> None:
    harness = unsure()
    harness.receive(":s BATCH +b chathistory #tea", ":s BATCH -b")
    harness.record(harness.session.request_older("#tea", 5))
    harness.receive(
        ":s BATCH +b chathistory #tea",
        f"@batch=b;msgid=m0;time={format_time(100)} :ann!u@h PRIVMSG #tea hello",
        ":s BATCH -b",
    )
    assert states(harness) == [DeliveryState.UNSURE]


def test_reply_carries_the_msgid() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room()
    harness.receive("@msgid=q1 :bob!b@h PRIVMSG #tea tea?", "@msgid=q2;+reply=q1 :cid!c@h PRIVMSG #tea yes")
    asked, yes = harness.entries("#tea")
    assert harness.session.can_reply("#tea", asked)
    assert (asked.reply_to_msgid, yes.reply_to_msgid) == ("", "q1")
    harness.record(harness.session.send_text("#tea", "green\nor black?", 5, answers="q1"))
    assert [message.tags.get("+draft/reply") for message in map(parse_line, harness.sent[-2:])] == ["q1", None]
    own = harness.entries("#tea")[-2]
    assert own.reply_to_msgid == "q1"
    harness.receive(
        f"@label={parse_line(harness.sent[-2]).tags['label']};msgid=q3;+draft/reply=q1 :ann!u@h PRIVMSG #tea green"
    )
    assert (harness.entries("#tea")[-2].reply_to_msgid, harness.entries("#tea")[-2].state) == ("q1", DeliveryState.SENT)


def test_reply_without_tags_is_a_plain_message() -> None:
    harness = SessionHarness()
    harness.connect()
    harness.enter_room()
    assert not harness.session.can_reply("#tea", Entry(9, EntryKind.MESSAGE, 1, "bob", "tea?", "q1"))
    harness.record(harness.session.send_text("#tea", "green", 5, answers="q1"))
    assert "PRIVMSG #tea :green" in harness.sent


def test_copy_of_our_text_confirms_nothing() -> None:
    """Another client of ours sends the same text; only the label marks our echo."""
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room()
    harness.record(harness.session.send_text("#tea", "ha", 5))
    harness.receive("@msgid=x :ann!u@h PRIVMSG #tea ha")
    assert states(harness) == [DeliveryState.PENDING, DeliveryState.SENT]


def test_message_to_a_room_that_we_left_fails_at_once() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room()
    harness.receive(":bob!b@h KICK #tea ann :out")
    harness.record(harness.session.send_text("#tea", "hello?", 5))
    assert states(harness) == [DeliveryState.FAILED]
    assert harness.entries("#tea")[-1].kind is EntryKind.ERROR


def test_message_waits_until_the_room_is_entered() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.record(harness.session.join_channel("#tea"))
    harness.record(harness.session.send_text("#tea", "hello", 5))
    assert states(harness) == [DeliveryState.PENDING]
    harness.receive(":ann!u@h JOIN #tea")
    assert harness.last_sent("PRIVMSG").params == ("#tea", "hello")


@pytest.mark.parametrize("nick", ["ann", "Александра_Константинопольская"])
def test_text_fits_after_our_source(nick: str) -> None:
    harness = SessionHarness(nick)
    harness.connect(MODERN, nick=nick)
    prefix = f"{nick}!user@a-rather-long-hostname.of-some.provider.example"
    harness.record(harness.session.join_channel("#tea"))
    harness.receive(f":{prefix} JOIN #tea")
    text = "слово " * 400
    harness.record(harness.session.send_text("#tea", text.strip(), 5))
    said = [parse_line(line) for line in harness.sent if "PRIVMSG" in line]
    assert " ".join(message.params[1] for message in said) == text.strip()
    assert all(len(encode_message(Message("PRIVMSG", message.params, prefix))) <= 512 for message in said)
    harness.record(harness.session.run_command("#tea", f"/me {'waves ' * 200}", 6))
    acted = [parse_line(line) for line in harness.sent if "ACTION" in line]
    assert all(len(encode_message(Message("PRIVMSG", message.params, prefix))) <= 512 for message in acted)
    assert all(message.params[1].startswith("\x01ACTION ") for message in acted)


def test_message_stands_below_its_original_with_any_clock() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room()
    harness.receive(f"@msgid=m1;time={format_time(9_000_000)} :bob!b@h PRIVMSG #tea hi")
    harness.record(harness.session.send_text("#tea", "hello", 5))
    assert next(entry for entry in harness.entries("#tea") if entry.own).time == 9_000_000


def test_times_follow_the_servers_clock() -> None:
    harness = SessionHarness()
    harness.now = 1000
    harness.record(harness.session.note_opened(1000))
    harness.receive(f"@time={format_time(61_000)} :s 001 ann :hi", ":s 422 ann :none")
    harness.enter_room()
    harness.record(harness.session.send_text("#tea", "hello", 2000))
    assert next(entry for entry in harness.entries("#tea") if entry.own).time == 62_000


def test_half_a_surrogate_pair_is_replaced() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room()
    harness.record(harness.session.send_text("#tea", "half \ud83d", 5))
    assert harness.last_sent("PRIVMSG").params == ("#tea", "half ?")
    for line in ("/me \ud83d", "/topic \ud83d", "/join \ud83d", "/query \ud83d", "/nick \ud83d", "/msg \ud83d x"):
        harness.record(harness.session.run_command("#tea", line, 5))


def test_unsure_entry_is_retried_as_a_resend() -> None:
    harness = unsure()
    entry = next(entry for entry in harness.entries("#tea") if entry.own)
    harness.record(harness.session.note_closed("cut", 5))
    harness.connect(MODERN)
    harness.receive(":ann!u@h JOIN #tea")
    harness.record(harness.session.retry_entry("#tea", entry, 6))
    sent = harness.last_sent("PRIVMSG")
    assert sent.tags["desktop-chat/id"] == entry.resend
    assert "desktop-chat/resend" in sent.tags
