"""The route of incoming webhooks: `POST /hooks/TOKEN`.

The token is checked before the body is read, so strangers cost little. Thread: the HTTP thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus

from desktop_chat.clock import now_ms
from desktop_chat.hub.hub import Hub
from desktop_chat.hub.messaging.webhook_posts import NO_SUCH_WEBHOOK, RATE_LIMITED
from desktop_chat.hub.moderation.webhook_actions import PREFIX
from desktop_chat.hub.reply import Refusal
from desktop_chat.server.http.exchange import (
    Exchange,
    Headers,
    HttpRefusal,
    HttpRequest,
    HttpResponse,
    Wake,
    answer_whole,
    text_response,
)
from desktop_chat.server.http.route_table import Route
from desktop_chat.server.hub_runtime import HubRuntime
from desktop_chat.server.webhooks.payload import PayloadError, read_payload
from desktop_chat.texts import server as texts

LARGEST = 256 << 10
"""Bytes of a body. An event of GitHub has 10,000 to 30,000."""
RETRY = (("retry-after", "60"),)
_STATUSES: Mapping[str, tuple[HTTPStatus, Headers]] = {
    NO_SUCH_WEBHOOK: (HTTPStatus.NOT_FOUND, ()),
    RATE_LIMITED: (HTTPStatus.TOO_MANY_REQUESTS, RETRY),
}
"""The answers to refusals of the hub. Other refusals say that nothing can be kept now."""


def webhook_route(core: HubRuntime) -> Route:
    """Return the route."""
    return Route(f"{PREFIX}*", _WebhookDoor(core).open_post, ("POST",))


class _WebhookDoor:
    """Gives the posts of programs to the hub."""

    def __init__(self, core: HubRuntime) -> None:
        self._core = core
        self._open_whole = answer_whole(self._answer_post, LARGEST)

    def open_post(self, request: HttpRequest, wake: Wake) -> Exchange:
        """Raises: HttpRefusal."""
        self._ask_hub(lambda hub: hub.require_webhook(request.rest))
        return self._open_whole(request, wake)

    def _answer_post(self, request: HttpRequest, body: bytes) -> HttpResponse:
        try:
            post = read_payload(request.headers, body)
        except PayloadError as error:
            raise HttpRefusal(HTTPStatus.BAD_REQUEST, str(error)) from error
        if not post.text.strip():
            return text_response(HTTPStatus.OK, texts.WEBHOOK_NOTHING_TO_SAY)
        self._ask_hub(lambda hub: hub.receive_post(request.rest, post, now_ms()))
        return text_response(HTTPStatus.OK, texts.WEBHOOK_POSTED)

    def _ask_hub(self, ask: Callable[[Hub], None]) -> None:
        """Call the hub. Raises: HttpRefusal."""
        told: Refusal | None = None
        with self._core.locked_hub() as hub:
            try:
                ask(hub)
            except Refusal as refusal:  # what the hub has noted leaves with this hold of the lock
                told = refusal
        if told is not None:
            status, headers = _STATUSES.get(told.params[1], (HTTPStatus.SERVICE_UNAVAILABLE, RETRY))
            raise HttpRefusal(status, told.params[-1], headers)
