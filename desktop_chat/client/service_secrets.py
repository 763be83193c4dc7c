"""Passwords in messages to services: such messages are sent, and neither shown nor kept. Pure."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection

MASK = "••••••"
_COMMANDS = (
    "identify|id|login|auth|register|ghost|recover|regain|release|group|confirm|resetpass|sendpass|setpass|newpass|oper"
    "|passwd|saregister"
)
_BEHIND_NAME = r"set\s+(?:password|passwd)|saset\s+\S+\s+(?:password|passwd)|drop\s+\S+|verify\s+register\s+\S+"
"""Commands with words before the password."""
_SECRET = re.compile(rf"(\s*(?:{_COMMANDS}|{_BEHIND_NAME})\s+)(\S.*)", re.I | re.S)
_REMEMBERED = 8
_SHORTEST = 4
"""Characters of a password that is looked for in answers; a shorter one would hide half of each answer."""


def mask_secrets(text: str) -> str:
    """Return a message to a service with a mask in place of everything behind a command that takes a password."""
    found = _SECRET.fullmatch(text)
    return found[1] + MASK if found is not None else text


class ToldSecrets:
    """The passwords that were told to services lately: some services repeat a password in the answer."""

    def __init__(self) -> None:
        self._words: deque[str] = deque(maxlen=_REMEMBERED)

    def note_message(self, text: str, names: Collection[str]) -> None:
        """Note the passwords in a message to a service. `names`: words that are no passwords, such as the own nick."""
        found = _SECRET.fullmatch(text)
        words = found[2].split() if found is not None else []
        self._words.extend(word for word in words if len(word) >= _SHORTEST and "@" not in word and word not in names)

    def mask_answer(self, text: str) -> str:
        """Return an answer of a service with a mask in place of each such password."""
        for word in self._words:
            text = text.replace(word, MASK)
        return text
