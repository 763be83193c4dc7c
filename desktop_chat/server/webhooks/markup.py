"""Texts of other programs as texts of IRC: with links and emphasis, without control characters. Pure."""

from __future__ import annotations

import html
import re
import unicodedata

BOLD = "\x02"
ITALIC = "\x1d"
STRIKE = "\x1e"
LONGEST_TITLE = 200
"""Characters of a title, or of the beginning of a longer text."""
LONGEST_TEXT = 16_000
"""Characters of a text that are read."""
_SLACK_LINK = re.compile(r"<((?:https?|mailto):[^<>|\s]{1,2000})(?:\|([^<>|\n]{1,500}))?>")
_SLACK_CALL = re.compile(r"<!(here|channel|everyone)(?:\|[^<>]{0,50})?>")
_SLACK_NAME = re.compile(r"<[@#!][^<>|\n]{1,60}(?:\|([^<>|\n]{1,80}))?>")
_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]\n]{1,500})\]\((https?://[^()\s<>]{1,2000})\)")
_EMPHASIS = (
    (re.compile(r"\*\*(?=\S)([^*\n]{1,500}?)(?<=\S)\*\*"), BOLD),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,500}?)(?<=\S)\*(?![\w*])"), BOLD),
    (re.compile(r"(?<![\w_])_(?=\S)([^_\n]{1,500}?)(?<=\S)_(?![\w_])"), ITALIC),
    (re.compile(r"(?<![\w~])~~?(?=\S)([^~\n]{1,500}?)(?<=\S)~~?(?![\w~])"), STRIKE),
)
_CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)


def clean_text(text: str) -> str:
    """Return the text without control characters, half surrogates and blank lines at the ends. Line breaks stay."""
    return "\n".join(line.rstrip() for line in clean_words(text).split("\n")).strip("\n")


def clean_words(text: str) -> str:
    """Return a part of a text without control characters and half surrogates. Spaces and line breaks stay."""
    lines = re.split(r"\r\n|[\n\r\u2028\u2029\x0b\x0c]", text.replace("\t", "    "))
    return "\n".join("".join(filter(_is_shown, line)) for line in lines)


def _is_shown(char: str) -> bool:
    return char.isprintable() or unicodedata.category(char) in ("Cf", "Zs", "Co")


def one_line(text: str, longest: int = LONGEST_TITLE) -> str:
    """Return the text on a single line, cut to `longest` characters."""
    line = " ".join(clean_text(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def bold(text: str) -> str:
    return f"{BOLD}{text}{BOLD}" if text else ""


def with_link(text: str, link: str) -> str:
    """Return the text with a safe link behind the text, if there is a link."""
    link = one_line(link, 2000)
    return f"{text} {link}" if link.startswith(("https://", "http://")) else text


def from_markdown(text: str) -> str:
    """Return the text of Slack's markup, or of Markdown, for IRC. Code stays unchanged."""
    parts = _CODE.split(clean_text(text[:LONGEST_TEXT]))
    return "".join(_shown_code(part) if index % 2 else _shown_words(part) for index, part in enumerate(parts))


def _shown_code(part: str) -> str:
    return html.unescape(part) if "&" in part else part


def _shown_words(part: str) -> str:
    part = _SLACK_LINK.sub(lambda match: _shown_link(match[2] or "", match[1]), part)
    part = _SLACK_CALL.sub(r"@\1", part)
    part = _SLACK_NAME.sub(lambda match: match[1] or "", part)
    part = _MARKDOWN_LINK.sub(lambda match: _shown_link(match[1], match[2]), part)
    links = re.split(r"(https?://\S+)", part)
    for index in range(0, len(links), 2):
        for pattern, code in _EMPHASIS:
            links[index] = pattern.sub(rf"{code}\1{code}", links[index])
    return clean_entities("".join(links))


def clean_entities(text: str) -> str:
    """Undo the three entities of Slack's markup."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _shown_link(text: str, link: str) -> str:
    link = link.removeprefix("mailto:")
    return link if not text or text == link else f"{text} ({link})"
