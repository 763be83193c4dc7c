"""Answers and their labels."""

from __future__ import annotations

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.message import parse_line
from tests.hub.harness import MODERN_CAPS, HubHarness, parse_lines


def test_labels_of_one_line_several_lines_and_no_line() -> None:
    harness = HubHarness()
    ann = harness.register("ann", MODERN_CAPS, rooms=["#tea"])
    plain = harness.register("bob", "labeled-response message-tags batch", rooms=["#tea"])
    harness.read_lines(ann)
    (echo,) = harness.exchange(ann, "@label=1 PRIVMSG #tea :hi")
    assert (parse_line(echo).command, parse_line(echo).tags["label"]) == ("PRIVMSG", "1")
    (pong,) = harness.exchange(ann, "@label=2 PING x")
    assert parse_line(pong).tags["label"] == "2"
    harness.read_lines(plain)
    (ack,) = harness.exchange(plain, "@label=3 PRIVMSG #tea :hi")
    assert (parse_line(ack).command, parse_line(ack).tags["label"]) == ("ACK", "3")
    harness.read_lines(ann)
    lines = parse_lines(harness.exchange(ann, "@label=4 WHOIS bob"))
    assert lines[0].command == "BATCH"
    assert lines[0].tags["label"] == "4"
    assert all("batch" in line.tags for line in lines[1:-1])
    (refused,) = harness.exchange(ann, "@label=5 JOIN nowhere")
    assert (parse_line(refused).command, parse_line(refused).tags["label"]) == ("403", "5")


def test_text_of_one_word_has_a_colon() -> None:
    """Some clients take the first letter off whatever is last where a text is expected."""
    harness = HubHarness()
    ann, bob, old = (
        harness.register("ann", rooms=["#tea"]),
        harness.register("bob", "away-notify setname"),
        harness.register("cid"),
    )
    harness.exchange(bob, "JOIN #tea")
    harness.exchange(old, "JOIN #tea")
    for seat in (ann, bob, old):
        harness.read_lines(seat)

    def told(line: str, *, who: Seat = ann, hears: Seat = bob) -> str:
        harness.exchange(who, line)
        return harness.read_lines(hears)[-1].partition(" ")[2]

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
        line.partition(" ")[2]
        for line in harness.exchange(ann, "WHOIS bob", "NAMES #tea", "WHO #tea %nr", "WHO #tea %n")
    }
    assert {"353 anna = #tea :@anna bob", "319 anna bob :#tea", "354 anna bob :Bob", "354 anna bob"} <= lines
    harness.hub.host.announce_text("soon", harness.now)
    harness.take_outcome()
    harness.mark_durable()
    assert harness.read_lines(bob)[-1] == ":desk.example NOTICE bob :soon"
    assert told("QUIT bye") == "QUIT :Quit: bye"
