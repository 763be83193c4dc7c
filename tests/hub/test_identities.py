"""Who is who over time."""

from __future__ import annotations

from desktop_chat.hub.identities import OWNED_MS, Identities
from desktop_chat.storage.port import IdentitySeen, Seen


def _seen(identity: str, nick: str, time: int) -> IdentitySeen:
    return IdentitySeen(identity, nick, "u", "h", time)


def test_a_nick_is_its_owners_until_it_was_not_seen_for_long() -> None:
    known = Identities([_seen("cert:a", "Ann", 1000)], [])
    assert known.owner("ann", 1000 + OWNED_MS) == "cert:a"
    assert known.owner("ann", 1001 + OWNED_MS) == ""
    assert known.last_owner("ann") == "cert:a"
    assert known.owner("bob", 0) == ""


def test_a_new_name_frees_the_old_one() -> None:
    known = Identities([], [])
    known.saw(_seen("cert:a", "Ann", 1))
    known.saw(_seen("cert:a", "Anna", 2))
    assert (known.owner("ann", 3), known.owner("anna", 3)) == ("", "cert:a")
    assert known.nick("cert:a") == "Anna"


def test_the_newest_of_two_owners_counts_whatever_their_order() -> None:
    known = Identities([_seen("cert:b", "Ann", 2), _seen("cert:a", "Ann", 1)], [])
    assert known.owner("ann", 3) == "cert:b"
    known.saw(_seen("cert:a", "Other", 4))
    assert known.owner("ann", 5) == "cert:b"


def test_guests_are_called_by_their_looks() -> None:
    assert Identities([], []).nick("host:bob!bob@::1") == "bob"
    assert Identities([], []).nick("cert:unknown") == ""


def test_what_was_shown_never_goes_back() -> None:
    known = Identities([], [Seen("cert:a", 1, 50, present=False)])
    assert known.show("cert:a", 1, 40, present=True) == Seen("cert:a", 1, 50, present=True)
    assert known.show("cert:a", 1, 60, present=False).upto == 60
    assert known.shown("cert:a", 2) is None
