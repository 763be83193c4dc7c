"""Paths on this computer: the profile's folders and the program's resources. Creates no folder.

The same functions serve a frozen bundle, an installed package and a checkout.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

APP = "desktop-chat"
FILES_FOLDER = "files"
"""The folder of the files that people have sent, in the data folder of a server."""
_HOMELESS = (
    "This user has no home folder: name a folder with --profile DIR (or serve --data DIR), or set the variable HOME."
)


class Profile(NamedTuple):
    """One person's folder: settings, keys and archive of the client, and the chat hosted here."""

    root: Path

    @property
    def client(self) -> Path:
        return self.root / "client"

    @property
    def server(self) -> Path:
        return self.root / "server"


def shared_file_path(data: Path, content: str) -> Path:
    """Return where a server keeps the bytes of a file.

    `data`: the data folder of the server. `content`: the hash of the bytes, in hex.
    """
    return data / FILES_FOLDER / content[:2] / content


class HomeError(Exception):
    """The system does not name a folder for this user's files. The text is a sentence for a person."""


def default_profile() -> Profile:
    """Return the default profile, in the platform's data folder of this user. Raises HomeError."""
    import platformdirs  # not needed if the command line names a folder

    try:
        folder = Path(platformdirs.user_data_dir(APP, appauthor=False))
    except RuntimeError as error:
        raise HomeError(_HOMELESS) from error
    if not folder.is_absolute():
        raise HomeError(_HOMELESS)
    return Profile(folder)


def file_cache_folder(client: Path) -> Path:
    """Return the folder for downloaded files of a profile, whose folder of the client is given. They may be deleted at
    any time: those of the default profile lie in the platform's folder for such files."""
    import platformdirs

    try:
        is_default = client == default_profile().client
    except HomeError:
        is_default = False
    return Path(platformdirs.user_cache_dir(APP, appauthor=False)) / "files" if is_default else client / "files"


def resources() -> Path:
    """Return the folder of icons and translations, in a bundle, an installed package or a checkout."""
    return _own_folder("resources", "_resources")


def missing_resources() -> Path | None:
    """Return the folder of the program without which no window can be painted, if it is not there."""
    folder = resources()
    return None if (folder / "icons" / "sheet").is_dir() else folder


def documents() -> Path:
    """Return the folder of the guide and the table of settings, in a bundle, an installed package or a checkout."""
    return _own_folder("docs", "_docs")


def _own_folder(name: str, installed_name: str) -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / name
    installed = Path(__file__).parent / installed_name
    return installed if installed.is_dir() else Path(__file__).parent.parent / name
