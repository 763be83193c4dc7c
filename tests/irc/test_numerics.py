from __future__ import annotations

import pytest

from desktop_chat.irc import numerics


def test_every_number_has_one_name() -> None:
    rows = [(name, value) for name, value in vars(numerics).items() if name.startswith(("RPL_", "ERR_"))]
    assert len({value for _, value in rows}) == len(rows) == len(numerics.NAMES)
    assert all(len(value) == 3 and value.isdigit() for _, value in rows)


def test_some_that_everybody_knows() -> None:
    assert (numerics.RPL_WELCOME, numerics.RPL_ISUPPORT, numerics.RPL_NAMREPLY) == ("001", "005", "353")
    assert (numerics.ERR_NICKNAMEINUSE, numerics.ERR_BANNEDFROMCHAN) == ("433", "474")
    assert numerics.NAMES["473"] == "ERR_INVITEONLYCHAN"


@pytest.mark.parametrize(
    ("command", "refuses"),
    [
        ("433", True),
        ("599", True),
        ("904", True),
        ("691", True),
        ("903", False),
        ("001", False),
        ("PING", False),
        ("4", False),
        ("FAIL", False),
        ("٤٣٣", False),
    ],
)
def test_refusals(command: str, refuses: bool) -> None:
    assert numerics.is_refusal(command) is refuses
