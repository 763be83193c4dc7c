"""The map in the package's docstring names things that are there, and the architecture is short."""

from __future__ import annotations

import ast
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


def test_every_thread_is_in_the_map() -> None:
    """A module that starts a thread has a row in the list of threads, and a module in the list starts one."""
    listed = set(re.findall(r"`(desktop_chat(?:\.[a-z_]+)+)", (desktop_chat.__doc__ or "").partition("The threads")[2]))
    root = Path(desktop_chat.__file__).parent
    starting = {
        ".".join(path.relative_to(root.parent).with_suffix("").parts)
        for path in root.rglob("*.py")
        if "Thread" in (source := path.read_text("utf-8")) and _starts_thread(ast.parse(source))
    }
    assert listed - {"desktop_chat.hub.hub"} == starting - {"desktop_chat.server.fair_threads"}


def _starts_thread(module: ast.Module) -> bool:
    def name(node: ast.expr) -> str:
        return ast.unparse(node).rpartition(".")[2]

    return any(
        (isinstance(node, ast.Call) and name(node.func) in ("Thread", "FairThreads"))
        or (isinstance(node, ast.ClassDef) and any(name(base) in ("Thread", "QThread") for base in node.bases))
        for node in ast.walk(module)
    )
