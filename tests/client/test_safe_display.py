"""Safe display of names and addresses of other people."""

from __future__ import annotations

import subprocess
import sys

import pytest

from desktop_chat.client.safe_display import (
    WARNING,
    is_mixed,
    remove_direction_marks,
    shown_address,
    shown_name,
)


@pytest.mark.parametrize("name", ["ann", "Аня", "IT_отдел", "Ann_Аня", "naïve", "日本", "Ελένη_2", "#room", "שלום"])
def test_ordinary_names_are_shown_as_they_are(name: str) -> None:
    assert shown_name(name) == name
    assert not is_mixed(name)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\u202eb", "a‹202E›b"), ("\u200bann", "‹200B›ann"), ("ann\u2067", "ann‹2067›"), ("a\u00adn", "a‹00AD›n"),
        ("a\tb", "a‹0009›b"), ("\u2800a", "‹2800›a"), ("r\u043e\u043et", "r\u043e\u043et" + WARNING),
    ],
)  # fmt: skip
def test_invisible_and_imitating_characters_are_shown(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/путь",
        "https://пример.рф/",
        "https://münchen.de/",
        "https://日本語.jp/",
        "https://www.сахар.рф",
    ],
)
def test_ordinary_addresses_are_shown_as_they_are(address: str) -> None:
    assert shown_address(address) == address


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://r\u0430ypal.com/x", "https://xn--rypal-4ve.com/x"),
        ("http://u@\u0430pple.com:80/a?b#c", "http://u@xn--pple-43d.com:80/a?b#c"),
        ("https://сахар.com/", "https://xn--80aa2cbv.com/"),
        ("https://a\u2044b.evil.com/", "https://xn--ab-c6t.evil.com/"),
        ("irc://\u0430pple.com/#x", "irc://xn--pple-43d.com/#x"),
        ("https://" + "\u0430a" * 80 + ".com/", ""),
    ],
)
def test_hosts_that_could_be_taken_for_others_are_written_in_punycode(address: str, shown: str) -> None:
    assert shown_address(address) == shown


def test_direction_marks_are_removed() -> None:
    assert remove_direction_marks("a\u202eb", strictly=False) == "a\ufffdb"
    assert remove_direction_marks("a\u2067b\u2069", strictly=False) == "a\u2067b\u2069"
    assert remove_direction_marks("a\u2067b\u2069", strictly=True) == "a\ufffdb\ufffd"


def test_tables_are_read_only_when_they_are_needed() -> None:
    words = "import sys; from desktop_chat.client.safe_display import shown_name as s; "
    words += "[s(x) for x in ('ann', 'Аня_2', 'é')]"
    code = f"{words}; sys.exit('disarm' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
