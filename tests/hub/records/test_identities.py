"""Identities over time: owned nicks and seen marks."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_chat.hub.records.identities import MOST_OF_GUESTS, OWNED_MS, Identities
from desktop_chat.storage.records import IdentitySeen, SeenMark


def _is_guest(identity: str) -> bool:
    return not identity.startswith("account:")


def _known(known: Sequence[IdentitySeen] = (), seen: Sequence[SeenMark] = ()) -> Identities:
    return Identities(known, seen, _is_guest)


def _seen(identity: str, nick: str, time: int) -> IdentitySeen:
    return IdentitySeen(identity, nick, "u", "h", time)


def test_nick_is_owned_until_its_owner_is_long_absent() -> None:
    known = _known([_seen("cert:a", "Ann", 1000)], [])
    assert known.owner_of("ann", 1000 + OWNED_MS) == "cert:a"
    assert known.owner_of("ann", 1001 + OWNED_MS) == ""
    assert known.last_owner("ann") == "cert:a"
    assert known.owner_of("bob", 0) == ""


def test_new_nick_frees_the_old_one() -> None:
    known = _known()
    known.note_seen(_seen("cert:a", "Ann", 1))
    known.note_seen(_seen("cert:a", "Anna", 2))
    assert (known.owner_of("ann", 3), known.owner_of("anna", 3)) == ("", "cert:a")
    assert known.nick_of("cert:a") == "Anna"


def test_newest_owner_of_a_nick_wins_in_any_order() -> None:
    known = _known([_seen("cert:b", "Ann", 2), _seen("cert:a", "Ann", 1)], [])
    assert known.owner_of("ann", 3) == "cert:b"
    known.note_seen(_seen("cert:a", "Other", 4))
    assert known.owner_of("ann", 5) == "cert:b"


def test_weak_identity_is_shown_by_its_nick() -> None:
    assert _known().nick_of("host:bob!bob@::1") == "bob"
    assert _known().nick_of("cert:unknown") == ""


def test_seen_mark_never_goes_back() -> None:
    known = _known([], [SeenMark("cert:a", 1, 50, present=False)])
    assert known.set_seen_until("cert:a", 1, 40, present=True) == [SeenMark("cert:a", 1, 50, present=True)]
    assert known.set_seen_until("cert:a", 1, 60, present=False)[0].upto == 60
    assert known.seen_until("cert:a", 2) is None


def test_mark_keeps_the_earliest_entry() -> None:
    known = _known()
    assert known.set_seen_until("cert:a", 1, 60, present=True, entered=55)[0].entered == 55
    assert known.set_seen_until("cert:a", 1, 70, present=False)[0].entered == 55
    assert known.set_seen_until("cert:a", 1, 80, present=True, entered=77)[0].entered == 55
    assert known.set_seen_until("cert:a", 1, 80, present=True, entered=50)[0].entered == 50
    assert known.set_seen_until("cert:a", 2, 90, present=False)[0].entered == 90


def test_oldest_of_too_many_guests_are_forgotten() -> None:
    known = _known()
    known.set_seen_until("account:olga", 1, 5, present=False)
    for number in range(MOST_OF_GUESTS):
        assert len(known.set_seen_until(f"host:n{number}!u@h", 1, number, present=False)) == 1
    known.set_seen_until("host:n0!u@h", 1, 9, present=True)
    kept = known.set_seen_until("host:new!u@h", 1, 9, present=True)
    assert kept == [
        SeenMark("host:new!u@h", 1, 9, present=True, entered=9),
        SeenMark("host:n1!u@h", 1, 1, present=False, entered=1, dropped=True),
    ]
    assert known.seen_until("host:n1!u@h", 1) is None
    assert known.seen_until("host:n0!u@h", 1) is not None
    assert known.seen_until("account:olga", 1) is not None


def test_rooms_of_an_identity_are_those_it_is_in() -> None:
    known = _known(seen=[SeenMark("cert:a", 1, 5, present=True), SeenMark("cert:a", 2, 5, present=False)])
    assert [seen.room for seen in known.rooms_of("cert:a")] == [1]
    assert known.rooms_of("cert:b") == []
