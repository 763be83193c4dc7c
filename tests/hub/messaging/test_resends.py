"""A message that is sent again under its id is delivered once, and confirmed each time."""

from __future__ import annotations

from desktop_chat.irc.message import parse_line
from tests.hub.conftest import Open
from tests.hub.harness import FINGERPRINT, MODERN_CAPS, HubHarness


def test_a_resend_is_confirmed_and_delivered_once() -> None:
    harness = HubHarness()
    ann = harness.register("ann", MODERN_CAPS + " desktop-chat/resend", fingerprint=FINGERPRINT, rooms=["#tea"])
    bob = harness.register("bob", rooms=["#tea"])
    harness.read_lines(ann)
    (first,) = harness.exchange(ann, "@desktop-chat/id=x1;label=1 PRIVMSG #tea :once")
    (again,) = harness.exchange(ann, "@desktop-chat/id=x1;desktop-chat/resend;label=2 PRIVMSG #tea :once")
    assert parse_line(first).tags["msgid"] == parse_line(again).tags["msgid"]
    assert parse_line(again).tags["label"] == "2"
    assert len(harness.read_lines(bob)) == 1
    assert "desktop-chat/id" not in first


def test_a_resend_after_a_restart_is_looked_up(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    ann = harness.register("ann", MODERN_CAPS, fingerprint=FINGERPRINT, rooms=["#tea"])
    (first,) = harness.exchange(ann, "@desktop-chat/id=x1;+draft/reply=a PRIVMSG #tea :once")
    other = HubHarness(store=open_store())
    back = other.register("ann", MODERN_CAPS, fingerprint=FINGERPRINT, rooms=["#tea"])
    (again,) = other.exchange(back, "@desktop-chat/id=x1;desktop-chat/resend;label=5 PRIVMSG #tea :once")
    assert parse_line(again).tags == {**parse_line(first).tags, "label": "5"}
    (new,) = other.exchange(back, "@desktop-chat/id=x2;desktop-chat/resend;label=6 PRIVMSG #tea :new")
    assert (parse_line(new).params[1], parse_line(new).tags["label"]) == ("new", "6")
    assert [entry.text for entry in other.kept_messages] == ["new"]


def test_a_resend_that_is_looked_up_meets_the_line_that_was_on_its_way() -> None:
    harness = HubHarness()
    before = harness.register("ann", MODERN_CAPS, fingerprint=FINGERPRINT, rooms=["#tea"])
    back = harness.register("ann", MODERN_CAPS, fingerprint=FINGERPRINT)
    harness.send(back, "@desktop-chat/id=x1;desktop-chat/resend;label=2 PRIVMSG #tea :once")
    harness.send(before, "@desktop-chat/id=x1 PRIVMSG #tea :once")
    harness.hub.finish_work(harness.jobs.pop(), None, harness.now)
    harness.take_outcome()
    assert [entry.text for entry in harness.kept_messages] == ["once"]


def test_a_resend_is_refused_while_the_store_fails() -> None:
    harness = HubHarness()
    ann = harness.register("ann", MODERN_CAPS, fingerprint=FINGERPRINT, rooms=["#tea"])
    harness.send(ann, "@desktop-chat/id=x1;desktop-chat/resend PRIVMSG #tea :once")
    harness.hub.fail_work(harness.jobs.pop(), OSError("disk"), harness.now)
    harness.take_outcome()
    (line,) = harness.read_lines(ann)
    assert parse_line(line).params[:2] == ("PRIVMSG", "TEMPORARILY_UNAVAILABLE")
    assert not harness.kept_messages


def test_a_resend_of_a_guest_is_confirmed() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", MODERN_CAPS), harness.register("bob")
    (first,) = harness.exchange(ann, "@desktop-chat/id=x1 PRIVMSG bob :once")
    (again,) = harness.exchange(ann, "@desktop-chat/id=x1;desktop-chat/resend PRIVMSG bob :once")
    assert first == again
    assert len(harness.read_lines(bob)) == 1
