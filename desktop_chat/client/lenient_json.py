"""Small JSON files of the profile, whose damaged values cost only themselves. A copy of a damaged file is kept.

Any thread; blocks for the disk.
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
    """Return the value of the file.

    Raises: FileNotFoundError, OSError, ValueError (not JSON).
    """
    try:
        return json.loads(decode_text(path.read_bytes()))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


class PartlyDamagedError(ValueError):
    """A damaged entry. `rest` is its undamaged part."""

    def __init__(self, rest: Any) -> None:
        super().__init__()
        self.rest = rest


def read_object(path: Path, read_entry: Callable[[Any], _E]) -> tuple[dict[str, _E], Path | None]:
    """Return the undamaged entries of a JSON object, and the copy of the file if anything in the file is damaged.

    `read_entry` makes an entry from its JSON value. For a damaged value it raises ValueError, TypeError, KeyError or
    OverflowError, or PartlyDamagedError with the part to keep.
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
    damaged = 0
    for key, value in data.items():
        try:
            entries[key] = read_entry(value)
        except PartlyDamagedError as error:
            entries[key] = error.rest
            damaged += 1
        except (ValueError, TypeError, KeyError, OverflowError):
            damaged += 1
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
    """Return a free name for a copy: `NAME.damaged`, `NAME.damaged-2` and so on."""
    names = [path.with_suffix(".damaged" if number == 1 else f".damaged-{number}") for number in range(1, _MOST_ASIDE)]
    return next((name for name in names if not name.exists()), names[0])


def set_aside(path: Path) -> Path:
    """Copy the file and return the copy.

    Raises: OSError.
    """
    aside = free_name(path)
    shutil.copy2(path, aside)
    return aside


def sound_value(value: Any, like: Any) -> Any:
    """Return the value if it has the type of `like` (str, int, bool, tuple or dict of str), else None.

    120.0 counts as 120. Of a tuple or a dict the undamaged items are returned.
    """
    if isinstance(like, bool):
        return value if isinstance(value, bool) else None
    if isinstance(like, int):
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 62 else None
    if isinstance(like, str):
        return value if isinstance(value, str) else None
    if isinstance(like, tuple):
        return tuple(text for text in value if isinstance(text, str)) if isinstance(value, list) else None
    if isinstance(value, dict):
        return {key: text for key, text in value.items() if isinstance(text, str)}
    return None
