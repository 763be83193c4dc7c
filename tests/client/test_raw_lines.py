"""Lines of a console: every line as it is, and no password."""

from __future__ import annotations

import pytest

from desktop_chat.client.raw_lines import show_raw_line
from desktop_chat.client.service_secrets import MASK
from desktop_chat.irc.message import Message, parse_line


@pytest.mark.parametrize(
    "line",
    [
        "PASS sesame",
        "OPER ann sesame",
        "REGISTER ann * sesame",
        "AUTHENTICATE AGFubgBzZXNhbWU=",
        "PRIVMSG NickServ :IDENTIFY ann sesame",
        ":ann!u@h PRIVMSG NickServ :IDENTIFY ann sesame",
        "NS IDENTIFY sesame",
        "NICKSERV IDENTIFY ann sesame",
        "JOIN #tea sesame",
    ],
)
def test_password_is_masked(line: str) -> None:
    shown = show_raw_line(parse_line(line), sent=True)
    assert "sesame" not in shown
    assert "AGFub" not in shown
    assert MASK in shown


@pytest.mark.parametrize(
    "line",
    [
        "AUTHENTICATE SCRAM-SHA-256",
        "AUTHENTICATE +",
        "PRIVMSG #tea :identify yourself",
        ":ann!u@h JOIN #tea anna :Ann Lee",
        "@time=2020-01-01T00:00:00.000Z :srv 001 ann :Welcome",
        "NS HELP",
        "JOIN #tea",
    ],
)
def test_other_lines_are_shown_as_they_are(line: str) -> None:
    assert show_raw_line(parse_line(line), sent=False) == f"← {line}"


def test_impossible_line_is_named() -> None:
    assert show_raw_line(Message("JOIN", ("a b", "c")), sent=True).startswith("→ JOIN")
