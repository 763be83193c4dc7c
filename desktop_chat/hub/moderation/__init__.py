"""Bans and what the host does: `enforce_bans` applies server bans, `host_actions` serves the launcher."""
