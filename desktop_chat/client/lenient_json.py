"""Small JSON files of the profile, read as far as they can be: one wrong value does not cost the others.

A file in which something is wrong is kept beside the new one. GUI thread; blocks for the disk.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from desktop_chat.files import decode_text

_log = logging.getLogger(__name__)
_MOST_ASIDE = 100
_E = TypeVar("_E")


def read_json(path: Path) -> Any:
    """What the file holds. Raises FileNotFoundError, OSError, and ValueError for what is no JSON."""
    try:
        return json.loads(decode_text(path.read_bytes()))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def read_object(path: Path, read_entry: Callable[[Any], _E]) -> tuple[dict[str, _E], Path | None]:
    """Return the undamaged entries of a JSON object, and the copy of the file if anything in the file is damaged.

    `read_entry` makes an entry from its JSON value. For a damaged value it raises ValueError, TypeError, KeyError or
    OverflowError.
    """
    try:
        data = read_json(path)
    except FileNotFoundError:
        return {}, None
    except (OSError, ValueError) as error:
        return {}, _copy_damaged(path, str(error))
    if not isinstance(data, dict):
        return {}, _copy_damaged(path, "it is not an object")
    entries: dict[str, _E] = {}
    for key, value in data.items():
        try:
            entries[key] = read_entry(value)
        except (ValueError, TypeError, KeyError, OverflowError):
            continue
    damaged = len(data) - len(entries)
    return entries, _copy_damaged(path, f"{damaged} of {len(data)} entries are damaged") if damaged else None


def _copy_damaged(path: Path, reason: str) -> Path:
    """Copy the file aside and log the reason. Return the copy, or the file itself if it cannot be copied."""
    try:
        aside = set_aside(path)
    except OSError:
        aside = path
    _log.warning("%s cannot be read completely (%s). A copy is in %s.", path.name, reason, aside)
    return aside


def free_name(path: Path) -> Path:
    """`NAME.damaged`, or `NAME.damaged-2` and so on where there is such a file already."""
    names = [path.with_suffix(".damaged" if number == 1 else f".damaged-{number}") for number in range(1, _MOST_ASIDE)]
    return next((name for name in names if not name.exists()), names[0])


def set_aside(path: Path) -> Path:
    """Copy the file as it is beside itself: the name of the copy. Raises OSError."""
    aside = free_name(path)
    shutil.copy2(path, aside)
    return aside


def sound_value(value: Any, like: Any) -> Any:
    """The value, if it is of the kind of `like` (a text, a number, a flag, texts by name). A whole number may be
    written as 120.0, and what is wrong among texts by name is left out. None for anything else."""
    if isinstance(like, bool):
        return value if isinstance(value, bool) else None
    if isinstance(like, int):
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 62 else None
    if isinstance(like, str):
        return value if isinstance(value, str) else None
    if isinstance(value, dict):
        return {key: text for key, text in value.items() if isinstance(text, str)}
    return None
