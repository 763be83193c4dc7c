"""The routes of a chat: all answers of the port over HTTP."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_chat.server.http.route_table import Route, RouteTable
from desktop_chat.server.http.site_settings import SiteSettings
from desktop_chat.server.http.web_page import web_routes
from desktop_chat.server.http.websocket_upgrade import websocket_upgrade

_CLOSED = "This port is for IRC: there is no page here."


def site_routes(settings: SiteSettings, more: Iterable[Route] = ()) -> RouteTable:
    """Return the table of all routes. `more`: the routes of other parts of the server."""
    routes = list(more)
    if not settings.websocket:
        return RouteTable(routes, closed=_CLOSED, proxies=settings.proxies)
    return RouteTable([*routes, *web_routes(settings)], websocket_upgrade(settings), proxies=settings.proxies)
