"""The chat: one plain object, the Hub, decides what each Message means.

The caller gives the Hub everything (Messages, the time, ids); the Hub returns Changes to store and bytes to send.
Socket, thread, clock and SQL are unknown here; one lock of the server protects the Hub.

The same inputs give the same Changes and bytes in every process. So what is walked through in order is a list or a
dict: the order of a set differs by the hash seed and by addresses. The Hub is plain data: what goes on after a Job is
a method, or a function of a module with its arguments, and never a closure.

Read `hub` (the door for the server), `commands` (one row for each command), `call` and `reply` (a command and the
answer), `state` (the data of the hub, and the ways out), then a file of `handlers`.

The floors; each imports only earlier floors: `settings`, `effort`, `rate_meter`, `host_notes`; `live` (present people
and channels) and `records` (remembered facts); `reply`, `job`, `state`, `errands`, `call`; `announce` (events as
Statements); `people` (coming, going, accounts); `moderation`; `services`; `messaging`; `handlers`; `commands`; `hub`.
"""
