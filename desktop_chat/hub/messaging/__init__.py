"""The path of a message in the hub: from the permission to send to the Statement and the stored Entry.

Read `permissions`, `send` (one message), `bulk` (many plain messages at once), then `edits`, `resends` and `kept_tags`.

Terms: a *SendRequest* is a message on its way to one target; a *resend id* lets a client repeat a message without a
second Entry; *kept tags* are the client-only tags that are stored with a message.
"""
