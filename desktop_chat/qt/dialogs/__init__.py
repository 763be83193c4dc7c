"""Questions and settings: dialogs that open on top of their window and do not block; answers come as signals."""
