"""Chats found on the network: announced by a server, and found by a client without an address.

Read `beacon` (the datagrams), `found_chats` (each chat once), `interfaces` (where to send), then the threads:
`announcer` answers queries of the beacon, `seeker` asks and listens, `dns_sd` does both by multicast DNS.
`interface_changes` tells when to look at the interfaces again, and `recent_queries` who is told of news. `radio`
opens the sockets, `arrival_notices` are sent after the addresses of a chat have changed, and `arrival_listener` is the
thread of a connected client that hears them. `claim_prover` runs the proofs of what was heard, and `key_proof` is the
TLS handshake of such a proof. `word_query` has the queries of people who were told code words. `fact_finder` checks a
network on which no chat is found, `diagnosis` names the cause, `routers` reads the system's routes, and `firewalls` has
the lines to open a port.

A chat is known by the hash of its public key. The start window shows a chat only after TLS has proved the key at the
address, so a false announcement never takes the place of a chat. Terms: *beacon*, a query by UDP multicast and
broadcast and its answer by unicast; *claim*, the id of a chat and the address of a sender of that id.
"""
