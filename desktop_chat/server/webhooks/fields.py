"""Values in the JSON of strangers: any key may be missing, and any value may be of another type. Pure."""

from __future__ import annotations

from collections.abc import Sequence


def find_value(data: object, *path: str) -> object:
    """Return the value at the end of a path of keys, or None."""
    for key in path:
        if not isinstance(data, dict):
            return None
        data = data.get(key)
    return data


def find_text(data: object, *path: str) -> str:
    """Return the text or the number at the end of a path, without surrounding space; "" for anything else."""
    value = find_value(data, *path)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def first_text(data: object, *keys: str) -> str:
    """Return the first text under one of the keys, or ""."""
    return next((text for key in keys if (text := find_text(data, key))), "")


def find_list(data: object, *path: str) -> Sequence[object]:
    """Return the list at the end of a path; empty for anything else."""
    value = find_value(data, *path)
    return value if isinstance(value, list) else ()
