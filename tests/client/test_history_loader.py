"""Gaps, older pages, and playback that was not asked for."""

from __future__ import annotations

import pytest

from desktop_chat.client.events import Event, GapChanged, HistoryLoaded
from desktop_chat.irc.message import parse_line
from desktop_chat.irc.server_time import format_time
from tests.client.session_harness import MODERN, SessionHarness


def test_long_gap_is_filled_page_by_page() -> None:
    harness = SessionHarness()
    harness.record(harness.session.restore_rooms([("#tea", True)], {"#tea": ("m0", 5)}, {"#tea": ("m0", 5)}, []))
    harness.connect(MODERN, ":s 005 ann CHATHISTORY=2 :are")
    harness.receive(":ann!u@h JOIN #tea")

    def page(*ids: str) -> list[Event]:
        lines = [f"@batch=b;msgid={i};time={format_time(10 * int(i[1:]))} :bob!u@h PRIVMSG #tea {i}" for i in ids]
        return harness.receive(":s BATCH +b chathistory #tea", *lines, ":s BATCH -b")

    assert GapChanged("#tea", ("m0", 5)) in harness.events
    event, gap = page("m1", "m2")
    assert isinstance(event, HistoryLoaded)
    assert not event.complete
    assert gap == GapChanged("#tea", ("m2", 20))
    assert harness.last_sent("CHATHISTORY").params == ("AFTER", "#tea", "msgid=m2", "2")
    harness.receive(f"@msgid=m9;time={format_time(90)} :bob!u@h PRIVMSG #tea live")
    event, gap = page("m3")
    assert isinstance(event, HistoryLoaded)
    assert event.complete
    assert gap == GapChanged("#tea", None)
    assert [entry.text for entry in event.entries] == ["m3"]


def test_scrolling_up_asks_for_older_pages_until_the_first() -> None:
    harness = SessionHarness()
    harness.connect(MODERN, ":s 005 ann CHATHISTORY=2 :are")
    harness.enter_room()
    harness.receive(
        ":s BATCH +b chathistory #tea",
        f"@batch=b;msgid=m1;time={format_time(10)} :bob!u@h PRIVMSG #tea one",
        f"@batch=b;msgid=m2;time={format_time(20)} :bob!u@h PRIVMSG #tea two",
        ":s BATCH -b",
    )
    harness.record(harness.session.request_older("#tea", 5))
    assert harness.last_sent("CHATHISTORY").params == ("BEFORE", "#tea", "msgid=m1", "2")
    asked = len(harness.sent)
    harness.record(harness.session.request_older("#tea", 5))
    assert len(harness.sent) == asked
    events = harness.receive(":s BATCH +c chathistory #tea", ":s BATCH -c")
    assert events == [HistoryLoaded("#tea", (), older=True, complete=True, at=1000)]
    harness.record(harness.session.request_older("#tea", 5))
    assert len(harness.sent) == asked


def test_unknown_anchor_falls_back_to_the_latest_page() -> None:
    harness = SessionHarness()
    harness.record(harness.session.restore_rooms([("#tea", True)], {"#tea": ("gone", 5)}, {}, []))
    harness.connect(MODERN)
    harness.receive(":ann!u@h JOIN #tea", ":s FAIL CHATHISTORY INVALID_PARAMS AFTER #tea :no such message")
    assert harness.last_sent("CHATHISTORY").params[2] == f"timestamp={format_time(4)}"
    harness.receive(":s FAIL CHATHISTORY INVALID_PARAMS AFTER #tea :no such time")
    assert harness.last_sent("CHATHISTORY").params[:3] == ("LATEST", "#tea", "*")


def test_playback_without_ids_is_history() -> None:
    harness = SessionHarness()
    harness.connect("server-time")
    harness.enter_room()
    harness.now = 100_000
    harness.receive(":bob!b@h PRIVMSG #tea :new")
    (event,) = harness.receive(f"@time={format_time(10)} :bob!b@h PRIVMSG #tea :old")
    assert isinstance(event, HistoryLoaded)


def test_first_page_lost_in_a_cut_is_requested_again() -> None:
    harness = SessionHarness()
    harness.connect(MODERN, ":s 005 ann CHATHISTORY=2 :are")
    harness.record(harness.session.join_channel("#tea"))
    harness.receive(":ann!u@h JOIN #tea", f"@msgid=m5;time={format_time(50)} :bob!u@h PRIVMSG #tea live")
    assert harness.last_sent("CHATHISTORY").params[0] == "LATEST"
    harness.record(harness.session.note_closed("cut", 60))
    harness.connect(MODERN, ":s 005 ann CHATHISTORY=2 :are")
    harness.receive(":ann!u@h JOIN #tea")
    assert harness.last_sent("CHATHISTORY").params == ("AFTER", "#tea", "msgid=m5", "2")
    harness.receive(":s BATCH +b chathistory #tea", ":s BATCH -b")
    assert harness.last_sent("CHATHISTORY").params == ("BEFORE", "#tea", "msgid=m5", "2")
    asked = len(harness.sent)
    (event,) = harness.receive(
        ":s BATCH +c chathistory #tea",
        f"@batch=c;msgid=m4;time={format_time(40)} :bob!u@h PRIVMSG #tea earlier",
        ":s BATCH -c",
    )
    assert isinstance(event, HistoryLoaded)
    assert event.older
    assert [entry.text for entry in event.entries] == ["earlier"]
    assert len(harness.sent) == asked


# Servers that know less, or say less


