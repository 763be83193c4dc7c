"""Attachment: what a message with a file says about the file, and the text of such a message. Pure.

The text is a caption and the address of the file, so that every IRC client can follow the link. The tag is only a
claim of the author: each value is checked and bounded, and nothing is trusted before the file itself was read.

Spec: docs/specifications/file.md
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, urlencode

from desktop_chat.net.content_disposition import clean_file_name
from desktop_chat.value_class import value

LONGEST_TAG = 2_000
"""Characters of the tag's value; a longer one is ignored."""
MOST_SIDE = 65_535
"""Pixels of one side of a picture."""
_MOST_BYTES = 1 << 53
_MOST_FIELDS = 32
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,100}")
_PIXELS = re.compile(r"([1-9][0-9]{0,4})x([1-9][0-9]{0,4})")
_COLOUR = re.compile(r"[0-9a-f]{6}")
_ADDRESS = re.compile(r"https?://[^/\s]+/\S+")


@value
class Attachment:
    """One file of a message."""

    name: str
    """Without folders and controls; never empty."""
    size: int = 0
    """Bytes; 0 if unknown."""
    media_type: str = ""
    """In lower case, as `image/png`; "" if unknown."""
    width: int = 0
    """Pixels of a picture as it is shown; 0 without a picture, as the height."""
    height: int = 0
    colour: str = ""
    """The average colour of a picture, as `7a8b9c`; "" if unknown."""

    @property
    def is_picture(self) -> bool:
        """True if the author says that the file is a picture of known size."""
        return bool(self.width) and self.media_type.startswith("image/")


@lru_cache(512)
def parse_attachment(tag: str) -> Attachment | None:
    """Return the attachment in the value of a tag, or None without a name. A value that makes no sense counts as
    absent."""
    if not 0 < len(tag) <= LONGEST_TAG:
        return None
    try:
        fields = dict(parse_qsl(tag, max_num_fields=_MOST_FIELDS))
    except ValueError:  # too many fields
        return None
    if not fields.get("name"):
        return None
    size, media_type = fields.get("size", ""), fields.get("type", "").lower()
    pixels, colour = _PIXELS.fullmatch(fields.get("pixels", "")), fields.get("color", "").lower()
    width, height = (int(pixels[1]), int(pixels[2])) if pixels is not None else (0, 0)
    is_small = max(width, height) <= MOST_SIDE
    return Attachment(
        clean_file_name(fields["name"]),
        size=int(size) if size.isascii() and size.isdecimal() and len(size) < 17 and int(size) < _MOST_BYTES else 0,
        media_type=media_type if _MEDIA_TYPE.fullmatch(media_type) else "",
        width=width if is_small else 0,
        height=height if is_small else 0,
        colour=colour if _COLOUR.fullmatch(colour) else "",
    )


def format_attachment(attachment: Attachment) -> str:
    """Return the value of the tag."""
    fields = {"name": attachment.name}
    if attachment.size:
        fields["size"] = str(attachment.size)
    if attachment.media_type:
        fields["type"] = attachment.media_type
    if attachment.width and attachment.height:
        fields["pixels"] = f"{attachment.width}x{attachment.height}"
    if attachment.colour:
        fields["color"] = attachment.colour
    return urlencode(fields, quote_via=quote)


def split_file_text(text: str) -> tuple[str, str]:
    """Return the caption and the address in the text of a message with a file; the address is "" if the text does not
    end with one."""
    caption, space, address = text.rpartition(" ")
    above, line, below = address.rpartition("\n")
    if line:
        caption, address = f"{caption}{space}{above}", below
    return (caption, address) if _ADDRESS.fullmatch(address) else (text, "")


def join_file_text(caption: str, address: str) -> str:
    """Return the text of a message with a file. The address follows a caption of several lines on a line of its
    own."""
    between = "\n" if "\n" in caption else " "
    return f"{caption}{between}{address}" if caption else address
