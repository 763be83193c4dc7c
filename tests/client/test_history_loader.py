"""Gaps that are filled, pages that are read upwards, and what a server plays back by itself."""

from __future__ import annotations

import pytest

from desktop_chat.client.events import Event, GapChanged, HistoryLoaded
from desktop_chat.irc.message import parse_line
from desktop_chat.irc.server_time import format_time
from tests.client.script import MODERN, Script


def test_a_long_gap_is_filled_page_by_page() -> None:
    script = Script()
    script.do(script.session.restore_rooms([("#tea", True)], {"#tea": ("m0", 5)}, {"#tea": ("m0", 5)}, []))
    script.connect(MODERN, ":s 005 ann CHATHISTORY=2 :are")
    script.hear(":ann!u@h JOIN #tea")

    def page(*ids: str) -> list[Event]:
        lines = [f"@batch=b;msgid={i};time={format_time(10 * int(i[1:]))} :bob!u@h PRIVMSG #tea {i}" for i in ids]
        return script.hear(":s BATCH +b chathistory #tea", *lines, ":s BATCH -b")

    assert GapChanged("#tea", ("m0", 5)) in script.events
    event, gap = page("m1", "m2")
    assert isinstance(event, HistoryLoaded)
    assert not event.complete
    assert gap == GapChanged("#tea", ("m2", 20))
    assert script.last_sent("CHATHISTORY").params == ("AFTER", "#tea", "msgid=m2", "2")
    script.hear(f"@msgid=m9;time={format_time(90)} :bob!u@h PRIVMSG #tea live")
    event, gap = page("m3")
    assert isinstance(event, HistoryLoaded)
    assert event.complete
    assert gap == GapChanged("#tea", None)
    assert [entry.text for entry in event.entries] == ["m3"]


def test_scrolling_up_asks_for_the_page_before_until_there_is_none() -> None:
    script = Script()
    script.connect(MODERN, ":s 005 ann CHATHISTORY=2 :are")
    script.enter()
    script.hear(
        ":s BATCH +b chathistory #tea",
        f"@batch=b;msgid=m1;time={format_time(10)} :bob!u@h PRIVMSG #tea one",
        f"@batch=b;msgid=m2;time={format_time(20)} :bob!u@h PRIVMSG #tea two",
        ":s BATCH -b",
    )
    script.do(script.session.request_older("#tea", 5))
    assert script.last_sent("CHATHISTORY").params == ("BEFORE", "#tea", "msgid=m1", "2")
    asked = len(script.sent)
    script.do(script.session.request_older("#tea", 5))
    assert len(script.sent) == asked
    events = script.hear(":s BATCH +c chathistory #tea", ":s BATCH -c")
    assert events == [HistoryLoaded("#tea", (), older=True, complete=True, at=1000)]
    script.do(script.session.request_older("#tea", 5))
    assert len(script.sent) == asked


def test_an_anchor_that_the_server_does_not_know_falls_back_to_the_latest() -> None:
    script = Script()
    script.do(script.session.restore_rooms([("#tea", True)], {"#tea": ("gone", 5)}, {}, []))
    script.connect(MODERN)
    script.hear(":ann!u@h JOIN #tea", ":s FAIL CHATHISTORY INVALID_PARAMS AFTER #tea :no such message")
    assert script.last_sent("CHATHISTORY").params[2] == f"timestamp={format_time(4)}"
    script.hear(":s FAIL CHATHISTORY INVALID_PARAMS AFTER #tea :no such time")
    assert script.last_sent("CHATHISTORY").params[:3] == ("LATEST", "#tea", "*")


def test_a_playback_without_ids_is_history() -> None:
    script = Script()
    script.connect("server-time")
    script.enter()
    script.now = 100_000
    script.hear(":bob!b@h PRIVMSG #tea :new")
    (event,) = script.hear(f"@time={format_time(10)} :bob!b@h PRIVMSG #tea :old")
    assert isinstance(event, HistoryLoaded)


def test_a_first_page_that_a_cut_has_swallowed_is_asked_for_again() -> None:
    script = Script()
    script.connect(MODERN, ":s 005 ann CHATHISTORY=2 :are")
    script.do(script.session.join_channel("#tea"))
    script.hear(":ann!u@h JOIN #tea", f"@msgid=m5;time={format_time(50)} :bob!u@h PRIVMSG #tea live")
    assert script.last_sent("CHATHISTORY").params[0] == "LATEST"
    script.do(script.session.note_closed("cut", 60))
    script.connect(MODERN, ":s 005 ann CHATHISTORY=2 :are")
    script.hear(":ann!u@h JOIN #tea")
    assert script.last_sent("CHATHISTORY").params == ("AFTER", "#tea", "msgid=m5", "2")
    script.hear(":s BATCH +b chathistory #tea", ":s BATCH -b")
    assert script.last_sent("CHATHISTORY").params == ("BEFORE", "#tea", "msgid=m5", "2")
    asked = len(script.sent)
    (event,) = script.hear(
        ":s BATCH +c chathistory #tea",
        f"@batch=c;msgid=m4;time={format_time(40)} :bob!u@h PRIVMSG #tea earlier",
        ":s BATCH -c",
    )
    assert isinstance(event, HistoryLoaded)
    assert event.older
    assert [entry.text for entry in event.entries] == ["earlier"]
    assert len(script.sent) == asked


# Servers that know less, or say less


