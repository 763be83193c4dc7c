"""The table of settings as text: for `serve --help`, and as the page docs/settings.md. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from desktop_chat.server.setting import Setting
from desktop_chat.server.setting_rows import OLD_KEYS, SETTINGS
from desktop_chat.server.setting_sections import SECTIONS, section_of

_WIDTH = 78
_PAGE = """\
# Settings of a server

<!-- Made from desktop_chat/server/setting_rows.py by `make docs`. -->

A setting is given on the command line, as `serve --set history.days=30`, or in a TOML file, whose sections have the
names below: `serve --config FILE.toml`. The launcher's page *Settings* changes the same settings and keeps them in
`settings.toml` in the data folder. The command line overrides the file of `--config`, which overrides `settings.toml`.

A server without a window reads its files again at SIGHUP. A setting marked with ↻ has effect at the next start only.
"""


def settings_help() -> str:
    """Return a paragraph for each setting, as plain text."""
    lines = ["settings, for --set and for the file of --config:"]
    for name, section in SECTIONS.items():
        lines += ["", f"{section.title}:"]
        for setting in _section_settings(name):
            lines += [
                f"  {setting.key}",
                *_indent_lines(_describe_setting(setting)),
                *_indent_lines(f"({_facts_of(setting)})"),
            ]
    return "\n".join(lines)


def settings_page() -> str:
    """Return docs/settings.md."""
    parts = [_PAGE]
    for name, section in SECTIONS.items():
        parts += [f"\n## {section.title}\n", "\n| key | meaning | values | default |\n|---|---|---|---|\n"]
        for setting in _section_settings(name):
            mark = " ↻" if setting.restart else ""
            cells = (
                f"`{setting.key}`{mark}",
                _describe_setting(setting),
                setting.range_text(),
                _default_in_words(setting, "`"),
            )
            parts.append(f"| {' | '.join(cells)} |\n")
    parts += [
        "\n## Former keys\n",
        "\nThey still work; the log names the new key.\n",
        "\n| former | now |\n|---|---|\n",
    ]
    parts += [f"| `{old}` | `{new}` |\n" for old, new in OLD_KEYS.items()]
    return "".join(parts)


def _section_settings(name: str) -> Iterator[Setting]:
    return (setting for setting in SETTINGS if section_of(setting.key) == name)


def _describe_setting(setting: Setting) -> str:
    unit = f" ({setting.unit})" if setting.unit else ""
    return f"{setting.title}{unit}. {setting.help}".rstrip()


def _facts_of(setting: Setting) -> str:
    restart = "; has effect at the next start" if setting.restart else ""
    return f"{setting.range_text()}; default: {_default_in_words(setting)}{restart}"


def _default_in_words(setting: Setting, quote: str = "") -> str:
    """Return the default in words, with `quote` around a typed value."""
    default = setting.default
    if setting.default_note:
        return setting.default_note
    if isinstance(default, bool):
        return f"{quote}{str(default).lower()}{quote}"
    text = ",".join(default) if isinstance(default, tuple) else str(default)
    return f"{quote}{text}{quote}" if text else "empty"


def _indent_lines(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 6)


if __name__ == "__main__":
    print(settings_page(), end="")
