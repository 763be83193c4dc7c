"""DeviceCodes: codes of a few words, each for a single login of a further device. Pure.

Spec: docs/specifications/device.md
"""

from __future__ import annotations

from collections import OrderedDict
from hmac import compare_digest

from desktop_chat.net.code_words import WORDS
from desktop_chat.value_class import value

SECONDS = 600
"""How long a code counts."""
TRIES = 5
"""Wrong codes for one account, after which its code is gone."""
MOST = 10_000
"""Codes at once; beyond them the oldest is forgotten."""
_WORDS_IN_CODE = 5
_WORDS = WORDS[:256]
"""A byte of the secret each."""


@value
class _OpenCode:
    words: str
    ends: int
    tries: int


class DeviceCodes:
    """One code for an account at most. Times are ticks (s)."""

    def __init__(self) -> None:
        self._codes: OrderedDict[str, _OpenCode] = OrderedDict()

    def make_code(self, account: str, secret: bytes, now: int) -> str:
        """Return a new code in place of an older one. `secret`: fresh unguessable bytes."""
        words = "-".join(_WORDS[byte] for byte in secret[:_WORDS_IN_CODE])
        self._codes.pop(account, None)
        self._codes[account] = _OpenCode(words, now + SECONDS, TRIES)
        if len(self._codes) > MOST:
            self._codes.popitem(last=False)
        return words

    def has_code(self, account: str, now: int) -> bool:
        """Return True if a code of the account counts now."""
        code = self._codes.get(account)
        return code is not None and now < code.ends

    def use_code(self, account: str, typed: str, now: int) -> bool:
        """Return True for the code of the account, and drop the code. A wrong code costs a try."""
        code = self._codes.get(account)
        if code is None or now >= code.ends:
            self._codes.pop(account, None)
            return False
        plain = "-".join(typed.lower().replace("-", " ").split())
        if compare_digest(plain.encode("utf-8", "replace"), code.words.encode()):
            del self._codes[account]
            return True
        if code.tries > 1:
            self._codes[account] = _OpenCode(code.words, code.ends, code.tries - 1)
        else:
            del self._codes[account]
        return False
