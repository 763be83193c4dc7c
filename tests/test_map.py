"""The map in the package's docstring names things that are there, and the architecture is short."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

import desktop_chat

NAMES = sorted(set(re.findall(r"`(desktop_chat(?:\.\w+)+)`", desktop_chat.__doc__ or "")))

ARCHITECTURE = Path(__file__).parent.parent / "ARCHITECTURE.md"
MOST_LINES = 150


def test_the_architecture_stays_a_page_to_read() -> None:
    assert len(ARCHITECTURE.read_text("utf-8").splitlines()) <= MOST_LINES


def test_the_map_is_there() -> None:
    assert len(NAMES) > 20


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_the_map_exists(name: str) -> None:
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:count]))
        except ModuleNotFoundError:
            continue
        for part in parts[count:]:
            found = getattr(found, part)
        return
    pytest.fail(f"{name} is not there")
