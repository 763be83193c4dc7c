"""What a server tells of itself: who is here, its rooms by their newest message, its figures, and its beacon."""

from __future__ import annotations

from desktop_chat.net.addresses import ListenAddress
from desktop_chat.server.server_reports import version_text
from tests.irc_client import IrcClient
from tests.server.conftest import Start


def test_reports_follow_the_chat(start: Start) -> None:
    server = start("server.name=Tea house")
    reports, (address, *_) = server.reports, server.listening
    assert isinstance(address, ListenAddress)
    with IrcClient(address.port) as ann:
        ann.register("ann", "echo-message")
        ann.join("#tea")
        ann.join("#cake")
        ann.send("PRIVMSG #tea :one", "PRIVMSG #tea :two")
        ann.until("PRIVMSG")
        ann.until("PRIVMSG")  # the echo follows the commit
        users, links, knocks, roles = reports.people_rows()
        assert [user.nick for user in users] == ["ann"]
        assert (links, knocks) == ((), ())
        assert [(row.role, row.name, row.room) for row in roles] == [
            ("moderator", "ann", room) for room in ("#tea", "#cake")
        ]
        first = reports.room_rows()[0]
        assert (first.name, first.messages) == ("#tea", 2)
        counters = reports.read_counters()
        assert (counters.users, counters.peak, counters.messages_total) == (1, 1, 2)
        assert counters.database > 0
        beacon = reports.read_beacon()
        assert (beacon.name, beacon.port, beacon.people) == ("Tea house", address.port, 1)
        assert (beacon.id, beacon.version) == (server.identity.fingerprint, version_text())
    assert reports.read_words() == ()
