"""Answers and their labels."""

from __future__ import annotations

from desktop_chat.irc.message import parse
from tests.hub.stage import MODERN, Stage, messages


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
