"""PageHead: the words of a web page in the head: title, description, site and picture. Pure.

The bytes come from a stranger, and parsers of HTML take quadratic time for some texts. So each element is looked for by
the beginning, and a short piece from there on is parsed alone.

Spec: https://ogp.me
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import islice
from urllib.parse import urljoin, urlsplit

from desktop_chat.client.safe_display import remove_direction_marks
from desktop_chat.value_class import value

TITLE_LENGTH, TEXT_LENGTH = 200, 400
"""Characters that are kept."""
_MOST_ELEMENTS = 200
_PIECE = 2_500
"""Characters of one element that are parsed."""
_BEGINNING = re.compile(r"<(?:meta|title)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_CHARSET_BYTES = 4_096
_LONGEST_ADDRESS = 2_000


@value
class PageHead:
    """The words are cut, and "" if the page says nothing."""

    title: str
    description: str
    site: str
    picture: str
    """An address of HTTP, or ""."""


def parse_page(data: bytes, content_type: str, address: str) -> PageHead:
    """Return the head of a page. `content_type`: of the response. `address`: of the page."""
    found = _find_values(_decode_page(data, content_type))

    def first(*names: str) -> str:
        return next((found[name] for name in names if found.get(name)), "")

    title = _clean_text(first("og:title", "twitter:title", "title"), TITLE_LENGTH)
    description = _clean_text(first("og:description", "twitter:description", "description"), TEXT_LENGTH)
    site = _clean_text(first("og:site_name", "application-name"), TITLE_LENGTH)
    picture = first("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
    return PageHead(title, description, site, _address_of(picture, address))


def _decode_page(data: bytes, content_type: str) -> str:
    named = _CHARSET.search(content_type.encode("ascii", "replace")) or _CHARSET.search(data[:_CHARSET_BYTES])
    try:
        return data.decode(named[1].decode("ascii") if named is not None else "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _find_values(text: str) -> dict[str, str]:
    """Return the first value of each name."""
    found: dict[str, str] = {}
    for beginning in islice(_BEGINNING.finditer(text), _MOST_ELEMENTS):
        element = _Element()
        element.feed(text[beginning.start() : beginning.start() + _PIECE])
        if element.name and element.value:
            found.setdefault(element.name, element.value)
    return found


class _Element(HTMLParser):
    """The first element of a text: the property of a `meta`, or the words of a `title`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.name = ""
        self.value = ""
        self._is_over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.name or self._is_over:
            self._is_over = True
        elif tag == "title":
            self.name = "title"
        else:
            known = {key: text or "" for key, text in attrs}
            self.name = (known.get("property") or known.get("name") or "").strip().lower()
            self.value = known.get("content", "")
            self._is_over = True

    def handle_data(self, data: str) -> None:
        if not self._is_over:
            self.value += data

    def handle_endtag(self, tag: str) -> None:
        self._is_over = True


def _clean_text(text: str, longest: int) -> str:
    """Return one line without control characters."""
    plain = remove_direction_marks(text, strictly=True)
    words = " ".join("".join(char if char.isprintable() else " " for char in plain).split())
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def _address_of(picture: str, page: str) -> str:
    """Return the whole address of a picture, "" for an unusable address."""
    try:
        address = urljoin(page, picture.strip()) if picture else ""
        scheme = urlsplit(address).scheme
    except ValueError:
        return ""
    return address if scheme in ("http", "https") and len(address) <= _LONGEST_ADDRESS else ""
