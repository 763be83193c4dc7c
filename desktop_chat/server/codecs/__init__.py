"""Protocols other than IRC on a connection: HTTP, WebSocket, and the text and JSON gateways.

`codec_api` says what a codec is: bytes in, Messages out, IRC lines back into bytes. `detect_http` tells HTTP from IRC
by the first bytes. `gateway_guest` is the IRC client that the server plays for a connection to a gateway.
"""
