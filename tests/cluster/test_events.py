"""Names of boots sort by their beginning."""

from __future__ import annotations

from desktop_chat.cluster.events import boot_name


def test_later_boot_has_a_greater_name() -> None:
    names = [boot_name(position, "ffff") for position in (0, 9, 10, 4096, 1 << 40)]
    assert names == sorted(names)
    assert boot_name(9, "ffff") < boot_name(10, "0000")
    assert len({boot_name(9, "a"), boot_name(9, "b")}) == 2
