"""Chats found on the network: what a server announces, and how a client finds it without an address.

Read `beacon` (the datagrams), `found_chats` (what was heard, each chat once), `interfaces` (where to send), then the
threads: `announcer` answers queries of the beacon, `seeker` asks and listens, `dns_sd` does both by multicast DNS.
`radio` opens their sockets, and `key_proof` is the TLS handshake by which a chat proves its id.

A chat is known by the hash of its public key. What was heard is shown only after TLS has proved that key at the
address, so a false announcement never takes the place of a chat. Terms: *beacon*, a query by UDP multicast and
broadcast and its answer by unicast; *claim*, the id of a chat and the address at which it was heard.
"""
