"""What people say: who is shown it, as what, and when."""

from __future__ import annotations

from desktop_chat.irc.message import parse_line
from desktop_chat.storage.records import Entry
from tests.hub.harness import FINGERPRINT, MODERN_CAPS, HubHarness, commands_of, parse_lines


def test_words_reach_the_others_in_order_and_not_their_author() -> None:
    harness = HubHarness()
    ann, bob, cid = (harness.register(nick, rooms=["#tea"]) for nick in ("ann", "bob", "cid"))
    for seat in (ann, bob, cid):
        harness.read_lines(seat)
    harness.send(ann, "PRIVMSG #tea :one", "PRIVMSG #tea :two", "PRIVMSG bob :psst", "PRIVMSG #tea :three")
    harness.run_until_idle()
    assert harness.read_lines(ann) == []
    said = [message.params[-1] for message in parse_lines(harness.read_lines(bob))]
    assert said == ["one", "two", "psst", "three"]
    assert [message.params[-1] for message in parse_lines(harness.read_lines(cid))] == ["one", "two", "three"]


def test_nothing_durable_leaves_before_its_commit() -> None:
    harness = HubHarness()
    ann, bob = (harness.register(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    harness.read_lines(ann)
    outcome = harness.send(ann, "PRIVMSG #tea :held")
    assert [type(change) for change in outcome.changes] == [Entry]
    assert harness.read_lines(bob) == []
    harness.send(ann, "PING x")
    assert commands_of(harness.read_lines(ann)) == ["PONG"]  # it waits for nothing
    harness.send(bob, "PING y")
    assert harness.read_lines(bob) == []  # what comes later never overtakes
    harness.durable = outcome.commit
    assert commands_of(harness.read_lines(bob)) == ["PRIVMSG", "PONG"]


def test_members_of_one_view_share_the_same_bytes() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    others = [harness.register(f"bob{number}", rooms=["#tea"]) for number in range(3)]
    for seat in others:
        harness.read_lines(seat)
    harness.send(ann, "PRIVMSG #tea :one", "PRIVMSG #tea :two")
    harness.run_until_idle()
    pieces = [seat.outbox.take(harness.durable, 1 << 20) for seat in others]
    assert pieces[0] is pieces[1] is pieces[2]


def test_views_get_what_they_asked_for() -> None:
    harness = HubHarness()
    plain = harness.register("plain", rooms=["#tea"])
    timed = harness.register("timed", "server-time", rooms=["#tea"])
    tagged = harness.register("tagged", "message-tags", rooms=["#tea"])
    echoing = harness.register("echoing", MODERN_CAPS, rooms=["#tea"])
    for seat in (plain, timed, tagged):
        harness.read_lines(seat)
    (echo,) = harness.exchange(echoing, "@+reply=x;secret=y PRIVMSG #tea :hi")
    assert parse_line(harness.read_lines(plain)[0]).tags == {}
    assert set(parse_line(harness.read_lines(timed)[0]).tags) == {"time"}
    assert set(parse_line(harness.read_lines(tagged)[0]).tags) == {"msgid", "+reply"}
    assert set(parse_line(echo).tags) == {"time", "msgid", "+reply"}


def test_a_notice_is_never_answered_with_an_error() -> None:
    harness = HubHarness()
    assert harness.exchange(harness.register("ann"), "NOTICE nobody :x", "NOTICE #none :x") == []


def test_while_the_disk_takes_nothing_words_are_refused_untouched() -> None:
    harness = HubHarness()
    ann, bob = (harness.register(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    harness.read_lines(ann)
    harness.hub.store_error = "The disk is full."
    (line,) = harness.exchange(ann, "PRIVMSG #tea :x")
    assert parse_line(line).params[:3] == ("PRIVMSG", "TEMPORARILY_UNAVAILABLE", "The disk is full.")
    assert harness.read_lines(bob) == []
    assert commands_of(harness.exchange(ann, "PING x")) == ["PONG"]


def test_only_what_somebody_could_read_again_is_kept() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob")
    eve = harness.register("eve", fingerprint=FINGERPRINT)
    harness.changes.clear()
    harness.exchange(ann, "PRIVMSG bob :guests", "PRIVMSG #tea :\x01VERSION\x01", "PRIVMSG @#tea :ranks")
    harness.exchange(bob, "PRIVMSG eve :to eve", "NOTICE eve :noted")
    harness.exchange(eve, "PRIVMSG bob :from eve", "PRIVMSG bob :\x01PING 1\x01")
    harness.exchange(ann, "PRIVMSG #tea :\x01ACTION waves\x01")
    texts = [entry.text for entry in harness.kept_messages]
    assert texts == ["to eve", "noted", "from eve", "\x01ACTION waves\x01"]


def test_words_to_oneself_are_echoed_and_delivered() -> None:
    harness = HubHarness()
    ann = harness.register("ann", MODERN_CAPS)
    echo, words = parse_lines(harness.exchange(ann, "@label=1 PRIVMSG ann :note"))
    assert (echo.tags, echo.params) == ({**words.tags, "label": "1"}, words.params)
    plain = harness.register("bob")
    assert commands_of(harness.exchange(plain, "PRIVMSG bob :note")) == ["PRIVMSG"]


def test_words_from_outside_are_answered_outside() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    harness.exchange(ann, "MODE #tea -n")
    eve, bob = (
        harness.register("eve", MODERN_CAPS),
        harness.register("bob", MODERN_CAPS.replace("echo-message", "")),
    )
    (echo,) = parse_lines(harness.exchange(eve, "@label=1 PRIVMSG #tea :hi"))
    assert (echo.command, echo.tags["label"]) == ("PRIVMSG", "1")
    (ack,) = parse_lines(harness.exchange(bob, "@label=2 PRIVMSG #tea :hi"))
    assert (ack.command, ack.tags["label"]) == ("ACK", "2")
    assert commands_of(harness.read_lines(ann)) == ["PRIVMSG", "PRIVMSG"]


def test_several_targets_are_one_answer() -> None:
    harness = HubHarness()
    ann, bob = (
        harness.register("ann", MODERN_CAPS, rooms=["#tea"]),
        harness.register("bob", rooms=["#tea"]),
    )
    harness.read_lines(ann)
    lines = parse_lines(harness.exchange(ann, "@label=1 PRIVMSG #tea,bob,nobody :hi"))
    assert [line.command for line in lines] == ["BATCH", "PRIVMSG", "PRIVMSG", "401", "BATCH"]
    assert lines[0].tags["label"] == "1"
    assert commands_of(harness.read_lines(bob)) == ["PRIVMSG", "PRIVMSG"]


def test_words_to_the_operators_of_a_room() -> None:
    harness = HubHarness()
    ann, bob, cid = (harness.register(nick, rooms=["#tea"]) for nick in ("ann", "bob", "cid"))
    harness.exchange(ann, "MODE #tea +v bob")
    for seat in (bob, cid):
        harness.read_lines(seat)
    harness.exchange(cid, "PRIVMSG +#tea :voices", "PRIVMSG @#tea :leaders")
    assert [message.params for message in parse_lines(harness.read_lines(bob))] == [("+#tea", "voices")]
    assert [message.params[0] for message in parse_lines(harness.read_lines(ann))][-2:] == ["+#tea", "@#tea"]


def test_bare_tags_are_for_those_who_know_tags() -> None:
    harness = HubHarness()
    ann = harness.register("ann", MODERN_CAPS, rooms=["#tea"])
    bob, cid = (
        harness.register("bob", "message-tags", rooms=["#tea"]),
        harness.register("cid", rooms=["#tea"]),
    )
    for seat in (ann, bob):
        harness.read_lines(seat)
    (echo,) = parse_lines(harness.exchange(ann, "@label=1;+typing=active;+b\x01d=x TAGMSG #tea"))
    (line,) = parse_lines(harness.read_lines(bob))
    assert (echo.command, echo.tags["label"]) == ("TAGMSG", "1")
    assert (line.params, set(line.tags)) == (("#tea",), {"msgid", "+typing"})
    assert harness.read_lines(cid) == []
    assert commands_of(harness.exchange(cid, "TAGMSG #tea")) == ["421"]
    assert commands_of(harness.exchange(ann, "TAGMSG", "TAGMSG nobody")) == ["411", "401"]


def test_what_bots_say_is_marked() -> None:
    harness = HubHarness()
    bot, ann = harness.register("bot", MODERN_CAPS), harness.register("ann", MODERN_CAPS)
    assert commands_of(harness.exchange(bot, "MODE bot +B")) == ["MODE"]
    harness.exchange(bot, "PRIVMSG ann :beep")
    assert "bot" in parse_lines(harness.read_lines(ann))[0].tags


def test_who_is_away_says_so_to_who_writes() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann"), harness.register("bob")
    harness.exchange(bob, "AWAY :lunch")
    assert [message.params for message in parse_lines(harness.exchange(ann, "PRIVMSG bob :x", "NOTICE bob :x"))] == [
        ("ann", "bob", "lunch")
    ]