def soju(script: Script, *known: str) -> None:
    """As it answers: places by time only, and a refusal names the subcommand and the place, not the room."""
    script.do(
        script.session.restore_rooms([(room, True) for room in known], dict.fromkeys(known, ("m1", 5000)), {}, [])
    )
    script.connect(MODERN, ":s 005 ann CHATHISTORY=1000 MSGREFTYPES=timestamp :are")


def asked(script: Script) -> list[tuple[str, ...]]:
    return [message.params for line in script.sent if (message := parse_line(line)).command == "CHATHISTORY"]


def test_a_server_that_finds_places_by_time_only_is_asked_by_time() -> None:
    script = Script()
    soju(script, "#tea")
    script.hear(":ann!u@h JOIN #tea")
    assert script.last_sent("CHATHISTORY").params == ("AFTER", "#tea", f"timestamp={format_time(4999)}", "200")
    (event, _) = script.hear(
        ":s BATCH +b chathistory #tea",
        f"@batch=b;msgid=m1;time={format_time(5000)} :bob!u@h PRIVMSG #tea known",
        f"@batch=b;msgid=m2;time={format_time(6000)} :bob!u@h PRIVMSG #tea :while you were away",
        ":s BATCH -b",
    )
    assert isinstance(event, HistoryLoaded)
    assert [entry.text for entry in event.entries] == ["known", "while you were away"]
    script.do(script.session.request_older("#tea", 7))
    assert script.last_sent("CHATHISTORY").params[0] == "BEFORE"
    assert script.last_sent("CHATHISTORY").params[2].startswith("timestamp=")


def test_a_refusal_that_names_only_what_was_not_understood_settles_its_request() -> None:
    """Of two under way, the one that was asked about this place."""
    script = Script()
    script.do(script.session.restore_rooms([("#a", True), ("#b", True)], {"#a": ("ma", 5), "#b": ("mb", 7)}, {}, []))
    script.connect(MODERN)
    script.hear(":ann!u@h JOIN #a", ":ann!u@h JOIN #b")
    script.hear(":s FAIL CHATHISTORY INVALID_PARAMS AFTER msgid=mb :Invalid first bound")
    assert asked(script)[-1][:3] == ("AFTER", "#b", f"timestamp={format_time(6)}")
    script.hear(":s FAIL CHATHISTORY INVALID_PARAMS AFTER msgid=ma :Invalid first bound")
    assert asked(script)[-1][:3] == ("AFTER", "#a", f"timestamp={format_time(4)}")


@pytest.mark.parametrize("context", ["", "AFTER ", "200 "])
def test_a_refusal_that_names_nothing_settles_the_oldest_request(context: str) -> None:
    script = Script()
    script.do(script.session.restore_rooms([("#a", True), ("#b", True)], {"#a": ("ma", 5), "#b": ("mb", 7)}, {}, []))
    script.connect(MODERN, ":s 005 ann MSGREFTYPES=timestamp :are")
    script.hear(":ann!u@h JOIN #a", ":ann!u@h JOIN #b")
    script.hear(f":s FAIL CHATHISTORY MESSAGE_ERROR {context}:Messages could not be retrieved")
    assert asked(script)[-1][:3] == ("LATEST", "#a", "*")


def test_a_refusal_of_targets_settles_no_room() -> None:
    script = Script()
    soju(script, "#tea")
    script.hear(":ann!u@h JOIN #tea")
    count = len(asked(script))
    script.hear(":s FAIL CHATHISTORY MESSAGE_ERROR TARGETS :Failed to retrieve targets")
    assert len(asked(script)) == count


def test_a_server_that_announces_history_and_does_not_know_it_is_asked_no_more() -> None:
    script = Script()
    soju(script, "#tea")
    script.hear(":ann!u@h JOIN #tea")
    count = len(asked(script))
    events = script.hear(":s 421 ann CHATHISTORY :Chat history disabled")
    assert HistoryLoaded("#tea", (), older=False, complete=False, at=1000) in events
    script.do(script.session.fill_gap("#tea", 10))
    script.enter("#cake")
    assert len(asked(script)) == count


def test_a_request_that_is_never_answered_is_given_up_after_a_minute() -> None:
    script = Script()
    soju(script, "#tea")
    script.hear(":ann!u@h JOIN #tea")
    script.now += 59_000
    assert script.hear(":bob!b@h AWAY") == []
    script.now += 2_000
    assert HistoryLoaded("#tea", (), older=False, complete=False, at=62_000) in script.hear(":bob!b@h AWAY")
    count = len(asked(script))
    script.do(script.session.fill_gap("#tea", script.now))
    assert len(asked(script)) == count + 1
    script.do(script.session.fill_gap("#tea", script.now + 61_000))  # however quiet the server is
    assert len(asked(script)) == count + 2


def test_a_request_that_waits_to_be_sent_is_not_given_up() -> None:
    script = Script()
    soju(script, "#tea")
    script.session.receive_messages([parse_line(":ann!u@h JOIN #tea")], script.now)
    script.now += 90_000
    assert not any(
        isinstance(event, HistoryLoaded)
        for event in script.session.receive_messages([parse_line("PING x")], script.now)
    )
    script.hear(":bob!b@h AWAY")
    assert len([params for params in asked(script) if params[0] == "AFTER"]) == 1


def test_entering_a_room_again_asks_again() -> None:
    script = Script()
    soju(script, "#tea")
    script.hear(":ann!u@h JOIN #tea")
    count = len(asked(script))
    script.hear(":op!o@h KICK #tea ann :out", ":ann!u@h JOIN #tea")
    assert len(asked(script)) == count + 1
