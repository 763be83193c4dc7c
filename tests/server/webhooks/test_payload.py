"""The kind of a body is found out by headers and keys; what cannot be read is refused with a sentence."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.hub.messaging.webhook_posts import WebhookPost
from desktop_chat.server.webhooks.payload import PayloadError, read_payload

JSON = {"content-type": "application/json; charset=utf-8"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
ALERT = {"alerts": [{"status": "firing", "labels": {"alertname": "Full"}}]}
RELEASE = {"action": "published", "release": {"name": "v1"}, "sender": {"login": "ann"}}
PIPELINE = {"object_kind": "pipeline", "object_attributes": {"id": 3, "status": "success", "ref": "main"}}


def read(data: object, **headers: str) -> WebhookPost:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return read_payload({**JSON, **named}, json.dumps(data).encode())


def test_each_kind_is_known() -> None:
    assert read({"text": "hello", "username": "CI"}) == WebhookPost("hello", "CI")
    assert read("hello") == WebhookPost("hello")
    assert read(RELEASE, x_github_event="release").text == "\x02ann\x02 published the release \x02v1\x02"
    assert read(RELEASE, x_gitea_event="release", x_gogs_event="other").text.endswith("\x02v1\x02")
    assert read(PIPELINE).text == "Pipeline #3 succeeded on \x02main\x02"
    assert read(ALERT).text == "\x02FIRING\x02 Full"


def test_plain_text_keeps_its_signs() -> None:
    body = "\ufeff*not bold* <b>\r\nsecond\x07".encode()
    assert read_payload({"content-type": "text/plain"}, body).text == "*not bold* <b>\nsecond"


def test_a_form_has_json_in_its_field_payload() -> None:
    body = urlencode({"payload": json.dumps({"text": "hello"})}).encode()
    assert read_payload(FORM, body) == WebhookPost("hello")


def test_json_without_a_kind_is_read() -> None:
    assert read_payload({}, b'{"text": "hello"}') == WebhookPost("hello")


def test_an_event_may_have_nothing_to_say() -> None:
    assert read({"zen": "Keep it simple."}, x_github_event="ping").text == ""


@pytest.mark.parametrize(
    ("headers", "body", "sentence"),
    [
        (JSON, b"", "The body is no JSON object."),
        (JSON, b"{", "The body is no JSON object."),
        (JSON, b"[1]", "The body is no JSON object."),
        (JSON, b"[" * 100_000, "The body is no JSON object."),
        (JSON, b'{"a": ' + b"9" * 5000 + b"}", "The body is no JSON object."),
        (JSON, b"{}", "The body has no text."),
        (JSON, b'{"text": "  "}', "The body has no text."),
        (JSON, b"\xff\xfe", "The body is not UTF-8."),
        ({"content-type": "text/plain"}, b" \n ", "The body has no text."),
        (FORM, b"text=hello", "The form has no field payload."),
        (FORM, b"a=1&" * 100, "The form has no field payload."),
        ({"content-type": "image/png"}, b"x", "A webhook takes JSON, plain text or a form, not 'image/png'."),
    ],
)
def test_what_cannot_be_read_is_refused(headers: dict[str, str], body: bytes, sentence: str) -> None:
    with pytest.raises(PayloadError) as refused:
        read_payload(headers, body)
    assert str(refused.value) == sentence


_KEYS = st.sampled_from(
    ["text", "attachments", "blocks", "alerts", "labels", "object_kind", "fields", "commits", "ref", "action", "title"]
)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=5),
    max_leaves=20,
)


@given(
    data=st.dictionaries(_KEYS, _JSON),
    event=st.sampled_from(["", "push", "issues", "pull_request", "release", "status"]),
)
def test_any_json_is_read_or_refused(data: dict[str, object], event: str) -> None:
    try:
        post = read(data, x_github_event=event) if event else read(data)
    except PayloadError:
        return
    assert not set(post.text) & set("\x00\x07\r\t")
