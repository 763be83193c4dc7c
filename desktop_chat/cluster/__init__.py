"""Several servers are one chat: each node applies one replicated log of inputs to a Hub of its own.

A *node* is one server process; a *boot* is one run of a node. A node puts the inputs of its clients into a *batch*. The
log puts all batches into one order, and gives each a *position* and a time. A `Replica` applies the entries in order:
the same entries give the same Hub on every node. Only bytes for the node's own clients leave it.

The log may lose, repeat and delay batches of a node, so batches are numbered: a Replica applies the next number of a
boot and nothing else, and a node repeats its batch until the log shows it. Each batch names a position with the hash of
everything up to there (`chain`), so that a log that has lost its end is noticed at once. The log is also the clock:
seconds, leases and bans go by its time.

Read `events` (the inputs of a Hub), `wire` (events as bytes), `seal` (encryption), `port` (the log as a node sees it),
`chain`, then `replica`.
"""
