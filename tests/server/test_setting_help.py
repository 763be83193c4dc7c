"""Help and documentation tell of every setting."""

from __future__ import annotations

from pathlib import Path

from desktop_chat.server.setting_help import settings_help, settings_page
from desktop_chat.server.setting_rows import OLD_KEYS, SETTINGS

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


def test_the_page_is_that_of_the_table() -> None:
    """If this fails: `make docs`."""
    assert PAGE.read_text("utf-8") == settings_page()


def test_the_page_names_every_key_once_in_its_table() -> None:
    rows = [line for line in settings_page().splitlines() if line.startswith("| `")]
    keys = [line.split("`")[1] for line in rows]
    assert keys == [*(setting.key for setting in SETTINGS), *OLD_KEYS]


def test_help_has_range_default_and_restart() -> None:
    text = settings_help()
    assert all(f"\n  {setting.key}\n" in text for setting in SETTINGS)
    assert all(len(line) <= 78 for line in text.splitlines())
    words = " ".join(text.split())
    assert "history.days Keep messages for (days). Older messages" in words
    assert "(number, 0 to 36,500; default: 0)" in words
    assert "(one of loopback, anyone; default: loopback)" in words
    assert "(number, 0 to 16; default: 0; has effect at the next start)" in words


def test_nothing_of_this_computer_is_in_the_page() -> None:
    by_key = {setting.key: setting for setting in SETTINGS}
    assert "USER's chat" in settings_page()
    assert f"| {by_key['server.name'].default} |" not in settings_page()
