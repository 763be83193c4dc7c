"""The launcher: the window from which a chat on this computer is hosted, its pages and their models."""
