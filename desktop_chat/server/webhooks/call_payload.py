"""The body and headers of a call, and the answer: JSON as of Slack and Mattermost, and a signature. Pure.

Spec: https://www.standardwebhooks.com/
"""

from __future__ import annotations

import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from desktop_chat.hub.job import WebhookCall
from desktop_chat.hub.moderation.webhook_actions import SECRET_PREFIX


class CallError(Exception):
    """The address cannot be called now. The text is for the log."""


class AddressForbidden(CallError):
    """The address may never be called."""


@dataclass(frozen=True, slots=True)
class CallAnswer:
    """The answer of the address."""

    status: int
    body: bytes
    retry_after: str = ""


def call_body(call: WebhookCall) -> bytes:
    """Return the JSON of a message."""
    data = {
        "channel_name": call.room,
        "user_name": call.nick,
        "account": call.account,
        "text": call.text,
        "trigger_word": call.word,
        "timestamp": call.time // 1000,
        "post_id": call.msgid,
    }
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")


def call_headers(call: WebhookCall, body: bytes, seconds: int, version: str) -> Mapping[str, str]:
    """Return the headers of an attempt at `seconds` (Unix). The id stays the same for all attempts."""
    return {
        "content-type": "application/json",
        "user-agent": version,
        "webhook-id": call.msgid,
        "webhook-timestamp": str(seconds),
        "webhook-signature": sign(call.secret, call.msgid, seconds, body),
    }


def sign(secret: str, number: str, seconds: int, body: bytes) -> str:
    """Return the signature of a body: HMAC-SHA256 of id, time and body under the decoded secret."""
    key = b64decode(secret.removeprefix(SECRET_PREFIX))
    signed = hmac.new(key, b"%b.%d.%b" % (number.encode(), seconds, body), sha256)
    return f"v1,{b64encode(signed.digest()).decode()}"
