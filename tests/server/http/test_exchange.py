"""Requests and the small bodies that are answered whole."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from desktop_chat.server.http.exchange import (
    HttpRefusal,
    HttpRequest,
    HttpResponse,
    answer_whole,
    require_size,
    text_response,
)


def request(**headers: str) -> HttpRequest:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return HttpRequest("POST", "/x", {}, names, "10.0.0.2", secure=True)


def test_length_is_unknown_of_chunks_and_zero_without_a_body() -> None:
    assert request(content_length="12").length == 12
    assert request(transfer_encoding="chunked").length is None
    assert request().length == 0


def test_tokens_of_a_list_are_found_in_any_case() -> None:
    asked = request(connection="keep-alive, Upgrade")
    assert asked.has_token("connection", "upgrade")
    assert not asked.has_token("connection", "up")
    assert not asked.has_token("upgrade", "websocket")


def test_body_is_answered_when_it_is_whole() -> None:
    exchange = answer_whole(lambda _, body: HttpResponse(body=body * 2), limit=4)(request(), lambda: None)
    exchange.receive_body(b"ab")
    exchange.receive_body(b"cd")
    assert exchange.response is None
    exchange.end_body()
    assert exchange.response == HttpResponse(body=b"abcdabcd")


def test_body_above_the_limit_is_refused_before_it_comes_or_as_it_comes() -> None:
    opener = answer_whole(lambda _, body: HttpResponse(), limit=4)
    with pytest.raises(HttpRefusal, match="4 bytes at most") as refused:
        opener(request(content_length="5"), lambda: None)
    assert refused.value.status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    exchange = opener(request(transfer_encoding="chunked"), lambda: None)
    exchange.receive_body(b"abc")
    with pytest.raises(HttpRefusal):
        exchange.receive_body(b"de")
    exchange.abort()
    require_size(4, 4)


def test_sentence_is_one_line_of_plain_text() -> None:
    response = text_response(HTTPStatus.NOT_FOUND, "Gone.", (("x-y", "z"),))
    assert response.body == b"Gone.\n"
    assert dict(response.headers) == {"content-type": "text/plain; charset=utf-8", "x-y": "z"}
