"""HTTP on the shared port: a table of routes, connections, and the thread with the sockets.

An I/O thread gives a connection away once its first bytes show HTTP. The connection has no Seat in the hub from then
on. An accepted upgrade to WebSocket goes back to the same I/O thread.

How to add a route: write a function that makes an answer, and add a `Route` in `site.site_routes` (or to the routes
that `ChatServer` passes there).

* A small request: `Route("/hooks/*", answer_whole(function, limit=65536), ("POST",))`. The function is called on the
  HTTP thread with the `HttpRequest` and the whole body, and returns an `HttpResponse`. The function must not wait; the
  lock of the hub may be taken.
* Everything else: `Route(path, open_exchange, methods)`. `open_exchange(request, wake)` returns an `Exchange`, which
  gets the body in pieces and later has a response. Other threads call `wake` after they have changed
  `is_full`, `response` or a `BodySource`.
* `raise HttpRefusal(status, sentence)` refuses, at any time before the response.
* A path that ends with `/*` is a prefix; `HttpRequest.rest` is the rest. A route for GET answers HEAD. OPTIONS is
  answered by the table, or by a route for OPTIONS. Encryption, limits of size, rate and time, keep-alive and headers of
  security are the connection's.

Read `exchange` (requests, responses, refusals), `route_table`, `http_connection` (bytes in, bytes out),
`http_thread`; then `site`, `web_page` and `websocket_upgrade`.
"""
