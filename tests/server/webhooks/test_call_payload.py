"""The body of a call, and a signature that any library for Standard Webhooks can check."""

from __future__ import annotations

import json

from desktop_chat.hub.job import WebhookCall
from desktop_chat.server.webhooks.call_payload import call_body, call_headers, sign

CALL = WebhookCall(
    webhook=1,
    address="https://example.org",
    secret="whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    msgid="1-abc",
    room="#dev",
    nick="ann",
    account="ann",
    text="deploy «now»",
    word="deploy",
    time=1_700_000_000_123,
)


def test_the_body_tells_the_message() -> None:
    assert json.loads(call_body(CALL)) == {
        "channel_name": "#dev",
        "user_name": "ann",
        "account": "ann",
        "text": "deploy «now»",
        "trigger_word": "deploy",
        "timestamp": 1_700_000_000,
        "post_id": "1-abc",
    }


def test_the_signature_is_that_of_the_specification() -> None:
    """The example of the specification's own libraries."""
    body = b'{"test": 2432232314}'
    signed = sign(CALL.secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_headers_carry_id_time_and_signature() -> None:
    body = call_body(CALL)
    headers = call_headers(CALL, body, 1_700_000_001, "desktop-chat-1")
    assert headers["webhook-id"] == "1-abc"
    assert headers["webhook-timestamp"] == "1700000001"
    assert headers["webhook-signature"] == sign(CALL.secret, "1-abc", 1_700_000_001, body)
    assert headers["webhook-signature"] != sign(CALL.secret, "1-abc", 1_700_000_002, body)
