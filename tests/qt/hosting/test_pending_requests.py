"""Each request gets one answer, even if the server is lost."""

from __future__ import annotations

from desktop_chat.net.control_values import ControlAnswer
from desktop_chat.qt.hosting.pending_requests import PendingRequests


def test_answer_reaches_its_receiver_once() -> None:
    requests = PendingRequests()
    heard: list[ControlAnswer] = []
    others: list[ControlAnswer] = []
    first = requests.new_request("kick", {"nick": "ann"}, heard.append)
    second = requests.new_request("stop", {}, None)
    third = requests.new_request("bans", {}, others.append)
    assert (first.do, first.arguments) == ("kick", {"nick": "ann"})
    assert len({0, 1, first.id, second.id, third.id}) == 5
    for request in (second, first, first):
        requests.take_answer(ControlAnswer(request.id, True))
    requests.take_answer(ControlAnswer(99, True))
    assert heard == [ControlAnswer(first.id, True)]
    assert others == []


def test_pending_requests_fail_when_the_server_is_lost() -> None:
    requests = PendingRequests()
    heard: list[ControlAnswer] = []
    asked = requests.new_request("kick", {}, heard.append)
    requests.new_request("stop", {}, None)
    requests.fail_all("The chat ended.")
    requests.fail_all("again")
    requests.take_answer(ControlAnswer(asked.id, True))
    assert [(answer.ok, answer.error) for answer in heard] == [(False, "The chat ended.")]


def test_forgotten_requests_get_no_answer() -> None:
    requests = PendingRequests()
    heard: list[ControlAnswer] = []
    requests.new_request("kick", {}, heard.append)
    requests.forget_all()
    requests.fail_all("The chat ended.")
    assert heard == []
