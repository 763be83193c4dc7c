"""Publishing a profile: now, after the next connection, and as the real name where there are no profiles."""

from __future__ import annotations

from desktop_chat.client.events import ProfilePublished
from desktop_chat.client.person import Person
from desktop_chat.client.profiles import DISPLAY_NAME, PRONOUNS, STATUS
from tests.client.handlers.test_metadata import CAPABILITIES, on_server, sent
from tests.client.session_harness import MODERN, SessionHarness


def test_a_profile_waits_for_the_connection_and_for_the_answer() -> None:
    harness = SessionHarness()
    harness.session.set_person(Person("ann", "ann", "ann"))
    assert harness.record(harness.session.publish_profile({STATUS: "at\nlunch", PRONOUNS: ""})) == []
    harness.connect(CAPABILITIES, ":s METADATA ann pronouns * :she/her")
    assert sent(harness)[1:] == ["METADATA * SET status :at lunch", "METADATA * SET pronouns"]
    assert ProfilePublished() not in harness.receive(":s 761 ann ann status * :at lunch")
    harness.record(harness.session.note_closed("cut", 2000))
    harness.sent.clear()
    harness.connect(CAPABILITIES, ":s METADATA ann pronouns * :she/her", ":s METADATA ann status * :at lunch")
    assert sent(harness)[1:] == ["METADATA * SET pronouns"]
    assert ProfilePublished() in harness.receive(":s 766 ann ann pronouns :not set")
    assert harness.session.profile_of("ann") == {STATUS: "at lunch"}


def test_a_new_name_is_the_real_name_too_and_where_there_are_no_profiles() -> None:
    harness = on_server(f"{MODERN} setname")
    assert ProfilePublished() not in harness.record(harness.session.publish_profile({DISPLAY_NAME: "Ann Lee"}))
    assert sent(harness) == ["SETNAME :Ann Lee"]
    harness.record(harness.session.publish_profile({DISPLAY_NAME: "Ann Lee"}))
    assert sent(harness) == ["SETNAME :Ann Lee"]
