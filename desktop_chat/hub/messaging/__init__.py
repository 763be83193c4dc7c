"""What people say: from the right to speak to the Statement and the stored Entry.

Read `permissions`, `send` (one message), `bulk` (many plain messages at once), then `edits`, `resends` and `kept_tags`.
"""
