"""Where things are on this computer: data, configuration and the program's own resources.

A frozen bundle and a checkout answer alike. Nothing here creates a folder.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP = "desktop-chat"


@dataclass(frozen=True, slots=True)
class Profile:
    """One person's folder: settings, keys and archive of the client, and the chat hosted here (`server`)."""

    root: Path

    @property
    def client(self) -> Path:
        return self.root / "client"

    @property
    def server(self) -> Path:
        return self.root / "server"


def default_profile() -> Profile:
    """The profile used when none is named: the platform's data folder for this user."""
    return Profile(Path(platformdirs.user_data_dir(APP, appauthor=False)))


def resources() -> Path:
    """The folder of icons and translations, in a bundle, an installed package or a checkout."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "resources"
    installed = Path(__file__).parent / "_resources"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "resources"
