"""Answers and their labels."""

from __future__ import annotations

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.message import parse_line
from tests.hub.stage import MODERN, Stage, messages


def test_labels() -> None:
    stage = Stage()
    ann = stage.enter("ann", MODERN, rooms=["#tea"])
    plain = stage.enter("bob", "labeled-response message-tags batch", rooms=["#tea"])
    stage.heard(ann)
    (echo,) = stage.talk(ann, "@label=1 PRIVMSG #tea :hi")
    assert (parse_line(echo).command, parse_line(echo).tags["label"]) == ("PRIVMSG", "1")
    (pong,) = stage.talk(ann, "@label=2 PING x")
    assert parse_line(pong).tags["label"] == "2"
    stage.heard(plain)
    (ack,) = stage.talk(plain, "@label=3 PRIVMSG #tea :hi")
    assert (parse_line(ack).command, parse_line(ack).tags["label"]) == ("ACK", "3")
    stage.heard(ann)
    lines = messages(stage.talk(ann, "@label=4 WHOIS bob"))
    assert lines[0].command == "BATCH"
    assert lines[0].tags["label"] == "4"
    assert all("batch" in line.tags for line in lines[1:-1])
    (refused,) = stage.talk(ann, "@label=5 JOIN nowhere")
    assert (parse_line(refused).command, parse_line(refused).tags["label"]) == ("403", "5")


def test_texts_of_one_word_have_a_colon_wherever_they_come_from() -> None:
    """Some clients take the first letter off whatever is last where a text is expected."""
    stage = Stage()
    ann, bob, old = stage.enter("ann", rooms=["#tea"]), stage.enter("bob", "away-notify setname"), stage.enter("cid")
    stage.talk(bob, "JOIN #tea")
    stage.talk(old, "JOIN #tea")
    for seat in (ann, bob, old):
        stage.heard(seat)

    def told(line: str, *, who: Seat = ann, hears: Seat = bob) -> str:
        stage.talk(who, line)
        return stage.heard(hears)[-1].partition(" ")[2]

    assert told("TOPIC #tea green") == "TOPIC #tea :green"
    assert told("PRIVMSG #tea hot") == "PRIVMSG #tea :hot"
    assert told("NOTICE bob hot") == "NOTICE bob :hot"
    assert told("AWAY out") == "AWAY :out"
    assert told("SETNAME Anna") == "SETNAME :Anna"
    assert told("MODE #tea +v cid") == "MODE #tea +v cid"
    assert told("NICK anna") == "NICK anna"
    assert told("PART #tea bye", who=old) == "PART #tea :bye"
    assert told("JOIN #tea", who=old) == "JOIN #tea"
    assert told("KICK #tea cid out") == "KICK #tea cid :out"
    lines = {
        line.partition(" ")[2] for line in stage.talk(ann, "WHOIS bob", "NAMES #tea", "WHO #tea %nr", "WHO #tea %n")
    }
    assert {"353 anna = #tea :@anna bob", "319 anna bob :#tea", "354 anna bob :Bob", "354 anna bob"} <= lines
    stage.hub.announce_text("soon", stage.now)
    stage.take()
    stage.sync()
    assert stage.heard(bob)[-1] == ":desk.example NOTICE bob :soon"
    assert told("QUIT bye") == "QUIT :Quit: bye"
