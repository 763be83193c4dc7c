"""The common ground of server and client beside the wire: TLS without a socket, the outbox, the control channel.

`tls` turns bytes into bytes; `outbox` is the queue of a connection whose pieces wait for commits; `control` holds the
messages between launcher and server. `identity` keeps key pairs, and `fingerprints` has the types of their hashes.
`addresses` reads HOST:PORT texts, and `neighbourhood` tells which addresses count as one place.
"""
