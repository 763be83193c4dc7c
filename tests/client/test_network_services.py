"""Programs that write like people are told apart by their names."""

from __future__ import annotations

import pytest

from desktop_chat.client.network_services import is_service, marks_playback, tells_events


@pytest.mark.parametrize("nick", ["NickServ", "chanserv", "*status", "Q@CServe.quakenet.org", "HistServ"])
def test_services_are_recognised(nick: str) -> None:
    assert is_service(nick)


@pytest.mark.parametrize("nick", ["ann", "*", "serv", "server", "servant", "preserve"])
def test_people_are_no_services(nick: str) -> None:
    assert not is_service(nick)


def test_only_whole_sources_tell_events_and_mark_playback() -> None:
    assert tells_events("HistServ!HistServ@localhost")
    assert tells_events("*buffextras!znc@znc.in")
    assert not tells_events("HistServ!HistServ@elsewhere")
    assert marks_playback("***!znc@znc.in")
    assert not marks_playback("***")
