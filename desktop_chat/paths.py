"""Where things are on this computer: data, configuration and the program's own resources.

A frozen bundle and a checkout answer alike. Nothing here creates a folder.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP = "desktop-chat"
_HOMELESS = (
    "This user has no home folder: name a folder with --profile DIR (or serve --data DIR), or set the variable HOME."
)


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


class HomeError(Exception):
    """The system does not say where this user's files are; the text is one sentence for a person."""


def default_profile() -> Profile:
    """The profile used when none is named: the platform's data folder for this user. Raises HomeError."""
    try:
        folder = Path(platformdirs.user_data_dir(APP, appauthor=False))
    except RuntimeError as error:
        raise HomeError(_HOMELESS) from error
    if not folder.is_absolute():
        raise HomeError(_HOMELESS)
    return Profile(folder)


def resources() -> Path:
    """The folder of icons and translations, in a bundle, an installed package or a checkout."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "resources"
    installed = Path(__file__).parent / "_resources"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "resources"
