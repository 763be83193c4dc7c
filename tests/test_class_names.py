"""No two public classes have one name, so that a reader knows which one is meant."""

from __future__ import annotations

import re
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
        for name in re.findall(r"^class ([^\W_]\w*)", path.read_text("utf-8"), re.MULTILINE):
            found[name].append(str(path.relative_to(PACKAGE)))
    return found


def test_every_public_class_has_a_name_of_its_own() -> None:
    classes = public_classes()
    assert len(classes) > 500
    shared = {name: places for name, places in classes.items() if len(places) > 1}
    assert {name: places for name, places in shared.items() if name not in SHARED} == {}
    assert {name: len(places) for name, places in shared.items()} == dict.fromkeys(SHARED, 2)
