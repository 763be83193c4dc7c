"""The words of files in a timeline, all translated."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_chat.client.safe_display import remove_direction_marks, shown_name
from desktop_chat.client.shown_file import FileKind, ShownFile
from desktop_chat.qt.i18n.sizes import size_text
from desktop_chat.qt.timeline.geometry import DIVIDER

_ENDING_MAX = 5
"""Letters of the longest ending of a name that tells people a kind."""


def name_text(file: ShownFile) -> str:
    """Return the name of a file, in which nothing is hidden."""
    return shown_name(remove_direction_marks(file.name, strictly=True)) or kind_text(file)


def kind_text(file: ShownFile) -> str:
    match file.kind:
        case FileKind.PICTURE:
            return QCoreApplication.translate("Timeline", "Picture")
        case FileKind.SOUND:
            return QCoreApplication.translate("Timeline", "Sound")
        case FileKind.VIDEO:
            return QCoreApplication.translate("Timeline", "Video")
        case _:
            return QCoreApplication.translate("Timeline", "File")


def detail_text(file: ShownFile) -> str:
    """Return kind and size of a file: `PDF · 1.2 MB`."""
    _, dot, ending = file.name.rpartition(".")
    known = dot and ending.isascii() and ending.isalnum() and len(ending) <= _ENDING_MAX
    kind = ending.upper() if known and file.kind is FileKind.OTHER else kind_text(file)
    return f"{kind}{DIVIDER}{size_text(file.size)}" if file.size else kind


def spoken_file(file: ShownFile, note: str = "") -> str:
    """Return the sentence of a screen reader for a file. `note`: what is wrong with the file, or ""."""
    name = name_text(file)
    parts = [kind_text(file), name if name != kind_text(file) else "", size_text(file.size) if file.size else "", note]
    return ", ".join(part for part in parts if part)


def action_text(action: str, file: ShownFile) -> str:
    """Return the text of an action."""
    match action:
        case "file-open" if file.kind in (FileKind.SOUND, FileKind.VIDEO):
            return QCoreApplication.translate("Timeline", "Play")
        case "file-open":
            return QCoreApplication.translate("Timeline", "Open")
        case "file-show":
            return QCoreApplication.translate("Timeline", "Show picture")
        case "file-save":
            return QCoreApplication.translate("Timeline", "Save as…")
        case "file-copy":
            return QCoreApplication.translate("Timeline", "Copy picture")
        case "file-retry":
            return QCoreApplication.translate("Timeline", "Retry")
        case _:
            return QCoreApplication.translate("Timeline", "Cancel")
