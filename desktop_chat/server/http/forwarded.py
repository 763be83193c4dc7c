"""The person behind a reverse proxy, as the proxy tells by X-Forwarded-For and X-Forwarded-Proto. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop_chat.net.neighbourhood import lies_in_any, numeric_address
from desktop_chat.server.http.exchange import HttpRequest


def look_behind_proxy(request: HttpRequest, proxies: Sequence[str]) -> HttpRequest:
    """Return the request with the address and the encryption that a trusted proxy tells.

    `proxies`: addresses and networks. The newest address that is not of a proxy counts: what stands before it may be
    invented. Without a valid address the request stays as it is.
    """
    if not proxies or not lies_in_any(request.address, proxies):
        return request
    address = request.address
    for text in reversed(request.headers.get("x-forwarded-for", "").split(",")):
        told = text.strip().removeprefix("[").removesuffix("]")
        if numeric_address(told) is None:
            break
        address = told
        if not lies_in_any(told, proxies):
            break
    secure = request.secure or request.headers.get("x-forwarded-proto", "").strip().lower() == "https"
    return replace(request, address=address, secure=secure)
