"""The code of a text, with which it travels between processes: the name of its constant.

A text with its arguments is a list, `["NO_SUCH_NICK", "Ann"]`, as JSON takes it; an argument may be such a list. The
receiver has the English text as well and shows it if its own version does not know the code. Pure; any thread.
"""

from __future__ import annotations

import importlib
import json
from functools import cache
from typing import TypeAlias

from desktop_chat.texts import Argument, CodedText

MODULES = ("command_help", "hub", "net", "server", "services", "storage")
"""The modules of this package whose texts travel. A code stands in one of them only."""
MAX_DEPTH = 3
"""Texts within texts."""
MAX_JSON_BYTES = 2_000

Coded: TypeAlias = "list[str | int | Coded]"


@cache
def texts_by_code() -> dict[str, CodedText]:
    """Return every text that travels. The modules are imported at the first call."""
    return {
        name: text
        for module in MODULES
        for name, text in vars(importlib.import_module(f"desktop_chat.texts.{module}")).items()
        if isinstance(text, CodedText)
    }


@cache
def _codes() -> dict[tuple[str, str], str]:
    return {(text.context, text.template): code for code, text in texts_by_code().items()}


def encode_text(text: str) -> Coded | None:
    """Return the code of a text and its arguments, or None for a text without a code."""
    if not isinstance(text, CodedText):
        return None
    code = _codes().get((text.context, text.template))
    if code is None:
        return None
    return [code, *(part if isinstance(part, int) else encode_text(part) or part for part in text.arguments)]


def encode_json(text: str) -> str:
    """Return `encode_text` as JSON of at most MAX_JSON_BYTES, or "" for a text that has no code or too much of it."""
    coded = encode_text(text)
    data = json.dumps(coded, ensure_ascii=False, separators=(",", ":")) if coded else ""
    return data if len(data.encode()) <= MAX_JSON_BYTES else ""


def decode_json(data: str, english: str) -> str:
    """Return the text that `encode_json` made `data` of, or `english` if that cannot be known."""
    if not data or len(data) > MAX_JSON_BYTES:
        return english
    try:
        return decode_text(json.loads(data), english)
    except (ValueError, RecursionError):
        return english


def decode_text(data: object, english: str) -> str:
    """Return the text that `encode_text` made `data` of, or `english` if that cannot be known."""
    text = _decode(data, MAX_DEPTH)
    return english if text is None else text


def _decode(data: object, depth: int) -> CodedText | None:
    if not isinstance(data, list) or not data or not isinstance(data[0], str) or depth == 0:
        return None
    text = texts_by_code().get(data[0])
    if text is None or len(data) - 1 != text.count_places():
        return None
    arguments: list[Argument] = []
    for part in data[1:]:
        argument = _decode(part, depth - 1) if isinstance(part, list) else part
        if not isinstance(argument, str | int):
            return None
        arguments.append(argument)
    return text(*arguments) if arguments else text
