"""QUIT, and whatever else ends the asker's own connection: ERROR is the answer to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.hub.stage import MODERN, SETTINGS, Stage, messages


@pytest.mark.parametrize("line", ["QUIT", "QUIT :bye", "KILL ann :bye"])
def test_the_last_line_has_the_label_of_what_ended_the_connection(line: str) -> None:
    stage = Stage(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann = stage.enter("ann", MODERN)
    stage.talk(ann, "OPER root key")
    told = messages(stage.talk(ann, f"@label=x {line}"))
    assert (told[-1].command, (told[-1].tags or {}).get("label")) == ("ERROR", "x")
    assert "ACK" not in [message.command for message in told]


def test_without_a_label_it_is_a_line_by_itself() -> None:
    stage = Stage()
    ann = stage.enter("ann")
    assert stage.talk(ann, "QUIT :bye") == ["ERROR :You have left: bye"]
