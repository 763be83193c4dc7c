"""The vectors of https://github.com/ircdocs/parser-tests, as the package irc-parser-tests brings them."""

from __future__ import annotations

import importlib
from typing import Any


def vectors(name: str) -> list[dict[str, Any]]:
    """The tests of one file: msg_split, msg_join, userhost_split, mask_match or validate_hostname."""
    tests: list[dict[str, Any]] = getattr(importlib.import_module("parser_tests.data"), name)["tests"]
    assert tests
    return tests
