"""What the host does and sees, over the control channel."""

from __future__ import annotations

from tests.hub.harness import HubHarness, commands_of


def test_host_can_kick_announce_and_close() -> None:
    harness = HubHarness()
    ann, bob = (harness.register(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    harness.read_lines(ann)
    assert [row.nick for row in harness.hub.host.user_rows(harness.now)] == ["ann", "bob"]
    assert harness.hub.host.kick_person("BOB", "enough", harness.now)
    assert not harness.hub.host.kick_person("bob", "", harness.now)
    harness.hub.host.announce_text("tea", harness.now)
    harness.hub.close_all("The host has stopped this chat.", harness.now)
    harness.take_outcome()
    harness.run_until_idle()
    assert bob.closing
    assert ann.closing
    assert harness.read_lines(bob)[-1] == "ERROR :enough"
    assert commands_of(harness.read_lines(ann)) == ["QUIT", "NOTICE", "ERROR"]
