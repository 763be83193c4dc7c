"""Translation of sentences that the core and the server say in English."""
