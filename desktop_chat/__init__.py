"""Desktop Chat: host a chat with one click, join it with another. The wire is IRC with IRCv3.

The hops of one message, from a key press in A's window to the paint in B's:

1.  `desktop_chat.qt.views.composer.Composer` was submitted                      GUI thread of A
2.  `desktop_chat.client.session.Session.send_text` makes a pending Entry and a Message  GUI thread of A
3.  `desktop_chat.client.archive.Archive.add_entries` has it on disk                     archive thread of A
4.  `desktop_chat.client.pacing.PacingQueue.take_due` lets it leave when the server is ready  GUI thread of A
5.  `desktop_chat.qt.network.link.Link.send_messages` takes it to the socket               link thread of A
6.  `desktop_chat.server.peer.Peer.read` cuts bytes into Messages                I/O thread
7.  `desktop_chat.hub.hub.Hub.receive_messages` gives it to its handler, under the lock   I/O thread
8.  `desktop_chat.hub.handlers.messages.privmsg` checks and stamps it            I/O thread
9.  `desktop_chat.hub.live.fanout.CoalescingBroadcast.close` appends shared bytes to the outboxes     I/O thread
10. `desktop_chat.storage.sql_store.SqlStore.submit` keeps it; its sync releases the bytes  store thread
11. `desktop_chat.server.peer.Peer.write` sends what is durable                  I/O thread
12. `desktop_chat.qt.network.link.Link.received` is emitted                       link thread of B
13. `desktop_chat.client.session.Session.receive_messages` tells what happened            GUI thread of B
14. `desktop_chat.client.room_log.RoomLog.append_entry` puts it in its place           GUI thread of B
15. `desktop_chat.qt.timeline.Timeline` paints it                                GUI thread of B

The threads, and what each alone may touch:

- GUI thread: Sessions, RoomLogs, models, widgets
- link thread, one a server that is joined (`desktop_chat.qt.network.link.Link`): its socket
- archive thread (`desktop_chat.client.archive.Archive`): the archive's writing connection
- control thread (`desktop_chat.qt.hosting.control_link.ControlLink`): the launcher's end of the control channel
- I/O threads of the server (`desktop_chat.server.io_thread.IoThread`): their sockets
- listener (`desktop_chat.server.listener.Listener`): the listening sockets
- store thread (`desktop_chat.storage.commit_thread`): the database's writing connection
- search thread (`desktop_chat.storage.search_index`): the index for searching; it asks the store's
  to delete what is old
- job threads (`desktop_chat.server.hub_runtime.HubRuntime`): reading connections of the database
- errand thread (`desktop_chat.server.hub_runtime.HubRuntime`): nothing; it calls the hub for
  the next portion of a long answer
- hash threads (`desktop_chat.server.hub_runtime.HubRuntime`): nothing; they make and compare passwords' hashes
- ticker (`desktop_chat.server.server.ChatServer`): nothing; it calls the hub once a second, under the lock
- control thread of the server (`desktop_chat.server.control_channel.ControlServer`): its end of the control channel

The hub (`desktop_chat.hub.hub.Hub`) belongs to the thread that holds the lock
(`desktop_chat.server.hub_runtime.HubRuntime.locked_hub`).
"""
