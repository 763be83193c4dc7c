"""Gaps that are filled, pages that are read upwards, and what a server plays back by itself."""

from __future__ import annotations

from desktop_chat.client.events import Event, GapChanged, HistoryLoaded
from desktop_chat.client.state import format_time
from tests.client.script import MODERN, Script


def test_a_long_gap_is_filled_page_by_page() -> None:
    script = Script()
    script.do(script.session.resume([("#tea", True)], {"#tea": ("m0", 5)}, {"#tea": ("m0", 5)}, []))
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
    script.do(script.session.older("#tea", 5))
    assert script.last_sent("CHATHISTORY").params == ("BEFORE", "#tea", "msgid=m1", "2")
    asked = len(script.sent)
    script.do(script.session.older("#tea", 5))
    assert len(script.sent) == asked
    events = script.hear(":s BATCH +c chathistory #tea", ":s BATCH -c")
    assert events == [HistoryLoaded("#tea", (), older=True, complete=True)]
    script.do(script.session.older("#tea", 5))
    assert len(script.sent) == asked


def test_an_anchor_that_the_server_does_not_know_falls_back_to_the_latest() -> None:
    script = Script()
    script.do(script.session.resume([("#tea", True)], {"#tea": ("gone", 5)}, {}, []))
    script.connect(MODERN)
    script.hear(":ann!u@h JOIN #tea", ":s FAIL CHATHISTORY INVALID_PARAMS AFTER #tea :no such message")
    assert script.last_sent("CHATHISTORY").params[2] == f"timestamp={format_time(4)}"
    script.hear(":s FAIL CHATHISTORY INVALID_PARAMS AFTER #tea :no such time")
    assert script.last_sent("CHATHISTORY").params[:3] == ("LATEST", "#tea", "*")


def test_a_playback_without_ids_is_history() -> None:
    script = Script()
    script.connect("server-time")
    script.enter()
    script.hear(":bob!b@h PRIVMSG #tea :new")
    (event,) = script.hear(f"@time={format_time(10)} :bob!b@h PRIVMSG #tea :old")
    assert isinstance(event, HistoryLoaded)


def test_a_first_page_that_a_cut_has_swallowed_is_asked_for_again() -> None:
    script = Script()
    script.connect(MODERN, ":s 005 ann CHATHISTORY=2 :are")
    script.do(script.session.join("#tea"))
    script.hear(":ann!u@h JOIN #tea", f"@msgid=m5;time={format_time(50)} :bob!u@h PRIVMSG #tea live")
    assert script.last_sent("CHATHISTORY").params[0] == "LATEST"
    script.do(script.session.closed("cut", 60))
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
