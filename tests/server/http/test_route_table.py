"""A request finds its route, or is refused with a sentence."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from desktop_chat.server.http.exchange import HttpRefusal, HttpRequest, HttpResponse, answer_whole
from desktop_chat.server.http.route_table import Route, RouteTable


def answering(name: str, path: str, *methods: str) -> Route:
    """A route that answers with its name and the rest of the path."""
    return Route(path, answer_whole(lambda request, _: HttpResponse(body=f"{name} {request.rest}".encode())), methods)


TABLE = RouteTable(
    [
        answering("root", "/", "GET"),
        answering("read", "/files/*", "GET"),
        answering("write", "/files/*", "POST", "PUT"),
        answering("new", "/files", "POST"),
    ],
    answer_whole(lambda *_: HttpResponse(body=b"upgrade")),
)


def ask(method: str, path: str, **headers: str) -> HttpResponse:
    exchange = TABLE.open_exchange(HttpRequest(method, path, {}, headers, "10.0.0.2", secure=True), lambda: None)
    exchange.end_body()
    assert exchange.response is not None
    return exchange.response


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/", b"root "), ("HEAD", "/", b"root "), ("GET", "/files/a/b", b"read a/b"),
        ("PUT", "/files/a", b"write a"), ("POST", "/files", b"new "),
    ],
)  # fmt: skip
def test_path_and_method_find_the_route(method: str, path: str, body: bytes) -> None:
    assert ask(method, path).body == body


@pytest.mark.parametrize("path", ["/x", "/files/", "/filesx", "*", ""])
def test_unknown_path_is_not_found(path: str) -> None:
    with pytest.raises(HttpRefusal, match=r"Page not found\.") as refused:
        ask("GET", path)
    assert refused.value.status is HTTPStatus.NOT_FOUND


def test_other_method_is_told_what_works() -> None:
    with pytest.raises(HttpRefusal, match="Only GET and POST and PUT works here") as refused:
        ask("DELETE", "/files/a")
    assert refused.value.status is HTTPStatus.METHOD_NOT_ALLOWED
    assert refused.value.headers == (("allow", "GET, POST, PUT, HEAD, OPTIONS"),)


def test_options_of_a_known_path() -> None:
    response = ask("OPTIONS", "/files")
    assert (response.status, response.headers) == (HTTPStatus.NO_CONTENT, (("allow", "POST, OPTIONS"),))
    with pytest.raises(HttpRefusal):
        ask("OPTIONS", "/x")


def test_websocket_at_any_path() -> None:
    assert ask("GET", "/anything", upgrade="WebSocket").body == b"upgrade"


def test_closed_site_has_its_own_sentence() -> None:
    with pytest.raises(HttpRefusal, match="closed today"):
        RouteTable(closed="closed today").open_exchange(
            HttpRequest("GET", "/", {}, {"upgrade": "websocket"}, "10.0.0.2", secure=True), lambda: None
        )
