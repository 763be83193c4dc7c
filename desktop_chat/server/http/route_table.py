"""RouteTable: finds the route of a request by path and method."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from desktop_chat.server.http.exchange import (
    Exchange,
    HttpRefusal,
    HttpRequest,
    HttpResponse,
    OpenExchange,
    Wake,
    answer_whole,
)

_PREFIX = "/*"
NOT_FOUND = "Page not found."


@dataclass(frozen=True, slots=True)
class Route:
    """A row: the answer to requests for a path."""

    path: str
    """As in the address; with `/*` at the end, all paths below."""
    open_exchange: OpenExchange
    methods: tuple[str, ...] = ("GET",)
    """GET includes HEAD."""

    def find_rest(self, path: str) -> str | None:
        """Return the part of the path behind the prefix, "" for the exact path; None for other paths."""
        if not self.path.endswith(_PREFIX):
            return "" if path == self.path else None
        prefix = self.path[:-1]
        return path[len(prefix) :] if path.startswith(prefix) and len(path) > len(prefix) else None


class RouteTable:
    """All routes. The first fitting route answers.

    Thread: any; a table never changes.
    """

    def __init__(
        self,
        routes: Iterable[Route] = (),
        upgrade: OpenExchange | None = None,
        *,
        closed: str = NOT_FOUND,
        proxies: Sequence[str] = (),
    ) -> None:
        """`upgrade`: answers requests for a WebSocket, at any path. `closed`: the sentence for unknown paths.
        `proxies`: the reverse proxies that are believed.
        """
        self.proxies = proxies
        self._routes = tuple(routes)
        self._upgrade = upgrade
        self._closed = closed

    def open_exchange(self, request: HttpRequest, wake: Wake) -> Exchange:
        """Return the Exchange of the request.

        Raises: HttpRefusal.
        """
        if self._upgrade is not None and request.has_token("upgrade", "websocket"):
            return self._upgrade(request, wake)
        method = "GET" if request.method == "HEAD" else request.method
        allowed: dict[str, None] = {}
        for route in self._routes:
            rest = route.find_rest(request.path)
            if rest is None:
                continue
            if method in route.methods:
                return route.open_exchange(replace(request, rest=rest), wake)
            allowed.update(dict.fromkeys(route.methods))
        if not allowed:
            raise HttpRefusal(HTTPStatus.NOT_FOUND, self._closed)
        if "GET" in allowed:
            allowed["HEAD"] = None
        names = ", ".join([*allowed, "OPTIONS"])
        if method == "OPTIONS":
            options = HttpResponse(HTTPStatus.NO_CONTENT, headers=(("allow", names),))
            return answer_whole(lambda _request, _body: options)(request, wake)
        words = " and ".join(name for name in allowed if name != "HEAD")
        raise HttpRefusal(HTTPStatus.METHOD_NOT_ALLOWED, f"Only {words} works here.", (("allow", names),))
