"""The Content-Disposition header: the name of a file, from a client and for a browser. Pure.

Spec: https://www.rfc-editor.org/rfc/rfc6266
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

NAME_BYTES = 180
"""The longest name of a file, as file systems take it."""
_UNNAMED = "file"
_EXTENDED = re.compile(r"""filename\*\s*=\s*utf-8'[^']*'([^;\s]+)""", re.IGNORECASE)
_QUOTED = re.compile(r"""filename\s*=\s*"((?:[^"\\]|\\.)*)\"""", re.IGNORECASE)
_TOKEN = re.compile(r"""filename\s*=\s*([^;"\s]+)""", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')


def parse_file_name(header: str) -> str:
    """Return the name in the header, as `clean_file_name` does; "file" without a name."""
    if (extended := _EXTENDED.search(header)) is not None:
        return clean_file_name(unquote(extended[1]))
    if (quoted := _QUOTED.search(header)) is not None:
        # Browsers and many clients send UTF-8 here, though the header has no such encoding.
        return clean_file_name(_as_utf8(re.sub(r"\\(.)", r"\1", quoted[1])))
    token = _TOKEN.search(header)
    return clean_file_name(_as_utf8(token[1])) if token is not None else _UNNAMED


def _as_utf8(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def clean_file_name(name: str) -> str:
    """Return a name without folders, controls and signs that change the direction of text; never empty."""
    name = name.replace("\\", "/").rpartition("/")[2]
    name = "".join(char for char in name if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    name = _FORBIDDEN.sub("_", name).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending.encode()) > 20:
        stem, dot, ending = name, "", ""
    room = NAME_BYTES - len(f"{dot}{ending}".encode())
    return stem.encode()[:room].decode("utf-8", "ignore") + dot + ending or _UNNAMED


def format_disposition(name: str, *, inline: bool) -> str:
    """Return the header for a browser. `inline`: the browser may show the file on the spot."""
    plain = re.sub(r"[^ -~]|[\"\\%]", "_", name)
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
