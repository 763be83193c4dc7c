"""ShownFile: the file that a message shows in place of its link: a picture, a sound, a video, or another file. Pure.

The sender describes the file and may lie; the bytes decide at last.

Spec: docs/specifications/file.md
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from desktop_chat.client.attachment import Attachment, split_file_text
from desktop_chat.client.entry import SPOKEN, TAG_UPLOAD, Entry
from desktop_chat.value_class import value


class FileKind(StrEnum):
    PICTURE = "picture"
    SOUND = "sound"
    VIDEO = "video"
    OTHER = "other"


_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


@value
class ShownFile:
    """A file as its sender describes it."""

    attachment: Attachment
    address: str
    """"" while the file is on its way to the server."""
    caption: str
    """The text of the message without the link of the file. May hold IRC formatting codes."""

    @property
    def name(self) -> str:
        return self.attachment.name

    @property
    def size(self) -> int:
        """Bytes, 0 if unknown."""
        return self.attachment.size

    @property
    def kind(self) -> FileKind:
        """How the window shows the file. A picture of unknown size would move the messages around it, so it is
        like any other file."""
        media_type = self.attachment.media_type
        if media_type in _PICTURES:
            return FileKind.PICTURE if self.attachment.width else FileKind.OTHER
        family = media_type.partition("/")[0]
        return {"audio": FileKind.SOUND, "video": FileKind.VIDEO}.get(family, FileKind.OTHER)

    @property
    def is_animated(self) -> bool:
        """True if the file may have several frames."""
        return self.attachment.media_type in ("image/gif", "image/webp")


def find_file(entry: Entry) -> ShownFile | None:
    """Return the file of a message, or None."""
    attachment = entry.attachment
    if attachment is None or entry.kind not in SPOKEN:
        return None
    return _file_of(attachment, entry.text, is_there=TAG_UPLOAD not in entry.tags)


@lru_cache(1024)
def _file_of(attachment: Attachment, text: str, *, is_there: bool) -> ShownFile:
    if not is_there:
        return ShownFile(attachment, "", "" if text == attachment.name else text)
    caption, address = split_file_text(text)
    return ShownFile(attachment, address, caption)
