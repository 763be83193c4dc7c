"""The settings of the section `files`: a part of the table in `setting_rows`."""

from __future__ import annotations

from urllib.parse import urlsplit

from desktop_chat.net.media_types import FileKinds
from desktop_chat.server.errors import StartError
from desktop_chat.server.setting import ChoiceSetting, FlagSetting, NumberSetting, Setting, TextSetting
from desktop_chat.texts import QT_TRANSLATE_NOOP
from desktop_chat.texts import server as texts

_MEGABYTES = QT_TRANSLATE_NOOP("Settings", "MB")
_DAYS = QT_TRANSLATE_NOOP("Settings", "days")
_ANY = QT_TRANSLATE_NOOP("Settings", "0 allows any size.")


def _check_web_address(key: str, text: str) -> str:
    """Return an https:// address without path, or "". Raises StartError."""
    text = text.strip().rstrip("/")
    parts = urlsplit(text)
    if text and (parts.scheme not in ("https", "http") or not parts.hostname or parts.path or parts.query):
        raise StartError(texts.NOT_A_WEB_ADDRESS(key, repr(text)))
    return text


FILES: tuple[Setting, ...] = (
    FlagSetting(
        "files.enabled",
        True,
        QT_TRANSLATE_NOOP("Settings", "People can send files"),
        QT_TRANSLATE_NOOP("Settings", "They are kept on this computer, and are not encrypted there."),
        hub_field="files_enabled",
    ),
    NumberSetting(
        "files.size_mb",
        100,
        QT_TRANSLATE_NOOP("Settings", "Size of one file"),
        _ANY,
        unit=_MEGABYTES,
        hub_field="file_mb",
    ),
    ChoiceSetting(
        "files.kinds",
        FileKinds.ANY.value,
        QT_TRANSLATE_NOOP("Settings", "Kinds of files"),
        choices={
            FileKinds.ANY.value: QT_TRANSLATE_NOOP("Settings", "All"),
            FileKinds.MEDIA.value: QT_TRANSLATE_NOOP("Settings", "Pictures, sound and video only"),
        },
        hub_field="file_kinds",
    ),
    NumberSetting(
        "files.total_mb",
        10_000,
        QT_TRANSLATE_NOOP("Settings", "All files together"),
        _ANY,
        unit=_MEGABYTES,
        hub_field="file_total_mb",
    ),
    NumberSetting(
        "files.person_mb",
        2_000,
        QT_TRANSLATE_NOOP("Settings", "Files of one person"),
        _ANY,
        unit=_MEGABYTES,
        advanced=True,
        hub_field="file_person_mb",
    ),
    NumberSetting(
        "files.room_mb",
        5_000,
        QT_TRANSLATE_NOOP("Settings", "Files of one room"),
        _ANY,
        unit=_MEGABYTES,
        advanced=True,
        hub_field="file_room_mb",
    ),
    NumberSetting(
        "files.days",
        0,
        QT_TRANSLATE_NOOP("Settings", "Delete files after"),
        QT_TRANSLATE_NOOP("Settings", "0: when messages of that age are deleted."),
        unit=_DAYS,
        hub_field="file_days",
    ),
    NumberSetting(
        "files.link_days",
        7,
        QT_TRANSLATE_NOOP("Settings", "Links to files count for"),
        QT_TRANSLATE_NOOP(
            "Settings", "Until then, everybody who has the link can open the file. Later only members of the room can."
        ),
        unit=_DAYS,
        advanced=True,
        hub_field="file_link_days",
    ),
    TextSetting(
        "files.address",
        "",
        QT_TRANSLATE_NOOP("Settings", "Web address of this computer"),
        QT_TRANSLATE_NOOP(
            "Settings", "For links to files, if people reach the chat by another address: https://chat.example."
        ),
        advanced=True,
        hub_field="file_address",
        check=_check_web_address,
    ),
)
