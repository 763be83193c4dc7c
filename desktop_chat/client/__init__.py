"""The client without Qt: one Session for each server, the archive, and the files of the profile.

Read in this order:
1. `session` and `session_actions` (pure): Messages of a server go in, Events for the windows come out;
2. `session_state`, `room_state`, `context` and `handlers/table`: the state behind them, and one handler for each
   command;
3. `entry`, `room_log`: a message or event of a room, and the entries of one timeline;
4. `markup`, `slash_commands` with its rows in `commands`, `outgoing`, `message_builder`, `pacing`: from a person's text
   to the wire;
5. `history_loader`: missed and older messages;
6. `archive` and its `archive_file`: all entries on disk;
7. `preferences`, `saved_chats`, `secret_store`, `own_keys`: the profile.

Terms: the person sends *own* Entries; a *room* is a channel, direct messages or the server's page, and the *key* of a
room is the folded name.
"""
