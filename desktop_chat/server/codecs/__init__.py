"""Protocols other than IRC on a connection: WebSocket, and the text and JSON gateways.

`codec_api` defines a codec: bytes in, Messages out, IRC lines back into bytes. `gateways` is the table of gateways.
`detect_http` tells HTTP from IRC by the first bytes. `gateway_guest` is the IRC client that the server plays for a
connection to a gateway.
"""
