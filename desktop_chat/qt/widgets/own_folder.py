"""The folder in which file dialogs begin: without one they would begin wherever the program was started."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def documents_folder() -> Path:
    """Return the person's folder for documents, or their home where there is none."""
    places = QStandardPaths.StandardLocation
    folder = Path(QStandardPaths.writableLocation(places.DocumentsLocation))
    return folder if folder.is_dir() else Path(QStandardPaths.writableLocation(places.HomeLocation))
