"""Each request gets one answer, whatever becomes of the server."""

from __future__ import annotations

from desktop_chat.net.control import Answer
from desktop_chat.qt.requests import Requests


def test_an_answer_reaches_who_asked_once() -> None:
    requests = Requests()
    heard: list[Answer] = []
    others: list[Answer] = []
    first = requests.new("kick", {"nick": "ann"}, heard.append)
    second = requests.new("stop", {}, None)
    third = requests.new("bans", {}, others.append)
    assert (first.do, first.arguments) == ("kick", {"nick": "ann"})
    assert len({0, 1, first.id, second.id, third.id}) == 5
    for request in (second, first, first):
        requests.answered(Answer(request.id, True))
    requests.answered(Answer(99, True))
    assert heard == [Answer(first.id, True)]
    assert others == []


def test_who_still_waits_when_the_server_goes_is_told_why() -> None:
    requests = Requests()
    heard: list[Answer] = []
    asked = requests.new("kick", {}, heard.append)
    requests.new("stop", {}, None)
    requests.lost("The chat ended.")
    requests.lost("again")
    requests.answered(Answer(asked.id, True))
    assert [(answer.ok, answer.error) for answer in heard] == [(False, "The chat ended.")]


def test_whoever_has_gone_is_not_called() -> None:
    requests = Requests()
    heard: list[Answer] = []
    requests.new("kick", {}, heard.append)
    requests.forget()
    requests.lost("The chat ended.")
    assert heard == []
