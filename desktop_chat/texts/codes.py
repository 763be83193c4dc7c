"""The code of a text: the name of the constant, for the way between processes.

A text with arguments becomes a list for JSON: `["NOBODY_HERE", "Ann"]`. An argument may be a list of the same form. The
receiver also gets the English text, and shows the English if the code is unknown. Pure; any thread.
"""

from __future__ import annotations

import importlib
import json
from functools import cache
from typing import TypeAlias

from desktop_chat.texts import Argument, CodedText

MODULES = ("command_help", "hub", "log", "net", "server", "services", "storage")
"""The modules whose texts travel. Codes are unique among all modules."""
MAX_DEPTH = 4
"""Texts within texts."""
MAX_JSON_BYTES = 2_000

Coded: TypeAlias = "list[str | int | Coded]"


@cache
def texts_by_code() -> dict[str, CodedText]:
    """Return all texts that travel. The first call imports the modules."""
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
    """Return `encode_text` as JSON, or "" without a code and beyond MAX_JSON_BYTES."""
    coded = encode_text(text)
    data = json.dumps(coded, ensure_ascii=False, separators=(",", ":")) if coded else ""
    return data if len(data.encode()) <= MAX_JSON_BYTES else ""


def decode_json(data: str, english: str) -> str:
    """Return the text of `encode_json`, or `english` for unknown or damaged data."""
    if not data or len(data) > MAX_JSON_BYTES:
        return english
    try:
        return decode_text(json.loads(data), english)
    except (ValueError, RecursionError):
        return english


def decode_text(data: object, english: str) -> str:
    """Return the text of `encode_text`, or `english` for unknown or damaged data."""
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
