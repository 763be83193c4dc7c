"""Who is who over time."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_chat.hub.identities import MOST_OF_GUESTS, OWNED_MS, Identities
from desktop_chat.storage.port import IdentitySeen, Seen


def _is_guest(identity: str) -> bool:
    return not identity.startswith("account:")


def _known(known: Sequence[IdentitySeen] = (), seen: Sequence[Seen] = ()) -> Identities:
    return Identities(known, seen, _is_guest)


def _seen(identity: str, nick: str, time: int) -> IdentitySeen:
    return IdentitySeen(identity, nick, "u", "h", time)


def test_a_nick_is_its_owners_until_it_was_not_seen_for_long() -> None:
    known = _known([_seen("cert:a", "Ann", 1000)], [])
    assert known.owner("ann", 1000 + OWNED_MS) == "cert:a"
    assert known.owner("ann", 1001 + OWNED_MS) == ""
    assert known.last_owner("ann") == "cert:a"
    assert known.owner("bob", 0) == ""


def test_a_new_name_frees_the_old_one() -> None:
    known = _known()
    known.saw(_seen("cert:a", "Ann", 1))
    known.saw(_seen("cert:a", "Anna", 2))
    assert (known.owner("ann", 3), known.owner("anna", 3)) == ("", "cert:a")
    assert known.nick("cert:a") == "Anna"


def test_the_newest_of_two_owners_counts_whatever_their_order() -> None:
    known = _known([_seen("cert:b", "Ann", 2), _seen("cert:a", "Ann", 1)], [])
    assert known.owner("ann", 3) == "cert:b"
    known.saw(_seen("cert:a", "Other", 4))
    assert known.owner("ann", 5) == "cert:b"


def test_guests_are_called_by_their_looks() -> None:
    assert _known().nick("host:bob!bob@::1") == "bob"
    assert _known().nick("cert:unknown") == ""


def test_what_was_shown_never_goes_back() -> None:
    known = _known([], [Seen("cert:a", 1, 50, present=False)])
    assert known.show("cert:a", 1, 40, present=True) == [Seen("cert:a", 1, 50, present=True)]
    assert known.show("cert:a", 1, 60, present=False)[0].upto == 60
    assert known.shown("cert:a", 2) is None


def test_of_very_many_guests_those_of_long_ago_are_forgotten() -> None:
    known = _known()
    known.show("account:olga", 1, 5, present=False)
    for number in range(MOST_OF_GUESTS):
        assert len(known.show(f"host:n{number}!u@h", 1, number, present=False)) == 1
    known.show("host:n0!u@h", 1, 9, present=True)
    kept = known.show("host:new!u@h", 1, 9, present=True)
    assert kept == [Seen("host:new!u@h", 1, 9, present=True), Seen("host:n1!u@h", 1, 1, present=False, dropped=True)]
    assert known.shown("host:n1!u@h", 1) is None
    assert known.shown("host:n0!u@h", 1) is not None
    assert known.shown("account:olga", 1) is not None


def test_where_somebody_is() -> None:
    known = _known(seen=[Seen("cert:a", 1, 5, present=True), Seen("cert:a", 2, 5, present=False)])
    assert [seen.room for seen in known.present("cert:a")] == [1]
    assert known.present("cert:b") == []
