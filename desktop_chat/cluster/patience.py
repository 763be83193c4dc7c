"""Patience with the log: its servers may be choosing a leader."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from desktop_chat.cluster.port import LogRefused, LogUnavailable

RETRY_SECONDS = 0.5
_Answer = TypeVar("_Answer")
_log = logging.getLogger(__name__)


def _is_refusal(error: LogUnavailable) -> bool:
    return isinstance(error, LogRefused)


def ask_patiently(
    ask: Callable[[], _Answer], seconds: float, *, is_final: Callable[[LogUnavailable], bool] = _is_refusal
) -> _Answer:
    """Ask again and again for some seconds while the log is unavailable. Blocks.

    `is_final` tells whether it is useless to ask again.
    Raises: LogUnavailable, the last one.
    """
    until = time.monotonic() + seconds
    while True:
        try:
            return ask()
        except LogUnavailable as error:
            if is_final(error) or time.monotonic() >= until:
                raise
            _log.info("%s", error)
            time.sleep(RETRY_SECONDS)
