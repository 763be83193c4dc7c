"""Texts of several lines: one message with multiline, else a message for each line."""

from __future__ import annotations

from desktop_chat.client.entry import DeliveryState, EntryKind
from desktop_chat.client.events import HistoryLoaded
from tests.client.session_harness import MODERN, SessionHarness

SEVERAL = f"{MODERN} draft/multiline"
OFFERED = f"{MODERN} draft/multiline=max-bytes=4096,max-lines=4"
NOON = "2026-05-01T12:00:00.000Z"


def ready(capabilities: str = OFFERED) -> SessionHarness:
    harness = SessionHarness()
    harness.record(harness.session.note_opened(1))
    harness.receive(
        f":s CAP * LS :{capabilities}", f":s CAP * ACK :{SEVERAL if 'multiline' in capabilities else MODERN}"
    )
    harness.receive(":s 001 ann :Hi", ":s 005 ann CASEMAPPING=ascii CHANTYPES=# LINELEN=512 :are", ":s 422 ann :none")
    harness.enter_room()
    harness.sent.clear()
    return harness


def said(harness: SessionHarness) -> list[tuple[str, DeliveryState]]:
    return [(entry.text, entry.state) for entry in harness.entries("#tea")]


def test_multiline_message_is_sent_and_echoed_as_one() -> None:
    harness = ready()
    harness.record(harness.session.send_text("#tea", "def tea():\n\n    pour()", 1000))
    opening, *lines, closing = harness.sent
    tag, _, rest = opening.partition(" ")
    reference = rest.split()[1].removeprefix("+")
    assert rest == f"BATCH +{reference} draft/multiline #tea"
    assert "label=own-" in tag
    assert "desktop-chat/id=" in tag
    assert lines == [
        f"@batch={reference} PRIVMSG #tea :def tea():",
        f"@batch={reference} PRIVMSG #tea :",
        f"@batch={reference} PRIVMSG #tea :    pour()",
    ]
    assert closing == f"BATCH -{reference}"
    label = tag.partition("label=")[2].partition(";")[0]
    harness.receive(
        f"@label={label};msgid=m1;time={NOON} :ann!u@h BATCH +7 draft/multiline #tea",
        "@batch=7 :ann!u@h PRIVMSG #tea :def tea():",
        "@batch=7 :ann!u@h PRIVMSG #tea :",
        "@batch=7 :ann!u@h PRIVMSG #tea :    pour()",
        ":s BATCH -7",
    )
    assert said(harness) == [("def tea():\n\n    pour()", DeliveryState.SENT)]
    assert harness.entries("#tea")[0].msgid == "m1"


def test_long_line_is_continued() -> None:
    harness = ready()
    words = "tea and toast " * 60
    harness.record(harness.session.send_text("#tea", words.strip(), 1000))
    assert len(said(harness)) == 1
    inner = [line for line in harness.sent if "PRIVMSG" in line]
    assert len(inner) > 1
    assert all("draft/multiline-concat" in line for line in inner[1:])
    assert "".join(line.partition("#tea :")[2] for line in inner) == words.strip()
    assert all(len(f":ann!u@h {line.partition(' ')[2]}") <= 510 for line in inner)


def test_text_over_the_limit_becomes_several_messages() -> None:
    harness = ready()
    assert harness.session.split_count("#tea", "a\nb\nc\nd\ne") == 2
    harness.record(harness.session.send_text("#tea", "a\nb\nc\nd\ne", 1000))
    assert said(harness) == [("a\nb\nc\nd", DeliveryState.PENDING), ("e", DeliveryState.PENDING)]
    assert sum("BATCH +" in line for line in harness.sent) == 1


def test_without_multiline_each_line_is_a_message() -> None:
    harness = ready(MODERN)
    assert harness.session.split_count("#tea", "a\n\nb") == 2
    harness.record(harness.session.send_text("#tea", "a\n\nb", 1000))
    assert said(harness) == [("a", DeliveryState.PENDING), ("b", DeliveryState.PENDING)]
    assert not [line for line in harness.sent if "BATCH" in line]


