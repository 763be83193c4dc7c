"""Why a server cannot start."""

from __future__ import annotations


class StartError(Exception):
    """The text is one clear sentence for the person who started it; the process ends with 2."""
