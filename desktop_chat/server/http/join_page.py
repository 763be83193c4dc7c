"""The page that tells a browser how to join."""

from __future__ import annotations

import html
from collections.abc import Callable
from urllib.parse import quote

from desktop_chat.net.addresses import AddressError, parse_address
from desktop_chat.server.http.exchange import HttpRequest, HttpResponse
from desktop_chat.server.http.site_settings import SiteSettings

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{name}</title>
<style>:root{{color-scheme:light dark}}
body{{font:16px/1.6 system-ui,sans-serif;max-width:36em;margin:12vh auto;padding:0 1.5em}}
code{{overflow-wrap:anywhere}}</style></head>
<body><h1>{name}</h1>
<p>This is a chat. To join it, open this link in Desktop Chat, or in any other IRC program:</p>
<p><a href="{link}"><code>{shown}</code></a></p></body></html>
"""
_HEADERS = (
    ("content-type", "text/html; charset=utf-8"),
    ("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
)


def join_page(settings: SiteSettings) -> Callable[[HttpRequest, bytes], HttpResponse]:
    """Return the function that makes the page with the chat's name and link."""

    def make_page(request: HttpRequest, _: bytes) -> HttpResponse:
        link = _chat_link(settings, request)
        page = _PAGE.format(name=html.escape(settings.name), link=html.escape(link), shown=html.escape(link))
        return HttpResponse(body=page.encode(), headers=_HEADERS)

    return make_page


def _chat_link(settings: SiteSettings, request: HttpRequest) -> str:
    """Return the link of the chat, at the host and port that the browser has used."""
    scheme, port = ("ircs", 443) if request.secure else ("irc", 80)
    try:
        where = str(parse_address(request.headers.get("host", ""), port))
    except AddressError:
        where = "this-computer"
    link = f"{scheme}://{where}/{quote(settings.lobby, safe='#')}"
    return link + f"?fp={settings.fingerprint}" if request.secure and settings.fingerprint else link