def test_multiline_entry_is_split_for_a_server_without_multiline() -> None:
    """The text was written for a server with multiline and is sent to a server without."""
    harness = ready()
    harness.record(harness.session.note_closed("cut", 1000))
    harness.record(harness.session.send_text("#tea", "a\nb", 1001))
    assert said(harness) == [("a\nb", DeliveryState.PENDING)]
    harness.connect(MODERN)
    harness.receive(":ann!u@h JOIN #tea")
    assert said(harness) == [("a", DeliveryState.PENDING), ("b", DeliveryState.PENDING)]
    assert [line.rpartition(" ")[2] for line in harness.sent if "PRIVMSG" in line] == [":a", ":b"]


def test_multiline_entry_perhaps_sent_becomes_unsure() -> None:
    """The message was sent, the link broke, and the new server would not recognise a double."""
    harness = ready()
    harness.record(harness.session.send_text("#tea", "a\nb", 1000))
    harness.record(harness.session.note_closed("cut", 1001))
    harness.connect(MODERN)
    harness.receive(":ann!u@h JOIN #tea")
    assert said(harness) == [("a\nb", DeliveryState.UNSURE)]
    harness.sent.clear()
    harness.record(harness.session.retry_entry("#tea", harness.entries("#tea")[0], 1002))
    assert said(harness) == [("a", DeliveryState.PENDING), ("b", DeliveryState.PENDING)]
    assert [line.rpartition(" ")[2] for line in harness.sent] == [":a", ":b"]


def test_action_has_one_line() -> None:
    harness = ready()
    harness.record(harness.session.send_text("#tea", "pours\nmore", 1000, kind=EntryKind.ACTION))
    assert [text for text, _ in said(harness)] == ["pours", "more"]


def test_multiline_messages_of_others_are_one_entry() -> None:
    harness = ready()
    harness.receive(
        f"@msgid=m1;time={NOON} :bob!b@h BATCH +7 draft/multiline #tea",
        "@batch=7 :bob!b@h PRIVMSG #tea :one",
        "@batch=7;draft/multiline-concat :bob!b@h PRIVMSG #tea :, and a half",
        "@batch=7 :bob!b@h PRIVMSG #tea :two",
        ":s BATCH -7",
    )
    (heard,) = harness.entries("#tea")
    assert (heard.text, heard.msgid, heard.nick) == ("one, and a half\ntwo", "m1", "bob")
    events = harness.receive(
        ":s BATCH +h chathistory #tea",
        f"@batch=h;msgid=m0;time={NOON} :bob!b@h BATCH +8 draft/multiline #tea",
        "@batch=8 :bob!b@h PRIVMSG #tea :zero",
        "@batch=8 :bob!b@h PRIVMSG #tea :nought",
        ":s BATCH -8",
        f"@batch=h;msgid=m2;time={NOON} :bob!b@h PRIVMSG #tea :alone",
        ":s BATCH -h",
    )
    page = next(event for event in events if isinstance(event, HistoryLoaded))
    assert [(entry.msgid, entry.text) for entry in page.entries] == [("m0", "zero\nnought"), ("m2", "alone")]


def test_empty_batch_is_ignored() -> None:
    harness = ready()
    harness.receive(
        ":bob!b@h BATCH +7 draft/multiline #tea", ":s BATCH -7", ":s BATCH +9 draft/multiline", ":s BATCH -9"
    )
    assert harness.entries("#tea") == []


def test_code_has_no_fences_where_each_line_is_a_message() -> None:
    harness = ready(MODERN)
    harness.record(harness.session.send_text("#tea", "see\n```py\n\x11x = 1\x11\n\n\x11y\x11\n```", 1000))
    assert [text for text, _ in said(harness)] == ["see", "\x11x = 1\x11", "\x11y\x11"]
