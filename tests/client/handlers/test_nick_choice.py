"""The own nick: other nicks during registration, and the way back to the wanted one."""

from __future__ import annotations

from desktop_chat.client.connection_events import Welcomed
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import NickChanged
from desktop_chat.client.person import Person
from desktop_chat.irc.capabilities import RESEND
from tests.client.session_harness import MODERN, PacedSessionHarness, SessionHarness


def told(harness: SessionHarness, room: str = "") -> list[str]:
    return [entry.text for entry in harness.entries(room)]


def sent(harness: SessionHarness, command: str) -> list[str]:
    return [line for line in harness.sent if line.startswith(f"{command} ")]


def test_cut_nick_shows_the_limit() -> None:
    harness = SessionHarness("alexandra")
    harness.record(harness.session.note_opened(1))
    harness.receive(":s 433 * alexan :taken")  # it knows six letters
    assert harness.sent[-1] == "NICK alexa2"
    harness.receive(":s 433 * alexa2 :taken")
    assert harness.sent[-1] == "NICK alexa3"


def test_random_numbers_follow_taken_numbers() -> None:
    harness = SessionHarness()
    harness.record(harness.session.note_opened(1))
    for _ in range(50):
        harness.receive(f":s 433 * {harness.session.nick} :taken")
    assert len({line for line in harness.sent if line.startswith("NICK ")}) > 20


def test_freed_nick_is_claimed() -> None:
    harness = SessionHarness()
    harness.connect(MODERN, nick="ann2", taken="ann")
    harness.enter_room("#tea", "ann", "bob")
    harness.receive(":bob!b@h QUIT :bye")
    assert harness.sent[-1] != "NICK ann"
    harness.receive(":ann!u@ghost QUIT :Ping timeout")
    assert harness.sent[-1] == "NICK ann"
    assert NickChanged("ann2", "ann") in harness.receive(":ann2!u@h NICK ann")


def test_chosen_nick_is_wanted_after_a_cut() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.record(harness.session.set_nick("anna"))
    harness.receive(":ann!u@h NICK anna")
    harness.record(harness.session.note_closed("cut", 5))
    harness.sent.clear()
    harness.connect(MODERN, nick="anna")
    assert "NICK anna" in harness.sent
    harness.receive(":anna!u@h NICK Guest77")  # by the services
    harness.record(harness.session.note_closed("cut", 5))
    harness.sent.clear()
    harness.connect(MODERN, nick="anna")
    assert "NICK anna" in harness.sent


def test_refused_nick_is_reported_in_the_asking_room() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room("#tea")
    harness.record(harness.session.run_command("#tea", "/nick bob", 5))
    harness.receive(":s 433 ann bob :taken")
    assert harness.entries("#tea")[-1].text == "The name bob is taken."
    harness.record(harness.session.join_channel("#split"))
    harness.receive(":s 437 ann #split :unavailable")
    assert harness.session.rooms["#split"].wanted
    assert harness.entries("#split")[-1].kind is EntryKind.ERROR


def test_refused_nicks_are_tried_more_and_more_slowly() -> None:
    harness = PacedSessionHarness()
    harness.record(harness.session.note_opened(1))
    tried = []
    for _ in range(40):
        count = len(sent(harness, "NICK"))
        harness.receive(f":s 433 * {harness.session.nick} :taken")
        begun = harness.clock
        while len(sent(harness, "NICK")) == count:
            harness.pass_time(500)
        tried.append(harness.clock - begun)
    assert tried[:18] == [0] * 18
    assert tried[20:27] == [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]
    assert tried == sorted(tried)
    assert len([text for text in told(harness) if "/nick NAME" in text]) == 1
    harness.record(harness.session.run_command("", "/nick carla", 5))
    assert harness.sent[-1] == "NICK carla"
    harness.pass_time(1_000_000)
    assert harness.sent[-1] == "NICK carla"