def soju(harness: SessionHarness, *known: str) -> None:
    """Connect to a soju, which finds points by time only and names no room in refusals. `known`: restored rooms."""
    harness.record(
        harness.session.restore_rooms([(room, True) for room in known], dict.fromkeys(known, ("m1", 5000)), {}, [])
    )
    harness.connect(MODERN, ":s 005 ann CHATHISTORY=1000 MSGREFTYPES=timestamp :are")


def asked(harness: SessionHarness) -> list[tuple[str, ...]]:
    return [message.params for line in harness.sent if (message := parse_line(line)).command == "CHATHISTORY"]


def test_server_without_msgid_references_is_asked_by_time() -> None:
    harness = SessionHarness()
    soju(harness, "#tea")
    harness.receive(":ann!u@h JOIN #tea")
    assert harness.last_sent("CHATHISTORY").params == ("AFTER", "#tea", f"timestamp={format_time(4999)}", "200")
    (event, _) = harness.receive(
        ":s BATCH +b chathistory #tea",
        f"@batch=b;msgid=m1;time={format_time(5000)} :bob!u@h PRIVMSG #tea known",
        f"@batch=b;msgid=m2;time={format_time(6000)} :bob!u@h PRIVMSG #tea :while you were away",
        ":s BATCH -b",
    )
    assert isinstance(event, HistoryLoaded)
    assert [entry.text for entry in event.entries] == ["known", "while you were away"]
    harness.record(harness.session.request_older("#tea", 7))
    assert harness.last_sent("CHATHISTORY").params[0] == "BEFORE"
    assert harness.last_sent("CHATHISTORY").params[2].startswith("timestamp=")


def test_refusal_that_names_a_parameter_settles_its_request() -> None:
    """Of two requests under way the refusal means the request with this point."""
    harness = SessionHarness()
    harness.record(
        harness.session.restore_rooms([("#a", True), ("#b", True)], {"#a": ("ma", 5), "#b": ("mb", 7)}, {}, [])
    )
    harness.connect(MODERN)
    harness.receive(":ann!u@h JOIN #a", ":ann!u@h JOIN #b")
    harness.receive(":s FAIL CHATHISTORY INVALID_PARAMS AFTER msgid=mb :Invalid first bound")
    assert asked(harness)[-1][:3] == ("AFTER", "#b", f"timestamp={format_time(6)}")
    harness.receive(":s FAIL CHATHISTORY INVALID_PARAMS AFTER msgid=ma :Invalid first bound")
    assert asked(harness)[-1][:3] == ("AFTER", "#a", f"timestamp={format_time(4)}")


@pytest.mark.parametrize("context", ["", "AFTER ", "200 "])
def test_refusal_that_names_nothing_settles_the_oldest_request(context: str) -> None:
    harness = SessionHarness()
    harness.record(
        harness.session.restore_rooms([("#a", True), ("#b", True)], {"#a": ("ma", 5), "#b": ("mb", 7)}, {}, [])
    )
    harness.connect(MODERN, ":s 005 ann MSGREFTYPES=timestamp :are")
    harness.receive(":ann!u@h JOIN #a", ":ann!u@h JOIN #b")
    harness.receive(f":s FAIL CHATHISTORY MESSAGE_ERROR {context}:Messages could not be retrieved")
    assert asked(harness)[-1][:3] == ("LATEST", "#a", "*")


def test_refusal_of_targets_settles_no_room() -> None:
    harness = SessionHarness()
    soju(harness, "#tea")
    harness.receive(":ann!u@h JOIN #tea")
    count = len(asked(harness))
    harness.receive(":s FAIL CHATHISTORY MESSAGE_ERROR TARGETS :Failed to retrieve targets")
    assert len(asked(harness)) == count


def test_server_that_rejects_chathistory_is_asked_no_more() -> None:
    harness = SessionHarness()
    soju(harness, "#tea")
    harness.receive(":ann!u@h JOIN #tea")
    count = len(asked(harness))
    events = harness.receive(":s 421 ann CHATHISTORY :Chat history disabled")
    assert HistoryLoaded("#tea", (), older=False, complete=False, at=1000) in events
    harness.record(harness.session.fill_gap("#tea", 10))
    harness.enter_room("#cake")
    assert len(asked(harness)) == count


def test_request_that_is_never_answered_is_given_up_after_a_minute() -> None:
    harness = SessionHarness()
    soju(harness, "#tea")
    harness.receive(":ann!u@h JOIN #tea")
    harness.now += 59_000
    assert harness.receive(":bob!b@h AWAY") == []
    harness.now += 2_000
    assert HistoryLoaded("#tea", (), older=False, complete=False, at=62_000) in harness.receive(":bob!b@h AWAY")
    count = len(asked(harness))
    harness.record(harness.session.fill_gap("#tea", harness.now))
    assert len(asked(harness)) == count + 1
    harness.record(harness.session.fill_gap("#tea", harness.now + 61_000))  # however quiet the server is
    assert len(asked(harness)) == count + 2


def test_request_that_waits_to_be_sent_is_not_given_up() -> None:
    harness = SessionHarness()
    soju(harness, "#tea")
    harness.session.receive_messages([parse_line(":ann!u@h JOIN #tea")], harness.now)
    harness.now += 90_000
    assert not any(
        isinstance(event, HistoryLoaded)
        for event in harness.session.receive_messages([parse_line("PING x")], harness.now)
    )
    harness.receive(":bob!b@h AWAY")
    assert len([params for params in asked(harness) if params[0] == "AFTER"]) == 1


def test_entering_a_room_again_asks_again() -> None:
    harness = SessionHarness()
    soju(harness, "#tea")
    harness.receive(":ann!u@h JOIN #tea")
    count = len(asked(harness))
    harness.receive(":op!o@h KICK #tea ann :out", ":ann!u@h JOIN #tea")
    assert len(asked(harness)) == count + 1
