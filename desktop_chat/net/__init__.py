"""What server and client share beside the wire: TLS without a socket, the outbox, the control channel, addresses.

`tls` turns bytes into bytes; `outbox` is the queue of a connection whose pieces wait for commits; `control` holds the
messages between launcher and server; `identity` keeps key pairs; `neighbourhood` tells which addresses count as one.
"""