def test_wanted_nick_is_claimed_more_and_more_slowly() -> None:
    harness = PacedSessionHarness()
    harness.connect("", nick="ann2", taken="ann")
    before = told(harness)
    asked: list[int] = []
    while harness.clock < 20_000_000 and len(asked) < 8:
        harness.sent.clear()
        harness.pass_time(10_000)
        if sent(harness, "NICK"):
            assert sent(harness, "NICK") == ["NICK ann"]
            asked.append(harness.clock)
            harness.receive(":s 433 ann2 ann :Nickname is already in use")
    pauses = [(after - before) // 10_000 * 10 for before, after in zip([0, *asked], asked, strict=False)]
    assert pauses == [60, 120, 240, 480, 960, 1800, 1800, 1800]
    assert told(harness) == before
    harness.receive(":ann2!u@h NICK ann")
    harness.pass_time(5_000_000)
    harness.receive(":s 433 ann bob :Nickname is already in use")
    assert told(harness)[-1] == "The name bob is taken."


def test_taken_nick_gets_a_number() -> None:
    harness = SessionHarness()
    harness.record(harness.session.note_opened(1))
    harness.receive(":s 433 * ann :taken")
    assert harness.last_sent("NICK").params == ("ann2",)
    harness.receive(":s 433 * ann2 :taken")
    assert harness.last_sent("NICK").params == ("ann3",)
    harness.receive(":s 001 ann3 :hi", ":s 376 ann3 :end")
    assert Welcomed("ann3", "ann", "s") in harness.events


def test_forbidden_nick_becomes_a_plain_one() -> None:
    harness = SessionHarness("Жанна-ann")
    harness.record(harness.session.note_opened(1))
    harness.receive(":s 432 * x :no")
    assert harness.last_sent("NICK").params == ("ann",)


def test_a_late_refusal_of_an_earlier_nick_changes_nothing() -> None:
    harness = SessionHarness()
    harness.record(harness.session.note_opened(1000))
    harness.record(harness.session.set_nick("bea"))
    before = len(harness.sent)
    harness.receive(":s 433 * ann :Nickname is already in use")
    assert harness.sent[before:] == []
    harness.receive(":s 433 * bea :Nickname is already in use")
    assert harness.sent[before:] == ["NICK bea2"]


def test_other_nicks_are_tried_in_their_order_before_numbers() -> None:
    harness = SessionHarness()
    harness.session.set_person(Person("ann", "ann", "Ann", other_nicks=("annie", "anna")))
    harness.record(harness.session.note_connecting(harness.now))
    harness.record(harness.session.note_opened(harness.now))
    tried = ["ann", "annie", "anna"]
    for nick in tried:
        assert harness.sent[-2 if nick == "ann" else -1] == f"NICK {nick}"
        harness.receive(f":s 433 * {nick} :in use")
    assert harness.sent[-1] == "NICK ann2"


def test_a_nick_that_a_bouncer_gives_is_kept_and_not_called_taken() -> None:
    harness = PacedSessionHarness()
    harness.record(harness.session.note_connecting(0))
    harness.record(harness.session.note_opened(0))
    harness.receive(":znc 001 annz :Welcome", ":znc 422 annz :no MOTD")
    assert Welcomed("annz", "annz", "znc") in harness.events
    harness.sent.clear()
    harness.receive(":annz!u@h JOIN #tea", ":ann!u@h JOIN #tea", ":ann!u@h QUIT :bye")
    harness.pass_time(200_000)
    assert sent(harness, "NICK") == []


def _connect_while_the_name_is_taken(account: str, lists: str = "sasl") -> PacedSessionHarness:
    harness = PacedSessionHarness()
    harness.record(harness.session.note_opened(1))
    harness.receive(f":s CAP * LS :{lists}", ":s 433 * ann :taken")
    harness.receive(f":s 900 ann2 ann2!u@h {account} :You are now logged in as {account}") if account else None
    harness.receive(":s 001 ann2 :Welcome", ":s 422 ann2 :no MOTD")
    return harness


def test_owner_of_a_name_takes_it_back_from_whoever_uses_it() -> None:
    harness = _connect_while_the_name_is_taken("Ann")
    harness.pass_time(2_000)
    assert sent(harness, "PRIVMSG") == ["PRIVMSG NickServ :GHOST ann"]
    harness.pass_time(4_000)
    assert sent(harness, "NICK")[-1] == "NICK ann"
    harness.receive(":ann2!u@h NICK ann")
    harness.sent.clear()
    harness.receive(":s 900 ann ann!u@h Ann :You are now logged in as Ann")
    harness.pass_time(100_000)
    assert sent(harness, "PRIVMSG") == sent(harness, "NICK") == []


def test_name_is_taken_back_after_a_late_login() -> None:
    harness = _connect_while_the_name_is_taken("")
    harness.pass_time(2_000)
    assert sent(harness, "PRIVMSG") == []
    harness.receive(":s 900 ann2 ann2!u@h ann :You are now logged in as ann")
    harness.pass_time(2_000)
    assert sent(harness, "PRIVMSG") == ["PRIVMSG NickServ :GHOST ann"]


def test_nobody_is_disconnected_for_a_name_of_others_and_on_our_own_server() -> None:
    for account, lists in (("anna", "sasl"), ("ann", f"sasl {RESEND}")):
        harness = _connect_while_the_name_is_taken(account, lists)
        harness.pass_time(10_000)
        assert sent(harness, "PRIVMSG") == []
