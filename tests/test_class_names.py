"""No two public classes have one name, so that a reader knows which one is meant."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "desktop_chat"
SHARED = {
    "Entry": "a message or an event: in the server's store, and in the client",
    "Room": "where Entries stand: in the server's store, and in the windows",
}
"""Names of one notion that has a class on both sides of the wire."""


def public_classes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(str(path.relative_to(PACKAGE)))
    return found


def test_every_public_class_has_a_name_of_its_own() -> None:
    shared = {name: places for name, places in public_classes().items() if len(places) > 1}
    assert {name: places for name, places in shared.items() if name not in SHARED} == {}
    assert {name: len(places) for name, places in shared.items()} == dict.fromkeys(SHARED, 2)
