"""The words under which the archive finds a message, and the query for the words of a person. Pure.

The index splits ASCII at everything but letters and digits, and ignores its case, as `irc/search_words` does. So an
ASCII text stands in the index as it is, and only other texts are cut into words here.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from desktop_chat.irc.formatting import find_links, strip_formatting
from desktop_chat.irc.multiline import undo_cuts
from desktop_chat.irc.search_words import WORD_LENGTH, parse_search_text, spaced_words

LINK_MARK = "§link"
"""A word of messages with a link. No word of a text holds this sign."""
FILE_MARK = "§file"
"""A word of messages with a link to a file."""
_FILE_ENDINGS = frozenset({
    "7z", "aac", "apk", "avi", "avif", "bmp", "bz2", "csv", "deb", "dmg", "doc", "docx", "epub",
    "exe", "flac", "gif", "gz", "heic", "ico", "iso", "jpeg", "jpg", "json", "log", "m4a", "md",
    "mkv", "mov", "mp3", "mp4", "msi", "odp", "ods", "odt", "ogg", "opus", "pdf", "png", "ppt",
    "pptx", "rar", "rpm", "rtf", "svg", "tar", "tgz", "tiff", "torrent", "txt", "wav", "webm", "webp",
    "xls", "xlsx", "xml", "xz", "zip", "zst",
})  # fmt: skip
"""Endings of addresses that lead to a file and not to a page."""


def index_words(text: str) -> str:
    """Return the words for the index, separated by anything that is no letter."""
    plain = plain_words(text)
    words = plain if plain.isascii() else spaced_words(plain)
    if "://" not in plain and "www." not in plain and "mailto:" not in plain:
        return words
    marks = LINK_MARK * has_link(plain), FILE_MARK * has_file(plain)
    return " ".join([words, *filter(None, marks)])


def plain_words(text: str) -> str:
    """Return the text that a person reads."""
    return text if text.isprintable() else strip_formatting(undo_cuts(text))


def has_link(plain: str) -> bool:
    return bool(find_links(plain))


def has_file(plain: str) -> bool:
    """Return True if a plain text has a link to a file."""
    return any(_is_file(address) for _, _, address in find_links(plain))


def _is_file(address: str) -> bool:
    try:
        path = urlsplit(address).path
    except ValueError:
        return False
    return path.rpartition("/")[2].rpartition(".")[2].lower() in _FILE_ENDINGS and "." in path.rpartition("/")[2]


def search_words(typed: str) -> list[tuple[str, bool]]:
    """Return the typed words, each with True for a prefix. The last word may be unfinished."""
    words = parse_search_text(typed)
    if words and typed[-1:].isalnum():
        words[-1] = (words[-1][0], True)
    return words


def fts_query(typed: str, *, marks: tuple[str, ...] = ()) -> str:
    """Return an FTS5 query for all typed words and for `marks`; "" if there are none.

    A word of full length is a prefix: the index may hold it uncut.
    """
    terms = [f'"{word}"{"*" if prefix or len(word) >= WORD_LENGTH else ""}' for word, prefix in search_words(typed)]
    return " ".join([*terms, *(f'"{mark}"' for mark in marks)])
