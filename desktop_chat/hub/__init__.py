"""The chat: one plain object that decides what each Message means.

The hub is given everything (Messages, the time, ids) and returns what is to be sent and stored. It knows no socket, no
thread, no clock and no SQL; one lock of the server protects it.

Read `hub` (the door for the server), `commands` (one row for each command), `call` and `reply` (one command and its
answer), `state` (what the hub holds, and how anything leaves it), then a file of `handlers`.

The floors, each of which imports only those before it: `settings`, `effort`; `live` (who and what is here now) and
`records` (what is remembered); `reply`, `job`, `state`, `errands`, `call`; `announce` (facts into Statements);
`people` (coming, going, accounts); `moderation`; `services`; `messaging`; `handlers`; `commands`; `hub`.
"""
