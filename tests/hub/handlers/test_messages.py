"""What people say: who is shown it, as what, and when."""

from __future__ import annotations

from desktop_chat.irc.message import parse_line
from desktop_chat.storage.store_api import Entry
from tests.hub.conftest import Open
from tests.hub.stage import MODERN, PRINT, Stage, messages, numerics


def test_words_reach_the_others_in_order_and_not_their_author() -> None:
    stage = Stage()
    ann, bob, cid = (stage.enter(nick, rooms=["#tea"]) for nick in ("ann", "bob", "cid"))
    for seat in (ann, bob, cid):
        stage.heard(seat)
    stage.send(ann, "PRIVMSG #tea :one", "PRIVMSG #tea :two", "PRIVMSG bob :psst", "PRIVMSG #tea :three")
    stage.settle()
    assert stage.heard(ann) == []
    said = [message.params[-1] for message in messages(stage.heard(bob))]
    assert said == ["one", "two", "psst", "three"]
    assert [message.params[-1] for message in messages(stage.heard(cid))] == ["one", "two", "three"]


def test_nothing_durable_leaves_before_its_commit() -> None:
    stage = Stage()
    ann, bob = (stage.enter(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    stage.heard(ann)
    outcome = stage.send(ann, "PRIVMSG #tea :held")
    assert [type(change) for change in outcome.changes] == [Entry]
    assert stage.heard(bob) == []
    stage.send(ann, "PING x")
    assert numerics(stage.heard(ann)) == ["PONG"]  # it waits for nothing
    stage.send(bob, "PING y")
    assert stage.heard(bob) == []  # what comes later never overtakes
    stage.durable = outcome.commit
    assert numerics(stage.heard(bob)) == ["PRIVMSG", "PONG"]


def test_members_of_one_view_share_the_same_bytes() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    others = [stage.enter(f"bob{number}", rooms=["#tea"]) for number in range(3)]
    for seat in others:
        stage.heard(seat)
    stage.send(ann, "PRIVMSG #tea :one", "PRIVMSG #tea :two")
    stage.settle()
    pieces = [seat.outbox.take(stage.durable, 1 << 20) for seat in others]
    assert pieces[0] is pieces[1] is pieces[2]


def test_views_get_what_they_asked_for() -> None:
    stage = Stage()
    plain = stage.enter("plain", rooms=["#tea"])
    timed = stage.enter("timed", "server-time", rooms=["#tea"])
    tagged = stage.enter("tagged", "message-tags", rooms=["#tea"])
    echoing = stage.enter("echoing", MODERN, rooms=["#tea"])
    for seat in (plain, timed, tagged):
        stage.heard(seat)
    (echo,) = stage.talk(echoing, "@+reply=x;secret=y PRIVMSG #tea :hi")
    assert parse_line(stage.heard(plain)[0]).tags == {}
    assert set(parse_line(stage.heard(timed)[0]).tags) == {"time"}
    assert set(parse_line(stage.heard(tagged)[0]).tags) == {"msgid", "+reply"}
    assert set(parse_line(echo).tags) == {"time", "msgid", "+reply"}


def test_a_notice_is_never_answered_with_an_error() -> None:
    stage = Stage()
    assert stage.talk(stage.enter("ann"), "NOTICE nobody :x", "NOTICE #none :x") == []


def test_while_the_disk_takes_nothing_words_are_refused_untouched() -> None:
    stage = Stage()
    ann, bob = (stage.enter(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    stage.heard(ann)
    stage.hub.store_error = "The disk is full."
    (line,) = stage.talk(ann, "PRIVMSG #tea :x")
    assert parse_line(line).params[:3] == ("PRIVMSG", "TEMPORARILY_UNAVAILABLE", "The disk is full.")
    assert stage.heard(bob) == []
    assert numerics(stage.talk(ann, "PING x")) == ["PONG"]


def test_words_sent_again_are_said_once() -> None:
    stage = Stage()
    ann = stage.enter("ann", MODERN + " desktop-chat/resend", fingerprint=PRINT, rooms=["#tea"])
    bob = stage.enter("bob", rooms=["#tea"])
    stage.heard(ann)
    (first,) = stage.talk(ann, "@desktop-chat/id=x1;label=1 PRIVMSG #tea :once")
    (again,) = stage.talk(ann, "@desktop-chat/id=x1;desktop-chat/resend;label=2 PRIVMSG #tea :once")
    assert parse_line(first).tags["msgid"] == parse_line(again).tags["msgid"]
    assert parse_line(again).tags["label"] == "2"
    assert len(stage.heard(bob)) == 1
    assert "desktop-chat/id" not in first


def test_words_sent_again_after_a_restart_are_looked_up(open_store: Open) -> None:
    stage = Stage(store=open_store())
    ann = stage.enter("ann", MODERN, fingerprint=PRINT, rooms=["#tea"])
    (first,) = stage.talk(ann, "@desktop-chat/id=x1;+draft/reply=a PRIVMSG #tea :once")
    other = Stage(store=open_store())
    back = other.enter("ann", MODERN, fingerprint=PRINT, rooms=["#tea"])
    (again,) = other.talk(back, "@desktop-chat/id=x1;desktop-chat/resend;label=5 PRIVMSG #tea :once")
    assert parse_line(again).tags == {**parse_line(first).tags, "label": "5"}
    (new,) = other.talk(back, "@desktop-chat/id=x2;desktop-chat/resend;label=6 PRIVMSG #tea :new")
    assert (parse_line(new).params[1], parse_line(new).tags["label"]) == ("new", "6")
    assert [entry.text for entry in other.said] == ["new"]


def test_when_it_cannot_be_looked_up_nothing_is_said() -> None:
    stage = Stage()
    ann = stage.enter("ann", MODERN, fingerprint=PRINT, rooms=["#tea"])
    stage.send(ann, "@desktop-chat/id=x1;desktop-chat/resend PRIVMSG #tea :once")
    stage.hub.finish_job(stage.jobs.pop(), OSError("disk"), stage.now)
    stage.take()
    (line,) = stage.heard(ann)
    assert parse_line(line).params[:2] == ("PRIVMSG", "TEMPORARILY_UNAVAILABLE")
    assert not stage.said


def test_guests_words_sent_again_are_known_for_a_while() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", MODERN), stage.enter("bob")
    (first,) = stage.talk(ann, "@desktop-chat/id=x1 PRIVMSG bob :once")
    (again,) = stage.talk(ann, "@desktop-chat/id=x1;desktop-chat/resend PRIVMSG bob :once")
    assert first == again
    assert len(stage.heard(bob)) == 1


def test_only_what_somebody_could_read_again_is_kept() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#tea"]), stage.enter("bob")
    eve = stage.enter("eve", fingerprint=PRINT)
    stage.kept.clear()
    stage.talk(ann, "PRIVMSG bob :guests", "PRIVMSG #tea :\x01VERSION\x01", "PRIVMSG @#tea :ranks")
    stage.talk(bob, "PRIVMSG eve :to eve", "NOTICE eve :noted")
    stage.talk(eve, "PRIVMSG bob :from eve", "PRIVMSG bob :\x01PING 1\x01")
    stage.talk(ann, "PRIVMSG #tea :\x01ACTION waves\x01")
    texts = [entry.text for entry in stage.said]
    assert texts == ["to eve", "noted", "from eve", "\x01ACTION waves\x01"]


def test_words_to_oneself_are_echoed_and_delivered() -> None:
    stage = Stage()
    ann = stage.enter("ann", MODERN)
    echo, words = messages(stage.talk(ann, "@label=1 PRIVMSG ann :note"))
    assert (echo.tags, echo.params) == ({**words.tags, "label": "1"}, words.params)
    plain = stage.enter("bob")
    assert numerics(stage.talk(plain, "PRIVMSG bob :note")) == ["PRIVMSG"]


def test_words_from_outside_are_answered_outside() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    stage.talk(ann, "MODE #tea -n")
    eve, bob = stage.enter("eve", MODERN), stage.enter("bob", MODERN.replace("echo-message", ""))
    (echo,) = messages(stage.talk(eve, "@label=1 PRIVMSG #tea :hi"))
    assert (echo.command, echo.tags["label"]) == ("PRIVMSG", "1")
    (ack,) = messages(stage.talk(bob, "@label=2 PRIVMSG #tea :hi"))
    assert (ack.command, ack.tags["label"]) == ("ACK", "2")
    assert numerics(stage.heard(ann)) == ["PRIVMSG", "PRIVMSG"]


def test_several_targets_are_one_answer() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", MODERN, rooms=["#tea"]), stage.enter("bob", rooms=["#tea"])
    stage.heard(ann)
    lines = messages(stage.talk(ann, "@label=1 PRIVMSG #tea,bob,nobody :hi"))
    assert [line.command for line in lines] == ["BATCH", "PRIVMSG", "PRIVMSG", "401", "BATCH"]
    assert lines[0].tags["label"] == "1"
    assert numerics(stage.heard(bob)) == ["PRIVMSG", "PRIVMSG"]


def test_words_to_the_operators_of_a_room() -> None:
    stage = Stage()
    ann, bob, cid = (stage.enter(nick, rooms=["#tea"]) for nick in ("ann", "bob", "cid"))
    stage.talk(ann, "MODE #tea +v bob")
    for seat in (bob, cid):
        stage.heard(seat)
    stage.talk(cid, "PRIVMSG +#tea :voices", "PRIVMSG @#tea :leaders")
    assert [message.params for message in messages(stage.heard(bob))] == [("+#tea", "voices")]
    assert [message.params[0] for message in messages(stage.heard(ann))][-2:] == ["+#tea", "@#tea"]


def test_bare_tags_are_for_those_who_know_tags() -> None:
    stage = Stage()
    ann = stage.enter("ann", MODERN, rooms=["#tea"])
    bob, cid = stage.enter("bob", "message-tags", rooms=["#tea"]), stage.enter("cid", rooms=["#tea"])
    for seat in (ann, bob):
        stage.heard(seat)
    (echo,) = messages(stage.talk(ann, "@label=1;+typing=active;+b\x01d=x TAGMSG #tea"))
    (line,) = messages(stage.heard(bob))
    assert (echo.command, echo.tags["label"]) == ("TAGMSG", "1")
    assert (line.params, set(line.tags)) == (("#tea",), {"msgid", "+typing"})
    assert stage.heard(cid) == []
    assert numerics(stage.talk(cid, "TAGMSG #tea")) == ["421"]
    assert numerics(stage.talk(ann, "TAGMSG", "TAGMSG nobody")) == ["411", "401"]


def test_what_bots_say_is_marked() -> None:
    stage = Stage()
    bot, ann = stage.enter("bot", MODERN), stage.enter("ann", MODERN)
    assert numerics(stage.talk(bot, "MODE bot +B")) == ["MODE"]
    stage.talk(bot, "PRIVMSG ann :beep")
    assert "bot" in messages(stage.heard(ann))[0].tags


def test_who_is_away_says_so_to_who_writes() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann"), stage.enter("bob")
    stage.talk(bob, "AWAY :lunch")
    assert [message.params for message in messages(stage.talk(ann, "PRIVMSG bob :x", "NOTICE bob :x"))] == [
        ("ann", "bob", "lunch")
    ]
