"""What those without an account may leave."""

from __future__ import annotations

from desktop_chat.hub.allowance import Allowance


def test_who_has_set_nothing_for_longest_makes_room() -> None:
    allowance = Allowance(5, lambda owner: owner != "account")
    for owner, count in (("a", 2), ("b", 2), ("a", 3), ("account", 100)):
        allowance.note(owner, count)
        assert list(allowance.surplus()) == []
    allowance.note("c", 1)
    assert list(allowance.surplus()) == ["b"]
    allowance.note("a", 0)
    allowance.note("d", 4)
    assert list(allowance.surplus()) == []


def test_who_has_an_account_by_now_is_spared() -> None:
    guests = {"a", "b"}
    allowance = Allowance(3, guests.__contains__)
    allowance.note("a", 2)
    guests.discard("a")
    allowance.note("b", 2)
    assert list(allowance.surplus()) == []
    allowance.note("b", 3)
    assert list(allowance.surplus()) == []
