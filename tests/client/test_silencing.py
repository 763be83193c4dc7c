"""Why a person may not speak in a room: by MODE, by a refusal, and until when."""

from __future__ import annotations

import pytest

from desktop_chat.client.silence import Silence, SilenceReason
from tests.client.memory_hub import MemoryHub, SimulatedClient, settle_clients
from tests.client.session_harness import MODERN, SessionHarness
from tests.client.test_rooms_with_hub import ROOM, pass_minutes, two_in_a_room


def reason_of(client: SimulatedClient | SessionHarness) -> SilenceReason | None:
    silence = client.session.silence_of(ROOM)
    return silence.reason if silence is not None else None


def test_ban_without_a_kick_silences_until_it_is_lifted_or_a_role_is_given() -> None:
    hub = MemoryHub()
    ann, bob = two_in_a_room(hub)
    ann.apply_events(ann.session.change_list(ROOM, "b", "bob!*@*", 10, listed=True))
    settle_clients(ann, bob)
    assert bob.session.silence_of(ROOM) == Silence(SilenceReason.BANNED, "ann", 10, "bob!*@*")
    assert ann.session.silence_of(ROOM) is None
    ann.apply_events(ann.session.run_command(ROOM, "/voice bob", hub.now))
    settle_clients(ann, bob)
    assert reason_of(bob) is None
    ann.apply_events(ann.session.run_command(ROOM, "/devoice bob", hub.now))
    settle_clients(ann, bob)
    assert reason_of(bob) is SilenceReason.BANNED
    pass_minutes(hub, 10)
    settle_clients(ann, bob)
    assert reason_of(bob) is None


def test_silence_that_no_mode_told_is_known_from_a_refusal() -> None:
    hub = MemoryHub()
    ann, bob = two_in_a_room(hub)
    ann.apply_events(ann.session.mute_member(ROOM, "bob!*@*"))
    bob.cut_link()
    settle_clients(ann)
    bob.start_program()
    bob.connect()
    settle_clients(bob)
    bob.apply_events(bob.session.join_channel(ROOM))
    settle_clients(ann, bob)
    assert reason_of(bob) is None
    bob.send_texts(ROOM, "hello?")
    settle_clients(ann, bob)
    assert reason_of(bob) is SilenceReason.REFUSED
    ann.apply_events(ann.session.mute_member(ROOM, "bob!*@*", muted=False))
    settle_clients(ann, bob)
    assert reason_of(bob) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("+b *!*@h", SilenceReason.BANNED),
        ("+b ann", SilenceReason.BANNED),
        ("+q ann!*@*", SilenceReason.MUTED),
        ("+b ~q:*!u@h", SilenceReason.MUTED),
        ("+b bob!*@*", None),
        ("+b $a:ann", None),  # without a login
        ("+be ann!*@* *!*@h", None),
        ("+b-b ann!*@* ANN!*@*", SilenceReason.BANNED),
    ],
)
def test_masks_are_compared_with_what_others_see(change: str, reason: SilenceReason | None) -> None:
    harness = SessionHarness()
    harness.connect(MODERN, ":s 005 ann CHANMODES=beIq,k,l,imnst EXTBAN=~,qa :are")
    harness.enter_room(ROOM, "@bob")
    harness.receive(f":bob!b@h MODE {ROOM} {change}")
    assert reason_of(harness) is reason


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Cannot send to channel", SilenceReason.REFUSED),
        ("Cannot send to nick/channel", SilenceReason.REFUSED),
        ("You are banned (#tea)", SilenceReason.REFUSED),
        ("Cannot send to channel (+m)", SilenceReason.REFUSED),
        ("Cannot send to channel (+c)", None),
        ("Color is not permitted in this channel (#tea)", None),
    ],
)
def test_refusal_silences_only_if_it_is_about_the_person(words: str, reason: SilenceReason | None) -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room(ROOM, "@bob")
    harness.record(harness.session.send_text(ROOM, "hello?", 1_000))
    label = harness.last_sent("PRIVMSG").tags["label"]
    harness.receive(f"@label={label} :s 404 ann {ROOM} :{words}")
    assert reason_of(harness) is reason
    harness.record(harness.session.send_text(ROOM, "now?", 2_000))
    label = harness.last_sent("PRIVMSG").tags["label"]
    harness.receive(f"@label={label};msgid=m1 :ann!u@h PRIVMSG {ROOM} now?")
    assert reason_of(harness) is None
