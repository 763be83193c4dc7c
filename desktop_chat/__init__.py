"""Desktop Chat: host a chat with one click, join it with another. The wire is IRC with IRCv3.

The hops of one message, from a key press in A's window to the paint in B's:

A's client, on the GUI thread:
 1. `desktop_chat.qt.views.composer.Composer` emits the text
 2. `desktop_chat.client.session.Session.send_text` makes a pending Entry and a Message
 3. `desktop_chat.client.archive.Archive.add_entries` gives the Entry to the archive thread, which writes it
 4. `desktop_chat.client.pacing.PacingQueue.take_due` releases the Message at the pace that the server allows
 5. `desktop_chat.qt.network.archive_first.ArchiveFirstSender` holds the Message until the Entry is on disk
 6. `desktop_chat.qt.network.link.Link.send_messages` gives the Message to the link thread, which sends it
The server, on an I/O thread; hops 8 to 14 with the lock:
 7. `desktop_chat.server.peer.Peer.read` decrypts bytes and cuts them into items
 8. `desktop_chat.server.hub_feed.feed_hub` gives the items to the hub
 9. `desktop_chat.hub.hub.Hub.receive_messages` calls the handler of the command
10. `desktop_chat.hub.handlers.messages.privmsg` goes through the targets
11. `desktop_chat.hub.messaging.send.deliver` checks permissions and makes a stamped Entry and a Statement
12. `desktop_chat.hub.state.State.persist` adds the Entry to the next commit
13. `desktop_chat.hub.live.fanout.CoalescingBroadcast.add_statement` queues the Statement for the channel
14. `desktop_chat.hub.live.fanout.CoalescingBroadcast.close` appends bytes, encoded once for each view, to all outboxes
15. `desktop_chat.storage.sql_store.SqlStore.submit` gives the commit to the store thread; its sync releases the bytes
16. `desktop_chat.server.peer.Peer.write_at_once` sends bytes whose commit is durable
B's client, on the link thread and then on the GUI thread:
17. `desktop_chat.qt.network.link.Link.received` is emitted
18. `desktop_chat.client.session.Session.receive_messages` returns Events
19. `desktop_chat.client.room_log.RoomLog.append_entry` puts the Entry in its place
20. `desktop_chat.qt.timeline.Timeline` paints it

The bulk path handles consecutive untagged PRIVMSGs to one target as one item. A Peer without a rate limit takes it;
it replaces hops 7 to 13:

 7. `desktop_chat.irc.privmsg_runs.RunStream.feed` cuts bytes into a PrivmsgRun
 8. `desktop_chat.server.hub_feed.feed_hub` gives the PrivmsgRun to the hub, or its lines if the hub declines it
 9. `desktop_chat.hub.hub.Hub.receive_bulk` notes the sign of life
10. `desktop_chat.hub.messaging.bulk.deliver_bulk` declines if author, target or channel need a look at each line
11. `desktop_chat.hub.state.State.next_stamp` stamps all lines at once
12. `desktop_chat.storage.records.EntryRun` holds all lines in the commit
13. `desktop_chat.hub.messaging.bulk.BulkStatement` holds all lines in the broadcast

The threads, each with the objects that no other thread touches. A thread without such objects has its task instead.

The windows:

- GUI thread: Sessions, RoomLogs, models, widgets
- link thread, one for each joined server (`desktop_chat.qt.network.link.Link`): the socket
- look-up (`desktop_chat.qt.network.dial.Lookup`): the look-up of a host's name
- proxy (`desktop_chat.qt.network.proxy_dial.ProxyAttempt`): the socket to a proxy, until the link thread has it
- archive thread (`desktop_chat.client.archive_writer.ArchiveWriter`): the archive's writing connection
- archive search (`desktop_chat.client.archive_search.ArchiveSearcher`): a reading connection of the archive
- export (`desktop_chat.qt.network.room_exporter.RoomExporter`): the file of an exported room
- secrets (`desktop_chat.client.secret_store.SecretStore`): the system's keyring
- password proof (`desktop_chat.qt.network.password_proof.PasswordProof`): makes the key of a password
- upload (`desktop_chat.qt.network.uploader.Uploader`): the connection that sends the file of a message
- portrait upload (`desktop_chat.qt.network.own_portrait.OwnPortrait`): the connection that sends the person's picture
- file preparation (`desktop_chat.qt.network.file_preparer.FilePreparer`): makes pictures smaller before the sending
- file download (`desktop_chat.qt.network.file_loader.FileLoader`): connections that load files of messages
- file cache (`desktop_chat.qt.network.file_loader.FileLoader`): measures and clears the cache
- file copy (`desktop_chat.qt.media.file_copier.FileCopier`): copies a file that is saved or opened
- picture (`desktop_chat.qt.network.picture_loader.PictureLoader`): loads and decodes the picture of a person
- pictures (`desktop_chat.qt.media.picture_thread.PictureThread`): decodes pictures of messages
- link preview (`desktop_chat.qt.views.link_previews.LinkPreviews`): the connections that fetch previews of links
- code colours (`desktop_chat.qt.timeline.code_colours.CodeColours`): finds the tokens of code blocks
- emoji names (`desktop_chat.qt.views.reacting.Reacting`): loads the names of emoji once
- spelling (`desktop_chat.qt.views.spell_checker.SpellChecker`): the dictionaries of the system
- notification thread (`desktop_chat.qt.app.notification_bus.NotificationBus`): the connection to the session bus
- desktop motion (`desktop_chat.qt.app.desktop_motion.DesktopMotion`): reads a setting of the desktop
- control thread (`desktop_chat.qt.hosting.control_link.ControlLink`): the launcher's end of the control channel
- own addresses (`desktop_chat.qt.hosting.own_addresses.OwnAddresses`): looks up the addresses of this computer
- reach check (`desktop_chat.qt.hosting.reach_check.ReachCheck`): the sockets of a test whether others reach the chat
- seeker (`desktop_chat.lan.seeker.Seeker`): the sockets by which the start window asks for chats
- arrivals (`desktop_chat.lan.arrival_listener.ArrivalListener`): the sockets on which a client hears of a move
- fact finder (`desktop_chat.lan.fact_finder.FactFinder`): the sockets of a check why no chat is found

The server:

- I/O threads (`desktop_chat.server.io_thread.IoThread`): their sockets
- listener (`desktop_chat.server.listener.Listener`): the listening sockets
- HTTP thread (`desktop_chat.server.http.http_thread.HttpThread`): the sockets of browsers
- file threads (`desktop_chat.server.file_host.file_host.FileHost`): files of uploads and downloads
- file login thread (`desktop_chat.server.file_host.file_host.FileHost`): compares passwords for uploads
- store thread (`desktop_chat.storage.commit_thread`): the database's writing connection
- search thread (`desktop_chat.storage.search_index`): the search index; the thread asks the store thread to delete
  old entries
- job threads (`desktop_chat.server.hub_runtime.HubRuntime`): reading connections of the database
- errand thread (`desktop_chat.server.hub_runtime.HubRuntime`): calls the hub for the next portion of a long answer
- hash threads (`desktop_chat.server.hub_runtime.HubRuntime`): make and compare password hashes
- ticker (`desktop_chat.server.ticker.Ticker`): calls the hub, with the lock, each second while something happens
- call threads, call timer (`desktop_chat.server.webhooks.outgoing_caller.OutgoingCaller`): connections to the
  addresses of outgoing webhooks
- daily backup (`desktop_chat.server.daily_backup.DailyBackup`): the folder of the backups
- metrics (`desktop_chat.server.metrics.MetricsServer`): the address for Prometheus
- router (`desktop_chat.server.router_port.RouterPort`): asks the router to open and close the port
- announcer (`desktop_chat.lan.announcer.Announcer`): the sockets on which clients near by ask for chats
- DNS-SD threads (`desktop_chat.lan.dns_sd`): multicast DNS, for the windows too
- control thread (`desktop_chat.server.control_channel.ControlServer`): the server's end of the control channel

A node of a cluster has these too:

- follower (`desktop_chat.cluster.follower.Follower`): applies the entries of the log, with the lock
- publisher (`desktop_chat.cluster.publisher.Publisher`): the batch under way
- NATS threads (`desktop_chat.cluster.nats_connection.NatsConnection`): the connection for the log, and that for files
- transfer threads (`desktop_chat.server.cluster_file_host.ClusterFileHost`): carry files between the folder and the
  store of the cluster
- snapshot thread (`desktop_chat.server.cluster_snapshots.SnapshotKeeper`): the process that makes snapshots

The hub (`desktop_chat.hub.hub.Hub`) belongs to the thread that holds the lock
(`desktop_chat.server.hub_runtime.HubRuntime.locked_hub`).
"""
