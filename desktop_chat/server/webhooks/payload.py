"""The kinds of bodies of a webhook, and the texts in bodies. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import parse_qs

from desktop_chat.hub.messaging.webhook_posts import WebhookPost
from desktop_chat.server.webhooks.alert_events import alert_lines, is_alerts
from desktop_chat.server.webhooks.chat_payload import read_chat_payload
from desktop_chat.server.webhooks.fields import find_text
from desktop_chat.server.webhooks.forge_events import forge_lines
from desktop_chat.server.webhooks.gitlab_events import gitlab_lines
from desktop_chat.server.webhooks.markup import clean_text
from desktop_chat.texts import server as texts

_FORGE_EVENTS = ("x-github-event", "x-gitea-event", "x-forgejo-event", "x-gogs-event")
_MOST_FORM_FIELDS = 20


class PayloadError(Exception):
    """The body is of no known kind. The text is a sentence."""


def read_payload(headers: Mapping[str, str], body: bytes) -> WebhookPost:
    """Return the post of a body. A post without a text is an event without news.

    `headers`: names in lower case.
    Raises: PayloadError.
    """
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    text = _decode(body)
    if kind == "application/x-www-form-urlencoded":
        text = _form_payload(text)
    elif kind.startswith("text/"):
        return _require_text(WebhookPost(clean_text(text)))
    if kind not in ("", "application/x-www-form-urlencoded") and not kind.endswith("json"):
        raise PayloadError(texts.WEBHOOK_UNKNOWN_KIND(repr(kind)))
    data = _parse_json(text)
    if event := next((headers[name] for name in _FORGE_EVENTS if headers.get(name)), ""):
        return WebhookPost("\n".join(forge_lines(event, data)))
    if headers.get("x-gitlab-event") or find_text(data, "object_kind"):
        return WebhookPost("\n".join(gitlab_lines(data)))
    if is_alerts(data):
        return WebhookPost("\n".join(alert_lines(data)))
    return _require_text(read_chat_payload(data))


def _require_text(post: WebhookPost) -> WebhookPost:
    if not post.text.strip():
        raise PayloadError(texts.WEBHOOK_WITHOUT_TEXT)
    return post


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PayloadError(texts.WEBHOOK_NOT_UTF8) from None


def _form_payload(text: str) -> str:
    """Return the field `payload` of a form: JSON."""
    try:
        fields = parse_qs(text, max_num_fields=_MOST_FORM_FIELDS)
    except ValueError:
        fields = {}
    if "payload" not in fields:
        raise PayloadError(texts.WEBHOOK_WITHOUT_PAYLOAD)
    return fields["payload"][0]


def _parse_json(text: str) -> object:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise PayloadError(texts.WEBHOOK_NOT_JSON) from None
    if isinstance(data, str):
        return {"text": data}
    if not isinstance(data, dict):
        raise PayloadError(texts.WEBHOOK_NOT_JSON)
    return data
