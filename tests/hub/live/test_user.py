"""Seats and Users."""

from __future__ import annotations

from desktop_chat.hub.live import view_bits
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.user import INVITATIONS, Seat, User


def _seat(secure: bool = False) -> Seat:
    seat = Seat(1, thread=0, address="192.0.2.7", port=1, secure=secure)
    seat.username = "ann"
    return seat


def test_capabilities_set_the_view_bits() -> None:
    seat = _seat()
    seat.set_capabilities(frozenset({"server-time", "labeled-response", "setname"}))
    assert (seat.view_bits, seat.labels) == (view_bits.TIME, True)


def test_user_has_several_seats() -> None:
    user = User(_seat(secure=True), "Ann", host="h", identity="", now=0)
    assert user.is_secure
    user.seats.append(_seat())
    assert not user.is_secure


def test_guest_has_weak_identity_and_certificate_a_strong_one() -> None:
    guest = User(_seat(), "Ann", host="h", identity="", now=0)
    assert guest.replay_identity == "host:ann!ann@192.0.2.7"
    guest.change_nick("Anna", 5)
    assert (guest.source, guest.replay_identity) == ("Anna!ann@h", "host:anna!ann@192.0.2.7")
    assert User(_seat(), "Ann", host="h", identity="cert:a", now=0).replay_identity == "cert:a"


def test_messages_per_minute_counts_the_last_minute() -> None:
    user = User(_seat(), "Ann", host="h", identity="", now=0)
    assert user.messages_per_minute(0) == 0
    for moment in (1_000, 50_000, 61_000):
        user.note_messages(moment, 2)
    assert user.messages_per_minute(61_001) == 4
    assert user.active == 61_000


def test_oldest_of_too_many_invitations_is_dropped() -> None:
    user = User(_seat(), "Ann", host="h", identity="", now=0)
    rooms = [Channel(f"#{number}", number, created=0) for number in range(INVITATIONS + 1)]
    for number in range(INVITATIONS + 1):
        user.add_invitation(rooms[number], number)
    assert len(user.invited) == INVITATIONS
    assert rooms[0] not in user.invited
