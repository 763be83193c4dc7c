"""Several servers are one chat: each node applies the replicated log of all inputs to an own Hub.

A *node* is a server process; a *boot* is a run of a node. A node puts the inputs of its clients into a *batch*. The log
puts all batches in order, and gives each batch a *position* and a time. A `Replica` applies the entries in order: the
same entries give the same Hub on every node. Only bytes for the node's own clients leave the Replica.

The log may lose, repeat and delay batches of a node, so batches are numbered: a Replica applies the next number of a
boot and nothing else, and a node repeats a batch until the log shows the batch. Each batch names a position with the
hash of all entries up to there (`chain`), so a log without its end is noticed at once. The log is also the clock for
seconds, leases and bans.

The path of a line: `server.peer.Peer` reads the line, `node_hub.NodeHub` makes an event, `publisher` puts a batch of
events into the log (`jetstream`), `follower` takes the batch out on every node, `node.ClusterNode` lets the `Replica`
apply the batch, and `server.cluster_runtime` commits the facts together with the position of the entry.

A file is an act of the log (`node_file_desk`). The content goes into a store beside the log (`file_store`) before the
act. `file_plan` finds missing contents and surplus copies, and `server.cluster_file_host` carries the contents.

Read `events` (the inputs of a Hub), `wire` (events as bytes), `seal` (encryption), `port` (the log as a node sees it),
`chain`, then `replica`, `snapshot` (the state of a Replica as bytes), and `node`.
"""
