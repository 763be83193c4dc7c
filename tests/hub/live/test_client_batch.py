"""A multiline batch of a client is bounded, and the first fault is reported once."""

from __future__ import annotations

import pytest

from desktop_chat.hub.live.client_batch import BatchError, ClientBatch
from desktop_chat.irc.message import parse_line
from desktop_chat.irc.multiline import Line

LINES, BYTES = 3, 20


def add(batch: ClientBatch, line: str) -> None:
    batch.add_line(parse_line(line), LINES, BYTES)


@pytest.fixture
def batch() -> ClientBatch:
    return ClientBatch("x", "#tea")


def test_lines_are_collected_in_order(batch: ClientBatch) -> None:
    add(batch, "PRIVMSG #tea :one")
    add(batch, "PRIVMSG #tea :")
    add(batch, "@draft/multiline-concat PRIVMSG #tea :two")
    assert batch.lines == [Line("one", False), Line("", False), Line("two", True)]
    assert (batch.command, batch.size) == ("PRIVMSG", len("one\n") + len("two"))


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["PRIVMSG #milk :one"], "MULTILINE_INVALID_TARGET"),
        (["PRIVMSG #tea :one", "NOTICE #tea :two"], "MULTILINE_INVALID"),
        (["@draft/multiline-concat PRIVMSG #tea :first"], "MULTILINE_INVALID"),
        (["PRIVMSG #tea :one", "@draft/multiline-concat PRIVMSG #tea :"], "MULTILINE_INVALID"),
        (["PRIVMSG #tea :x"] * 4, "MULTILINE_MAX_LINES"),
        (["PRIVMSG #tea :ten bytes!", "PRIVMSG #tea :ten bytes!"], "MULTILINE_MAX_BYTES"),
        (["PRIVMSG #tea :яяяяяяяяяяя"], "MULTILINE_MAX_BYTES"),
    ],
)
def test_a_fault_is_reported_once_and_the_rest_is_dropped(batch: ClientBatch, lines: list[str], code: str) -> None:
    for line in lines[:-1]:
        add(batch, line)
    with pytest.raises(BatchError) as error:
        add(batch, lines[-1])
    assert error.value.args[0] == code
    assert batch.dropped
    add(batch, "PRIVMSG #tea :more")
    assert batch.lines == []
