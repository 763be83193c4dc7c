"""Edits and redactions, own and of others, line by line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.events import EntryCorrected, EntryDeleted, HistoryLoaded
from desktop_chat.client.reactions import reactions_of
from desktop_chat.irc.message import parse_line
from tests.client.session_harness import MODERN, SessionHarness

CAPABLE = f"{MODERN} desktop-chat/edit draft/message-redaction"
NOON = "2026-05-01T12:00:00.000Z"
LATER = "2026-05-01T12:00:07.000Z"


def ready(capabilities: str = CAPABLE, said: str = "teh tea") -> tuple[SessionHarness, Entry]:
    """Return a Session with a confirmed own message."""
    harness = SessionHarness()
    harness.connect(capabilities, ":s 005 ann PREFIX=(ov)@+ :are")
    harness.enter_room("#tea", "bob")
    harness.record(harness.session.send_text("#tea", said, 1000))
    label = harness.last_sent("PRIVMSG").tags.get("label", "")
    harness.receive(f"@label={label};msgid=m1;time={NOON} :ann!u@h PRIVMSG #tea :{said}")
    return harness, harness.entries("#tea")[-1]


def correct(harness: SessionHarness, entry: Entry, text: str = "the tea") -> str:
    """Edit the entry. Return the label of the edit."""
    harness.record(harness.session.edit_entry("#tea", entry, text, 2000))
    return harness.last_sent("PRIVMSG").tags.get("label", "")


def test_edit_is_shown_at_once_and_confirmed() -> None:
    harness, entry = ready()
    label = correct(harness, entry)
    sent = harness.last_sent("PRIVMSG")
    assert (sent.params, sent.tags["+desktop-chat/edit"]) == (("#tea", "the tea"), "m1")
    now = harness.entries("#tea")[-1]
    assert (now.text, now.state, now.is_edit_pending) == ("the tea", DeliveryState.PENDING, True)
    harness.receive(f"@label={label};msgid=m2;time={LATER};+desktop-chat/edit=m1 :ann!u@h PRIVMSG #tea :the tea")
    now = harness.entries("#tea")[-1]
    assert (now.text, now.state, now.is_edit_pending, now.edited_at) == ("the tea", DeliveryState.SENT, False, LATER)
    assert (now.id, now.msgid, now.time) == (entry.id, "m1", entry.time)


def test_refused_edit_restores_the_text() -> None:
    harness, entry = ready()
    label = correct(harness, entry)
    harness.receive(f"@label={label} FAIL PRIVMSG EDIT_WINDOW_EXPIRED #tea m1 60 :This message is too old to be edited")
    own, told = harness.entries("#tea")
    assert replace(own, resend=entry.resend) == entry
    assert (told.kind, told.text) == (EntryKind.ERROR, "This message is too old to be edited")


def test_cut_does_not_lose_an_edit() -> None:
    harness, entry = ready()
    correct(harness, entry)
    harness.record(harness.session.note_closed("cut", 2001))
    harness.connect(CAPABLE)
    harness.receive(":ann!u@h JOIN #tea")
    again = harness.last_sent("PRIVMSG")
    assert again.tags["+desktop-chat/edit"] == "m1"
    assert harness.entries("#tea")[-1].state is DeliveryState.PENDING
    harness.receive(
        f"@label={again.tags['label']};msgid=m2;time={LATER};+desktop-chat/edit=m1 :ann!u@h PRIVMSG #tea :x"
    )
    assert (harness.entries("#tea")[-1].text, harness.entries("#tea")[-1].state) == ("x", DeliveryState.SENT)


def test_restart_continues_a_pending_edit() -> None:
    harness, entry = ready()
    correct(harness, entry)
    kept = harness.entries("#tea")[-1]
    anew = SessionHarness()
    anew.record(anew.session.restore_rooms([("#tea", True)], {}, {}, [("#tea", kept)]))
    anew.connect(MODERN)  # to a server that knows nothing of it
    anew.receive(":ann!u@h JOIN #tea")
    assert (anew.entries("#tea")[-1].text, anew.entries("#tea")[-1].state) == ("teh tea", DeliveryState.SENT)
    assert not [line for line in anew.sent if "PRIVMSG" in line]


def test_edited_action_stays_an_action() -> None:
    harness, _ = ready()
    harness.record(harness.session.run_command("#tea", "/me puors", 1500))
    label = harness.last_sent("PRIVMSG").tags["label"]
    harness.receive(f"@label={label};msgid=m5;time={NOON} :ann!u@h PRIVMSG #tea :\x01ACTION puors\x01")
    correct(harness, harness.entries("#tea")[-1], "pours")
    assert harness.last_sent("PRIVMSG").params[1] == "\x01ACTION pours\x01"


def test_edit_without_a_change_is_not_sent() -> None:
    harness, entry = ready()
    sent = len(harness.sent)
    harness.record(harness.session.edit_entry("#tea", entry, "teh tea", 2000))
    assert len(harness.sent) == sent


def test_edit_over_one_message_is_refused() -> None:
    harness, entry = ready()
    harness.record(harness.session.edit_entry("#tea", entry, "tea " * 200, 2000))
    own, told = harness.entries("#tea")
    assert own == entry
    assert told.kind is EntryKind.ERROR


@pytest.mark.parametrize("missing", ["desktop-chat/edit", "echo-message", "labeled-response"])
def test_edit_needs_the_capabilities(missing: str) -> None:
    harness, entry = ready(CAPABLE.replace(f"{missing} ", "").replace(f" {missing}", ""))
    said = Entry(entry.id, EntryKind.MESSAGE, 1, "ann", "teh tea", "m1", own=True, state=DeliveryState.SENT)
    assert not harness.session.can_edit("#tea", said)
    assert harness.session.edit_entry("#tea", said, "the tea", 2000) == []


def test_only_own_delivered_messages_can_be_edited() -> None:
    harness, entry = ready()
    assert harness.session.can_edit("#tea", entry)
    assert not harness.session.can_edit("#coffee", entry)
    for other in (
        Entry(9, EntryKind.MESSAGE, 1, "bob", "hi", "m9"),
        Entry(9, EntryKind.MESSAGE, 1, "ann", "hi", "m9", own=True, state=DeliveryState.PENDING),
        Entry(9, EntryKind.MESSAGE, 1, "ann", "hi", "", own=True, state=DeliveryState.SENT),
        Entry(9, EntryKind.DELETED, 1, "ann", "", "m9", own=True, state=DeliveryState.SENT),
    ):
        assert not harness.session.can_edit("#tea", other)
    harness.record(harness.session.note_closed("cut", 2001))
    assert not harness.session.can_edit("#tea", entry)


# What others do


def test_edits_and_redactions_of_others_are_reported() -> None:
    harness, _ = ready()
    events = harness.receive(
        f"@msgid=m8;time={NOON} :bob!b@h PRIVMSG #tea :hy",
        f"@msgid=m9;time={LATER};+desktop-chat/edit=m8 :bob!b@h PRIVMSG #tea :hi",
        f"@msgid=m10;time={LATER} :bob!b@h REDACT #tea m8 :sorry",
    )
    assert events[1:] == [EntryCorrected("#tea", "m8", "hi", LATER), EntryDeleted("#tea", "m8")]


def test_edit_tag_counts_only_with_the_capability() -> None:
    harness, _ = ready(MODERN)
    harness.receive(f"@msgid=m9;time={LATER};+desktop-chat/edit=m1 :bob!b@h PRIVMSG #tea :I am a fool")
    assert [entry.text for entry in harness.entries("#tea")] == ["teh tea", "I am a fool"]


def test_redaction_in_direct_messages_is_found() -> None:
    harness, _ = ready()
    harness.receive(f"@msgid=d1;time={NOON} :bob!b@h PRIVMSG ann :psst")
    assert harness.receive(":bob!b@h REDACT ann d1") == [EntryDeleted("bob", "d1")]
    assert harness.receive(":ann!u@h REDACT bob d2") == [EntryDeleted("bob", "d2")]
    assert harness.receive(":cid!u@h REDACT ann d2") == []


def test_author_and_moderator_may_redact() -> None:
    harness, entry = ready()
    other = Entry(9, EntryKind.MESSAGE, 1, "bob", "hi", "m9")
    assert harness.session.can_delete("#tea", entry)
    assert not harness.session.can_delete("#tea", other)
    harness.receive(":s MODE #tea +v ann")
    assert not harness.session.can_delete("#tea", other)
    harness.receive(":s MODE #tea +o ann")
    assert harness.session.can_delete("#tea", other)
    harness.record(harness.session.delete_entry("#tea", other))
    assert harness.sent[-1] == "REDACT #tea m9"


def test_refused_redaction_is_shown() -> None:
    harness, entry = ready()
    harness.record(harness.session.delete_entry("#tea", entry))
    harness.receive(":s FAIL REDACT REDACT_WINDOW_EXPIRED #tea m1 60 :This message is too old to be deleted")
    assert harness.entries("#tea")[-1].text == "This message is too old to be deleted"


def test_redaction_wins_over_a_pending_edit() -> None:
    harness, entry = ready()
    label = correct(harness, entry)
    assert EntryDeleted("#tea", "m1") in harness.receive(":bob!b@h REDACT #tea m1")
    before = len(harness.events)
    harness.receive(f"@label={label} FAIL PRIVMSG UNKNOWN_MSGID #tea m1 :No such message here")
    assert [event.entry.kind for event in harness.events[before:] if hasattr(event, "entry")] == [EntryKind.ERROR]


@pytest.mark.parametrize("confirmed", [True, False], ids=["confirmed", "refused"])
def test_reaction_outlives_a_pending_edit(confirmed: bool) -> None:
    harness, entry = ready()
    label = correct(harness, entry)
    harness.receive(f"@time={LATER};+draft/react=👍;+draft/reply=m1 :bob!b@h TAGMSG #tea")
    echo = f"@label={label};msgid=m2;time={LATER};+desktop-chat/edit=m1 :ann!u@h PRIVMSG #tea :the tea"
    harness.receive(echo if confirmed else f"@label={label} FAIL PRIVMSG UNKNOWN_MSGID #tea m1 :No such message here")
    now = harness.entries("#tea")[0]
    assert (now.text, now.is_edit_pending) == ("the tea" if confirmed else "teh tea", False)
    assert [(one.text, one.nicks) for one in reactions_of(now)] == [("👍", ("bob",))]


def test_history_reports_edits_and_redactions() -> None:
    harness, _ = ready()
    harness.receive(":s BATCH +b chathistory #tea", ":s BATCH -b")
    harness.record(harness.session.request_older("#tea", 5))
    events = harness.receive(
        ":s BATCH +b chathistory #tea",
        f"@batch=b;msgid=a1;desktop-chat/edited={LATER};time={NOON} :bob!b@h PRIVMSG #tea :now",
        f"@batch=b;msgid=a2;+desktop-chat/edit=a1;time={LATER} :bob!b@h PRIVMSG #tea :now",
        f"@batch=b;msgid=a3;time={LATER} :bob!b@h REDACT #tea a0",
        ":s BATCH -b",
    )
    page = next(event for event in events if isinstance(event, HistoryLoaded))
    assert [(entry.msgid, entry.text, entry.edited_at) for entry in page.entries] == [("a1", "now", LATER)]
    assert events[events.index(page) + 1 :] == [EntryCorrected("#tea", "a1", "now", LATER), EntryDeleted("#tea", "a0")]


def test_time_of_edit_is_kept_with_the_entry() -> None:
    harness, _ = ready()
    harness.receive(f"@msgid=a1;desktop-chat/edited={LATER};time={NOON} :bob!b@h PRIVMSG #tea :now")
    assert harness.entries("#tea")[-1].edited_at == LATER
    assert parse_line("@desktop-chat/edited=x PING").tags == {"desktop-chat/edited": "x"}
