"""Own words that are corrected and taken back, and those of others: line by line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.events import EntryCorrected, EntryDeleted, HistoryLoaded
from desktop_chat.irc.message import parse_line
from tests.client.script import MODERN, Script

CAPABLE = f"{MODERN} desktop-chat/edit draft/message-redaction"
NOON = "2026-05-01T12:00:00.000Z"
LATER = "2026-05-01T12:00:07.000Z"


def ready(capabilities: str = CAPABLE, said: str = "teh tea") -> tuple[Script, Entry]:
    """Ann has said something, and the server has confirmed it."""
    script = Script()
    script.connect(capabilities, ":s 005 ann PREFIX=(ov)@+ :are")
    script.enter("#tea", "bob")
    script.do(script.session.send_text("#tea", said, 1000))
    label = script.last_sent("PRIVMSG").tags.get("label", "")
    script.hear(f"@label={label};msgid=m1;time={NOON} :ann!u@h PRIVMSG #tea :{said}")
    return script, script.entries("#tea")[-1]


def correct(script: Script, entry: Entry, text: str = "the tea") -> str:
    """The label under which the correction goes out."""
    script.do(script.session.edit_entry("#tea", entry, text, 2000))
    return script.last_sent("PRIVMSG").tags.get("label", "")


def test_a_correction_stands_there_at_once_and_is_confirmed() -> None:
    script, entry = ready()
    label = correct(script, entry)
    sent = script.last_sent("PRIVMSG")
    assert (sent.params, sent.tags["+desktop-chat/edit"]) == (("#tea", "the tea"), "m1")
    now = script.entries("#tea")[-1]
    assert (now.text, now.state, now.is_edit_pending) == ("the tea", DeliveryState.PENDING, True)
    script.hear(f"@label={label};msgid=m2;time={LATER};+desktop-chat/edit=m1 :ann!u@h PRIVMSG #tea :the tea")
    now = script.entries("#tea")[-1]
    assert (now.text, now.state, now.is_edit_pending, now.edited_at) == ("the tea", DeliveryState.SENT, False, LATER)
    assert (now.id, now.msgid, now.time) == (entry.id, "m1", entry.time)


def test_a_refused_correction_gives_the_words_back() -> None:
    script, entry = ready()
    label = correct(script, entry)
    script.hear(f"@label={label} FAIL PRIVMSG EDIT_WINDOW_EXPIRED #tea m1 60 :This message is too old to be corrected")
    own, told = script.entries("#tea")
    assert replace(own, resend=entry.resend) == entry
    assert (told.kind, told.text) == (EntryKind.ERROR, "This message is too old to be corrected")


def test_a_cut_does_not_lose_a_correction() -> None:
    script, entry = ready()
    correct(script, entry)
    script.do(script.session.note_closed("cut", 2001))
    script.connect(CAPABLE)
    script.hear(":ann!u@h JOIN #tea")
    again = script.last_sent("PRIVMSG")
    assert again.tags["+desktop-chat/edit"] == "m1"
    assert script.entries("#tea")[-1].state is DeliveryState.PENDING
    script.hear(f"@label={again.tags['label']};msgid=m2;time={LATER};+desktop-chat/edit=m1 :ann!u@h PRIVMSG #tea :x")
    assert (script.entries("#tea")[-1].text, script.entries("#tea")[-1].state) == ("x", DeliveryState.SENT)


def test_a_new_program_goes_on_with_a_correction() -> None:
    script, entry = ready()
    correct(script, entry)
    kept = script.entries("#tea")[-1]
    anew = Script()
    anew.do(anew.session.restore_rooms([("#tea", True)], {}, {}, [("#tea", kept)]))
    anew.connect(MODERN)  # to a server that knows nothing of it
    anew.hear(":ann!u@h JOIN #tea")
    assert (anew.entries("#tea")[-1].text, anew.entries("#tea")[-1].state) == ("teh tea", DeliveryState.SENT)
    assert not [line for line in anew.sent if "PRIVMSG" in line]


def test_the_correction_of_an_action_is_one() -> None:
    script, _ = ready()
    script.do(script.session.run_command("#tea", "/me puors", 1500))
    label = script.last_sent("PRIVMSG").tags["label"]
    script.hear(f"@label={label};msgid=m5;time={NOON} :ann!u@h PRIVMSG #tea :\x01ACTION puors\x01")
    correct(script, script.entries("#tea")[-1], "pours")
    assert script.last_sent("PRIVMSG").params[1] == "\x01ACTION pours\x01"


def test_nothing_changed_is_not_sent() -> None:
    script, entry = ready()
    sent = len(script.sent)
    script.do(script.session.edit_entry("#tea", entry, "teh tea", 2000))
    assert len(script.sent) == sent


def test_what_is_too_long_is_refused_here() -> None:
    script, entry = ready()
    script.do(script.session.edit_entry("#tea", entry, "tea " * 200, 2000))
    own, told = script.entries("#tea")
    assert own == entry
    assert told.kind is EntryKind.ERROR


@pytest.mark.parametrize("missing", ["desktop-chat/edit", "echo-message", "labeled-response"])
def test_without_the_capabilities_nothing_is_corrected(missing: str) -> None:
    script, entry = ready(CAPABLE.replace(f"{missing} ", "").replace(f" {missing}", ""))
    said = Entry(entry.id, EntryKind.MESSAGE, 1, "ann", "teh tea", "m1", own=True, state=DeliveryState.SENT)
    assert not script.session.can_edit("#tea", said)
    assert script.session.edit_entry("#tea", said, "the tea", 2000) == []


def test_only_own_words_that_are_known_can_be_corrected() -> None:
    script, entry = ready()
    assert script.session.can_edit("#tea", entry)
    assert not script.session.can_edit("#coffee", entry)
    for other in (
        Entry(9, EntryKind.MESSAGE, 1, "bob", "hi", "m9"),
        Entry(9, EntryKind.MESSAGE, 1, "ann", "hi", "m9", own=True, state=DeliveryState.PENDING),
        Entry(9, EntryKind.MESSAGE, 1, "ann", "hi", "", own=True, state=DeliveryState.SENT),
        Entry(9, EntryKind.DELETED, 1, "ann", "", "m9", own=True, state=DeliveryState.SENT),
    ):
        assert not script.session.can_edit("#tea", other)
    script.do(script.session.note_closed("cut", 2001))
    assert not script.session.can_edit("#tea", entry)


# What others do


def test_others_correct_and_take_back() -> None:
    script, _ = ready()
    events = script.hear(
        f"@msgid=m8;time={NOON} :bob!b@h PRIVMSG #tea :hy",
        f"@msgid=m9;time={LATER};+desktop-chat/edit=m8 :bob!b@h PRIVMSG #tea :hi",
        f"@msgid=m10;time={LATER} :bob!b@h REDACT #tea m8 :sorry",
    )
    assert events[1:] == [EntryCorrected("#tea", "m8", "hi", LATER), EntryDeleted("#tea", "m8")]


def test_a_tag_that_no_server_checks_means_nothing() -> None:
    script, _ = ready(MODERN)
    script.hear(f"@msgid=m9;time={LATER};+desktop-chat/edit=m1 :bob!b@h PRIVMSG #tea :I am a fool")
    assert [entry.text for entry in script.entries("#tea")] == ["teh tea", "I am a fool"]


def test_direct_messages_are_taken_back_where_they_stand() -> None:
    script, _ = ready()
    script.hear(f"@msgid=d1;time={NOON} :bob!b@h PRIVMSG ann :psst")
    assert script.hear(":bob!b@h REDACT ann d1") == [EntryDeleted("bob", "d1")]
    assert script.hear(":ann!u@h REDACT bob d2") == [EntryDeleted("bob", "d2")]
    assert script.hear(":cid!u@h REDACT ann d2") == []


def test_who_may_take_back_what() -> None:
    script, entry = ready()
    other = Entry(9, EntryKind.MESSAGE, 1, "bob", "hi", "m9")
    assert script.session.can_delete("#tea", entry)
    assert not script.session.can_delete("#tea", other)
    script.hear(":s MODE #tea +v ann")
    assert not script.session.can_delete("#tea", other)
    script.hear(":s MODE #tea +o ann")
    assert script.session.can_delete("#tea", other)
    script.do(script.session.delete_entry("#tea", other))
    assert script.sent[-1] == "REDACT #tea m9"


def test_a_refusal_to_take_back_is_told() -> None:
    script, entry = ready()
    script.do(script.session.delete_entry("#tea", entry))
    script.hear(":s FAIL REDACT REDACT_WINDOW_EXPIRED #tea m1 60 :This message is too old for that")
    assert script.entries("#tea")[-1].text == "This message is too old for that"


def test_what_was_taken_back_while_a_correction_was_under_way_stays_gone() -> None:
    script, entry = ready()
    label = correct(script, entry)
    assert EntryDeleted("#tea", "m1") in script.hear(":bob!b@h REDACT #tea m1")
    before = len(script.events)
    script.hear(f"@label={label} FAIL PRIVMSG UNKNOWN_MSGID #tea m1 :There is no such message here")
    assert [event.entry.kind for event in script.events[before:] if hasattr(event, "entry")] == [EntryKind.ERROR]


def test_history_tells_what_became_of_things() -> None:
    script, _ = ready()
    script.hear(":s BATCH +b chathistory #tea", ":s BATCH -b")
    script.do(script.session.request_older("#tea", 5))
    events = script.hear(
        ":s BATCH +b chathistory #tea",
        f"@batch=b;msgid=a1;desktop-chat/edited={LATER};time={NOON} :bob!b@h PRIVMSG #tea :now",
        f"@batch=b;msgid=a2;+desktop-chat/edit=a1;time={LATER} :bob!b@h PRIVMSG #tea :now",
        f"@batch=b;msgid=a3;time={LATER} :bob!b@h REDACT #tea a0",
        ":s BATCH -b",
    )
    page = next(event for event in events if isinstance(event, HistoryLoaded))
    assert [(entry.msgid, entry.text, entry.edited_at) for entry in page.entries] == [("a1", "now", LATER)]
    assert events[events.index(page) + 1 :] == [EntryCorrected("#tea", "a1", "now", LATER), EntryDeleted("#tea", "a0")]


def test_a_mark_of_correction_is_kept_with_the_words() -> None:
    script, _ = ready()
    script.hear(f"@msgid=a1;desktop-chat/edited={LATER};time={NOON} :bob!b@h PRIVMSG #tea :now")
    assert script.entries("#tea")[-1].edited_at == LATER
    assert parse_line("@desktop-chat/edited=x PING").tags == {"desktop-chat/edited": "x"}
