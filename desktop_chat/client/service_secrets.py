"""Passwords in messages to services: such messages are sent, and neither shown nor kept. Pure."""

from __future__ import annotations

import re

MASK = "••••••"
_COMMANDS = (
    "identify|id|login|auth|register|ghost|recover|regain|release|group|cert|confirm|resetpass|sendpass|newpass|oper"
)
_SECRET = re.compile(rf"(\s*(?:{_COMMANDS}|set\s+(?:password|passwd)|verify\s+register\s+\S+)\s+)(\S.*)", re.I | re.S)


def mask_secrets(text: str) -> str:
    """Return a message to a service with a mask in place of everything behind a command that takes a password."""
    found = _SECRET.fullmatch(text)
    return found[1] + MASK if found is not None else text
