"""The page for browsers: the files of resources/web, and the name and the link of the chat in them."""

from __future__ import annotations

import gzip
import hashlib
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from desktop_chat.net.addresses import AddressError, parse_address
from desktop_chat.paths import resources
from desktop_chat.server.http.exchange import HttpRefusal, HttpRequest, HttpResponse, answer_whole
from desktop_chat.server.http.route_table import NOT_FOUND, Route
from desktop_chat.server.http.site_settings import SiteSettings

_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_INDEX = "index.html"
_STYLE_REST = (
    (re.compile(r"\s*([{};>])\s*"), r"\1"),
    (re.compile(r"([:,])\s+"), r"\1"),
    (re.compile(r";}"), "}"),
    (re.compile(r"(?<![\d.])0\.(?=\d)"), "."),
)
"""What a style does not need: spaces around signs, the last semicolon of a rule, the zero before a point."""
_ICON_SIZE = re.compile(r' width="\d+" height="\d+"')
_POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob:", "connect-src 'self'",
        "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WebFile:
    """One file as browsers get it."""

    kind: str
    """The media type."""
    body: bytes
    packed: bytes
    """The body in gzip."""
    tag: str
    """The ETag."""


def _make_file(suffix: str, body: bytes) -> WebFile:
    return WebFile(_KINDS[suffix], body, gzip.compress(body, mtime=0), f'"{hashlib.sha256(body).hexdigest()[:20]}"')


def _read_file(path: Path) -> bytes:
    """Return a file of the page without what serves readers of the source only: comments and indentation of scripts,
    spaces of styles, sizes and colours of icons, which the style says."""
    if path.suffix == ".css":
        text = path.read_text("utf-8")
        for pattern, rest in _STYLE_REST:
            text = pattern.sub(rest, text)
        return text.encode()
    if path.suffix == ".svg":
        return _ICON_SIZE.sub("", path.read_text("utf-8"), count=1).replace("currentColor", "#000").encode()
    if path.suffix != ".js":
        return path.read_bytes()
    import rjsmin  # not needed while no browser has asked for the page

    # A line break behind a brace has no meaning where statements end with semicolons; without one the script would not
    # run at all.
    return str(rjsmin.jsmin(path.read_text("utf-8"))).replace("}\n", "}").encode()


@cache
def web_files() -> Mapping[str, WebFile]:
    """Return the files of the page by their names, and the icons that the page names."""
    root = resources()
    found = {path.name: _read_file(path) for path in sorted((root / "web").iterdir()) if path.suffix in _KINDS}
    for path in sorted((root / "icons").glob("*.svg")):
        found[f"icons/{path.name}"] = _read_file(path)
    return {name: _make_file(name[name.rindex(".") :], body) for name, body in found.items()}


def web_routes(settings: SiteSettings) -> tuple[Route, ...]:
    """Return the routes of the page and its files."""

    def answer_page(request: HttpRequest, _: bytes) -> HttpResponse:
        text = web_files()[_INDEX].body.decode()
        for word, shown in (("name", settings.name), ("link", _chat_link(settings, request))):
            text = text.replace(f"{{{{{word}}}}}", html.escape(shown))
        return _send_file(_make_file(".html", text.encode()), request)

    def answer_file(request: HttpRequest, _: bytes) -> HttpResponse:
        file = web_files().get(request.rest)
        if file is None or request.rest == _INDEX:
            raise HttpRefusal(HTTPStatus.NOT_FOUND, NOT_FOUND)
        return _send_file(file, request)

    return Route("/", answer_whole(answer_page)), Route("/web/*", answer_whole(answer_file))


def _send_file(file: WebFile, request: HttpRequest) -> HttpResponse:
    """Return the file, or 304 if the browser has it."""
    headers = (
        ("content-security-policy", _POLICY), ("cache-control", "no-cache"), ("etag", file.tag),
        ("vary", "accept-encoding"), ("content-type", file.kind),
    )  # fmt: skip
    if request.has_token("if-none-match", file.tag):
        return HttpResponse(HTTPStatus.NOT_MODIFIED, headers=headers)
    if request.has_token("accept-encoding", "gzip"):
        return HttpResponse(body=file.packed, headers=(*headers, ("content-encoding", "gzip")))
    return HttpResponse(body=file.body, headers=headers)


def _chat_link(settings: SiteSettings, request: HttpRequest) -> str:
    """Return the link of the chat for IRC programs, at the host and port that the browser has used."""
    scheme, port = ("ircs", 443) if request.secure else ("irc", 80)
    try:
        where = str(parse_address(request.headers.get("host", ""), port))
    except AddressError:
        where = "this-computer"
    link = f"{scheme}://{where}/{quote(settings.lobby, safe='#')}"
    return link + f"?fp={settings.fingerprint}" if request.secure and settings.fingerprint else link
