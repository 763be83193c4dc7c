from __future__ import annotations

from desktop_chat.irc import numerics


def test_every_number_has_one_name() -> None:
    rows = [(name, value) for name, value in vars(numerics).items() if name.startswith(("RPL_", "ERR_"))]
    assert len({value for _, value in rows}) == len(rows)
    assert all(len(value) == 3 and value.isdigit() for _, value in rows)


def test_well_known_graphemes() -> None:
    assert (numerics.RPL_WELCOME, numerics.RPL_ISUPPORT, numerics.RPL_NAMREPLY) == ("001", "005", "353")
    assert (numerics.ERR_NICKNAMEINUSE, numerics.ERR_BANNEDFROMCHAN) == ("433", "474")
