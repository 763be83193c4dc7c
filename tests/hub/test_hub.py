"""What commands mean: each one's answer, its refusals, and who else is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_chat.hub.commands import COMMANDS
from desktop_chat.irc.message import ProtocolError, parse
from desktop_chat.storage.port import ChannelState, Entry, IdentitySeen, Room, Seen, Stored
from tests.hub.stage import MODERN, SETTINGS, Stage, messages, numerics

PRINT = "ab" * 32


def test_registration_greets_in_order() -> None:
    stage = Stage()
    seat = stage.connect()
    assert stage.talk(seat, "NICK ann") == []
    lines = stage.talk(seat, "USER ann 0 * :Ann B")
    commands = numerics(lines)
    assert commands[:4] == ["001", "002", "003", "004"]
    assert set(commands[4:-8]) == {"005"}
    assert commands[-8:] == ["251", "252", "253", "254", "255", "265", "266", "422"]
    for message in messages(lines):
        assert message.source == "desk.example"
        assert message.params[0] == "ann"
        if message.command == "005":
            assert len(message.params) <= 15


def test_negotiation_holds_registration_back() -> None:
    stage = Stage()
    seat = stage.connect()
    (line,) = stage.talk(seat, "CAP LS 302")
    offered = parse(line).params[-1].split()
    assert set(MODERN.split()) <= {item.partition("=")[0] for item in offered}
    assert stage.talk(seat, "NICK ann", "USER ann 0 * :A") == []
    assert "ACK" in stage.talk(seat, "CAP REQ :server-time batch")[0]
    assert "NAK" in stage.talk(seat, "CAP REQ :server-time nonsense")[0]
    assert numerics(stage.talk(seat, "CAP END"))[0] == "001"
    assert seat.capabilities == {"server-time", "batch", "cap-notify"}


@pytest.mark.parametrize(
    ("lines", "numeric"),
    [
        (["JOIN #tea"], "451"),
        (["FOO"], "451"),
        (["NICK"], "431"),
        (["NICK 1ann"], "432"),
        (["NICK a,b"], "432"),
        (["USER ann"], "461"),
        (["PASS"], "461"),
        (["PING"], "409"),
        (["CAP FOO"], "410"),
    ],
)
def test_before_registration(lines: list[str], numeric: str) -> None:
    stage = Stage()
    assert numerics(stage.talk(stage.connect(), *lines)) == [numeric]


def test_a_taken_nick_is_refused_and_quit_frees_it() -> None:
    stage = Stage()
    ann = stage.enter("ann")
    other = stage.connect()
    assert numerics(stage.talk(other, "NICK ANN")) == ["433"]
    assert stage.talk(ann, "QUIT :bye")[-1].startswith("ERROR :")
    assert ann.closing
    assert numerics(stage.talk(other, "NICK ann", "USER a 0 * :A"))[0] == "001"


def test_a_password() -> None:
    stage = Stage(replace(SETTINGS, password="open"))
    wrong = stage.connect()
    assert numerics(stage.talk(wrong, "PASS shut", "NICK ann", "USER a 0 * :A")) == ["464", "ERROR"]
    right = stage.connect()
    assert numerics(stage.talk(right, "PASS open", "NICK ann", "USER a 0 * :A"))[0] == "001"


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
    assert parse(stage.heard(plain)[0]).tags == {}
    assert set(parse(stage.heard(timed)[0]).tags) == {"time"}
    assert set(parse(stage.heard(tagged)[0]).tags) == {"msgid", "+reply"}
    assert set(parse(echo).tags) == {"time", "msgid", "+reply"}


def test_labels() -> None:
    stage = Stage()
    ann = stage.enter("ann", MODERN, rooms=["#tea"])
    plain = stage.enter("bob", "labeled-response message-tags batch", rooms=["#tea"])
    stage.heard(ann)
    (echo,) = stage.talk(ann, "@label=1 PRIVMSG #tea :hi")
    assert (parse(echo).command, parse(echo).tags["label"]) == ("PRIVMSG", "1")
    (pong,) = stage.talk(ann, "@label=2 PING x")
    assert parse(pong).tags["label"] == "2"
    stage.heard(plain)
    (ack,) = stage.talk(plain, "@label=3 PRIVMSG #tea :hi")
    assert (parse(ack).command, parse(ack).tags["label"]) == ("ACK", "3")
    stage.heard(ann)
    lines = messages(stage.talk(ann, "@label=4 WHOIS bob"))
    assert lines[0].command == "BATCH"
    assert lines[0].tags["label"] == "4"
    assert all("batch" in line.tags for line in lines[1:-1])
    (refused,) = stage.talk(ann, "@label=5 JOIN nowhere")
    assert (parse(refused).command, parse(refused).tags["label"]) == ("403", "5")


@pytest.mark.parametrize(
    ("line", "numeric"),
    [
        ("JOIN", "461"), ("JOIN tea", "403"), ("PART #none", "403"), ("PART #else", "442"), ("PRIVMSG", "411"),
        ("PRIVMSG #tea", "412"), ("PRIVMSG nobody :x", "401"), ("PRIVMSG #none :x", "403"), ("PRIVMSG #else :x", "404"),
        ("PRIVMSG a,b,c,d,e :x", "407"), ("KICK #tea", "461"), ("KICK #tea cid", "441"), ("KICK #else bob", "442"),
        ("TOPIC #else :x", "442"), ("MODE #tea +Z", "472"), ("MODE #tea +l x", "696"), ("MODE #tea +k", "696"),
        ("MODE bob +i", "502"), ("MODE ann +Z", "501"), ("MODE nobody", "401"), ("INVITE bob #tea", "443"),
        ("INVITE nobody #tea", "401"), ("WHOIS", "431"), ("WHOWAS", "431"), ("USER a 0 * :a", "462"), ("PASS x", "462"),
        ("FOO", "421"), ("KILL bob :x", "481"), ("WALLOPS :x", "481"), ("REHASH", "481"), ("OPER a b", "464"),
        ("NICK bob", "433"), ("MOTD elsewhere.example", "402"), ("HELP NONSENSE", "524"), ("LINKS x y", "364"),
    ],
)  # fmt: skip
def test_refusals(line: str, numeric: str) -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    bob = stage.enter("bob", rooms=["#tea", "#else"])
    stage.heard(ann)
    assert numerics(stage.talk(ann, line))[0] == numeric
    assert stage.heard(bob) == []


def test_a_notice_is_never_answered_with_an_error() -> None:
    stage = Stage()
    assert stage.talk(stage.enter("ann"), "NOTICE nobody :x", "NOTICE #none :x") == []


def test_joining_leaving_and_being_sent_out() -> None:
    stage = Stage()
    ann = stage.enter("ann", "extended-join", rooms=["#tea"])
    bob = stage.connect()
    stage.send(bob, "NICK bob", "USER bob 0 * :Bob B")
    stage.settle()
    stage.heard(bob)
    lines = stage.talk(bob, "JOIN #tea")
    assert numerics(lines) == ["JOIN", "353", "366"]
    assert parse(stage.heard(ann)[0]).params == ("#tea", "*", "Bob B")
    assert numerics(stage.talk(bob, "KICK #tea ann")) == ["482"]
    assert parse(stage.talk(ann, "KICK #tea bob :too loud")[0]).params == ("#tea", "bob", "too loud")
    assert numerics(stage.heard(bob)) == ["KICK"]
    stage.talk(bob, "JOIN #tea")
    stage.heard(ann)
    assert numerics(stage.talk(bob, "PART #tea :bye")) == ["PART"]
    assert parse(stage.heard(ann)[0]).params == ("#tea", "bye")


def test_a_quit_is_told_once_to_each() -> None:
    stage = Stage()
    ann, bob = (stage.enter(nick, rooms=["#a", "#b", "#c"]) for nick in ("ann", "bob"))
    stage.heard(ann)
    stage.hub.detach(bob, "Connection closed", stage.now)
    stage.hub.detach(bob, "Connection closed", stage.now)
    stage.take()
    assert [message.params for message in messages(stage.heard(ann))] == [("Connection closed",)]


def test_a_new_name_is_told_to_all_and_to_oneself() -> None:
    stage = Stage()
    ann, bob = (stage.enter(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    stage.heard(ann)
    assert parse(stage.talk(bob, "NICK rob")[0]).params == ("rob",)
    assert messages(stage.heard(ann))[0].nick == "bob"
    assert numerics(stage.talk(ann, "PRIVMSG bob :x")) == ["401"]
    assert numerics(stage.talk(ann, "WHOWAS bob"))[0] == "314"


def test_modes_let_in_and_keep_out() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    bob = stage.enter("bob")
    for mode, numeric in (("+i", "473"), ("-i+k key", "475"), ("-k+l key 1", "471"), ("-l+b bob!*@*", "474")):
        stage.talk(ann, f"MODE #tea {mode}")
        assert numerics(stage.talk(bob, "JOIN #tea")) == [numeric]
    stage.talk(ann, "MODE #tea +e bob!*@*")
    assert numerics(stage.talk(bob, "JOIN #tea"))[0] == "JOIN"
    stage.talk(ann, "MODE #tea +m")
    stage.heard(bob)
    assert numerics(stage.talk(bob, "PRIVMSG #tea :x")) == ["404"]
    stage.heard(bob)
    stage.talk(ann, "MODE #tea +v bob")
    assert numerics(stage.heard(bob)) == ["MODE"]
    assert stage.talk(bob, "PRIVMSG #tea :x") == []
    assert numerics(stage.talk(bob, "MODE #tea +o bob")) == ["482"]
    assert numerics(stage.talk(bob, "MODE #tea b")) == ["367", "368"]


def test_secret_rooms_are_not_shown() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#vault"])
    bob = stage.enter("bob")
    stage.talk(ann, "MODE #vault +s")
    assert "#vault" not in " ".join(stage.talk(bob, "LIST", "WHOIS ann", "NAMES #vault", "WHO #vault")).replace(
        "366 bob #vault", ""
    ).replace("315 bob #vault", "")
    assert "#vault" in " ".join(stage.talk(ann, "LIST"))


def test_topics_are_kept_and_wait_for_the_disk() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    outcome = stage.send(ann, "TOPIC #tea :Tea at four")
    assert any(isinstance(change, ChannelState) and change.topic == "Tea at four" for change in outcome.changes)
    assert stage.heard(ann) == []
    stage.send(ann, "TOPIC #tea")
    assert stage.heard(ann) == []  # nobody is shown what may yet be lost
    stage.settle()
    assert numerics(stage.heard(ann)) == ["TOPIC", "332", "333"]


def test_while_the_disk_takes_nothing_words_are_refused_untouched() -> None:
    stage = Stage()
    ann, bob = (stage.enter(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    stage.heard(ann)
    stage.hub.trouble = "The disk is full."
    (line,) = stage.talk(ann, "PRIVMSG #tea :x")
    assert parse(line).params[:3] == ("PRIVMSG", "TEMPORARILY_UNAVAILABLE", "The disk is full.")
    assert stage.heard(bob) == []
    assert numerics(stage.talk(ann, "PING x")) == ["PONG"]


# History


def test_history_in_its_forms() -> None:
    stage = Stage()
    ann = stage.enter("ann", MODERN, rooms=["#tea"])
    ids = [parse(stage.talk(ann, f"PRIVMSG #tea :{number}")[0]).tags["msgid"] for number in range(5)]

    def said(line: str) -> list[str]:
        lines = messages(stage.talk(ann, line))
        assert lines[0].params[1:] == ("chathistory", "#tea")
        assert all(message.tags["batch"] == lines[0].params[0][1:] for message in lines[1:-1])
        return [message.params[1] for message in lines[1:-1]]

    assert said("CHATHISTORY LATEST #tea * 3") == ["2", "3", "4"]
    assert said(f"CHATHISTORY LATEST #tea msgid={ids[3]} 9") == ["4"]
    assert said(f"CHATHISTORY AFTER #tea msgid={ids[1]} 2") == ["2", "3"]
    assert said(f"CHATHISTORY BEFORE #tea msgid={ids[2]} 9") == ["0", "1"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("CHATHISTORY", "INVALID_PARAMS"),
        ("CHATHISTORY FOO #tea * 5", "INVALID_PARAMS"),
        ("CHATHISTORY LATEST #tea *", "INVALID_PARAMS"),
        ("CHATHISTORY LATEST #tea * x", "INVALID_PARAMS"),
        ("CHATHISTORY BEFORE #tea * 5", "INVALID_MSGREFTYPE"),
        ("CHATHISTORY BEFORE #tea timestamp=now 5", "INVALID_PARAMS"),
        ("CHATHISTORY LATEST #else * 5", "INVALID_TARGET"),
        ("CHATHISTORY LATEST #none * 5", "INVALID_TARGET"),
        ("CHATHISTORY LATEST bob * 5", "INVALID_TARGET"),
    ],
)
def test_history_refusals(line: str, code: str) -> None:
    stage = Stage()
    ann = stage.enter("ann", MODERN, rooms=["#tea"])
    stage.enter("bob", rooms=["#else"])
    (answer,) = stage.talk(ann, line)
    assert parse(answer).params[:2] == ("CHATHISTORY", code)


def test_rights_are_checked_again_when_the_reading_ends() -> None:
    stage = Stage()
    op = stage.enter("op", rooms=["#tea"])
    ann = stage.enter("ann", MODERN, rooms=["#tea"])
    stage.talk(op, "PRIVMSG #tea :secret")
    stage.heard(ann)
    stage.send(ann, "CHATHISTORY LATEST #tea * 5")
    assert ann.paused
    stage.send(op, "KICK #tea ann")
    stage.settle()
    assert not ann.paused
    assert numerics(stage.heard(ann)) == ["KICK", "FAIL"]


def test_direct_messages_belong_to_the_two_who_can_prove_it() -> None:
    stage = Stage()
    ann = stage.enter("ann", MODERN, fingerprint=PRINT)
    bob = stage.enter("bob", MODERN, fingerprint="cd" * 32)
    eve = stage.enter("eve", MODERN, fingerprint="ef" * 32)
    stage.talk(ann, "PRIVMSG bob :psst")
    stage.heard(bob)
    assert "psst" in " ".join(stage.talk(bob, "CHATHISTORY LATEST ann * 5"))
    assert "psst" in " ".join(stage.talk(ann, "CHATHISTORY LATEST bob * 5"))
    assert "psst" not in " ".join(stage.talk(eve, "CHATHISTORY LATEST ann * 5", "CHATHISTORY LATEST bob * 5"))


def test_old_clients_are_replayed_what_they_missed_in_its_place() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    stage.talk(ann, "PRIVMSG #tea :one")
    bob = stage.enter("bob")
    stage.send(bob, "JOIN #tea")
    stage.send(ann, "PRIVMSG #tea :two")
    stage.sync()
    assert numerics(stage.heard(bob)) == ["JOIN", "353", "366"]  # the rest waits behind the replay
    stage.settle()
    assert [message.params[-1] for message in messages(stage.heard(bob))] == ["one", "two"]
    stage.talk(bob, "QUIT")
    stage.talk(ann, "PRIVMSG #tea :three")
    again = stage.enter("bob")
    lines = messages(stage.talk(again, "JOIN #tea"))
    assert [message.params[-1] for message in lines if message.command == "PRIVMSG"] == ["three"]


def test_after_a_crash_nobody_is_shown_anything_twice() -> None:
    stage = Stage()
    ann, bob = (stage.enter(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    stage.talk(ann, "PRIVMSG #tea :one")
    stage.heard(bob)
    entries = [change for change in stage.kept if isinstance(change, Entry)]
    last = entries[-1].sequence
    seen = {(s.identity, s.room): s for s in stage.kept if isinstance(s, Seen)}
    stored = Stored(
        last_sequence=last,
        last_time=entries[-1].time,
        rooms=tuple(change for change in stage.kept if isinstance(change, Room)),
        channels=tuple(change for change in stage.kept if isinstance(change, ChannelState))[-1:],
        seen=tuple(replace(s, upto=last, present=False) for s in seen.values()),
    )
    again = Stage(stored=stored)
    again.kept.extend(entries)
    back = again.enter("bob")
    assert "PRIVMSG" not in numerics(again.talk(back, "JOIN #tea"))
    stranger = again.enter("cid")
    assert "PRIVMSG" in numerics(again.talk(stranger, "JOIN #tea"))


def test_a_closed_room_without_a_founder_is_sealed_when_it_ends() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea", "#open"])
    stage.talk(ann, "MODE #tea +k key", "PRIVMSG #tea :secret", "PRIVMSG #open :hello", "QUIT")
    eve = stage.enter("eve")
    lines = " ".join(stage.talk(eve, "JOIN #tea", "JOIN #open"))
    assert "secret" not in lines
    assert "hello" in lines
    assert any(isinstance(change, Room) and change.sealed for change in stage.kept)


def test_a_founder_gets_the_room_back() -> None:
    stage = Stage()
    ann = stage.enter("ann", fingerprint=PRINT, rooms=["#tea"])
    stage.talk(ann, "MODE #tea +k key", "QUIT")
    eve = stage.enter("eve")
    assert numerics(stage.talk(eve, "JOIN #tea")) == ["475"]
    back = stage.enter("ann", "multi-prefix", fingerprint=PRINT)
    assert "~@ann" in " ".join(stage.talk(back, "JOIN #tea"))


# Who is who


def test_a_ghost_makes_way_for_the_same_person() -> None:
    stage = Stage()
    watcher = stage.enter("bob", rooms=["#tea"])
    ghost = stage.enter("ann", fingerprint=PRINT, rooms=["#tea"])
    stage.heard(watcher)
    back = stage.enter("ann", fingerprint=PRINT)
    assert ghost.closing
    assert back.nick == "ann"
    assert numerics(stage.heard(watcher)) == ["QUIT"]
    thief = stage.connect("ff" * 32)
    assert numerics(stage.talk(thief, "NICK ann")) == ["433"]


def test_a_nick_stays_its_owners_for_a_while() -> None:
    known = IdentitySeen(f"cert:{PRINT}", "ann", "ann", "h", 1_700_000_000_000 - 1000)
    stage = Stage(stored=Stored(identities=(known,)))
    assert numerics(stage.talk(stage.connect(), "NICK ann")) == ["433"]
    owner = stage.enter("ann", fingerprint=PRINT)
    assert owner.registered
    later = Stage(stored=Stored(identities=(replace(known, time=5),)))
    assert later.talk(later.connect(), "NICK ann") == []


def test_words_sent_again_are_said_once() -> None:
    stage = Stage()
    ann = stage.enter("ann", MODERN + " desktop-chat/resend", fingerprint=PRINT, rooms=["#tea"])
    bob = stage.enter("bob", rooms=["#tea"])
    stage.heard(ann)
    (first,) = stage.talk(ann, "@desktop-chat/id=x1;label=1 PRIVMSG #tea :once")
    (again,) = stage.talk(ann, "@desktop-chat/id=x1;desktop-chat/resend;label=2 PRIVMSG #tea :once")
    assert parse(first).tags["msgid"] == parse(again).tags["msgid"]
    assert parse(again).tags["label"] == "2"
    assert len(stage.heard(bob)) == 1
    assert "desktop-chat/id" not in first


def test_words_sent_again_after_a_restart_are_looked_up() -> None:
    stage = Stage()
    ann = stage.enter("ann", MODERN, fingerprint=PRINT, rooms=["#tea"])
    (first,) = stage.talk(ann, "@desktop-chat/id=x1 PRIVMSG #tea :once")
    other = Stage()
    other.kept.extend(change for change in stage.kept if isinstance(change, Entry))
    back = other.enter("ann", MODERN, fingerprint=PRINT, rooms=["#tea"])
    (again,) = other.talk(back, "@desktop-chat/id=x1;desktop-chat/resend PRIVMSG #tea :once")
    assert parse(again).tags["msgid"] == parse(first).tags["msgid"]
    (new,) = other.talk(back, "@desktop-chat/id=x2;desktop-chat/resend PRIVMSG #tea :new")
    assert parse(new).params[1] == "new"
    assert len([change for change in other.kept if isinstance(change, Entry)]) == 2


# Time, and the owner


def test_silence_is_counted_in_ticks() -> None:
    stage = Stage()
    ann = stage.enter("ann")
    mute = stage.connect()
    for _ in range(31):
        stage.now -= 86_400_000  # a clock that jumps ends nobody
        stage.hub.tick(stage.now)
    stage.take()
    assert mute.closing
    assert not ann.closing
    for _ in range(60):
        stage.hub.tick(stage.now)
    stage.take()
    assert numerics(stage.heard(ann)) == ["PING"]
    for _ in range(30):
        stage.hub.tick(stage.now)
    stage.take()
    assert ann.closing


def test_time_never_goes_back() -> None:
    stage = Stage()
    ann = stage.enter("ann", MODERN, rooms=["#tea"])
    first = parse(stage.talk(ann, "PRIVMSG #tea :a")[0]).tags["time"]
    stage.now -= 86_400_000
    second = parse(stage.talk(ann, "PRIVMSG #tea :b")[0]).tags["time"]
    assert second >= first


def test_the_host_kicks_announces_and_closes() -> None:
    stage = Stage()
    ann, bob = (stage.enter(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    stage.heard(ann)
    assert [row.nick for row in stage.hub.roster(stage.now)] == ["ann", "bob"]
    assert stage.hub.kick("BOB", "enough", stage.now)
    assert not stage.hub.kick("bob", "", stage.now)
    stage.hub.announce("tea", stage.now)
    stage.hub.close("The host has stopped this chat.", stage.now)
    stage.take()
    stage.settle()
    assert bob.closing
    assert ann.closing
    assert stage.heard(bob)[-1] == "ERROR :enough"
    assert numerics(stage.heard(ann)) == ["QUIT", "NOTICE", "ERROR"]


def test_oper() -> None:
    stage = Stage(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann, bob = stage.enter("ann"), stage.enter("bob")
    assert numerics(stage.talk(ann, "OPER root key")) == ["381", "MODE"]
    assert stage.talk(ann, "KILL bob :bye") == []
    assert numerics(stage.heard(bob)) == ["KILL", "ERROR"]
    assert stage.send(ann, "REHASH").rehash


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_its_specification(name: str) -> None:
    assert COMMANDS[name].spec.startswith("https://")


_NAMES = ("ann", "bob", "#tea", "#b", "*", "+o", "-o+v", "+b", "+k", "+l", "5", "a!b@c", "LATEST", "0", ":")
_ANCHORS = ("msgid=1-2", "timestamp=2026-01-01T00:00:00Z")
_WORD = st.one_of(
    st.sampled_from(_NAMES + _ANCHORS),
    st.text(st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"]), max_size=20),
)
_LINE = st.tuples(st.integers(0, 2), st.sampled_from(sorted(set(COMMANDS) - {"QUIT"})), st.lists(_WORD, max_size=5))


@settings(max_examples=150)
@given(st.lists(_LINE, max_size=25))
def test_whatever_is_sent_only_sound_lines_come_out(lines: list[tuple[int, str, list[str]]]) -> None:
    stage = Stage()
    seats = [stage.enter("ann", MODERN, fingerprint=PRINT, rooms=["#tea"]), stage.enter("bob"), stage.connect()]
    for who, command, words in lines:
        middles = [word for word in words[:-1] if word and word[0] != ":" and " " not in word]
        text = " ".join([command, *middles]) + (f" :{words[-1]}" if words else "")
        try:
            parse(text)
        except ProtocolError:
            continue
        stage.send(seats[who], text)
        stage.settle()
    for seat in seats:
        for line in stage.heard(seat):
            body = line.partition(" ")[2] if line.startswith("@") else line
            assert len(body.encode()) <= 510
            parse(line)
