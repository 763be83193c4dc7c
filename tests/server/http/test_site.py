"""The routes of a chat follow its settings."""

from __future__ import annotations

import pytest

from desktop_chat.server.http.exchange import HttpRefusal, HttpRequest, HttpResponse, answer_whole
from desktop_chat.server.http.route_table import Route, RouteTable
from desktop_chat.server.http.site import site_routes
from desktop_chat.server.http.site_settings import SiteSettings

MORE = Route("/more", answer_whole(lambda *_: HttpResponse(body=b"more")))


def ask(table: RouteTable, path: str, **headers: str) -> HttpResponse | None:
    exchange = table.open_exchange(HttpRequest("GET", path, {}, headers, "10.0.0.2", secure=True), lambda: None)
    exchange.end_body()
    return exchange.response


def test_page_is_there_if_browsers_may_join() -> None:
    table = site_routes(SiteSettings(websocket=True), [MORE])
    page = ask(table, "/")
    assert page is not None
    assert b"This is a chat" in bytes(page.body if isinstance(page.body, bytes) else b"")
    assert ask(table, "/more") == HttpResponse(body=b"more")
    with pytest.raises(HttpRefusal, match="handshake required"):
        ask(table, "/", upgrade="websocket")


def test_closed_site_says_so_and_has_the_other_routes() -> None:
    table = site_routes(SiteSettings(), [MORE])
    assert ask(table, "/more") == HttpResponse(body=b"more")
    with pytest.raises(HttpRefusal, match="This port is for IRC"):
        ask(table, "/", upgrade="websocket")
