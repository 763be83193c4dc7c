"""The chat hosted on this computer, seen from the windows: its process, its control channel, its addresses."""
