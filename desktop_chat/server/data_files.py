"""Names of files in the data folder, and exit statuses: what the supervisor and the server have in common.

The supervisor waits all day, so it imports next to nothing, and this module imports nothing.
"""

LOG = "server.log"
FAILED = "failed.json"
"""Why the supervisor has given up."""
START_FAILURE = "start-failure.json"
"""Why the server did not start, for the supervisor."""

FAULT = 1
"""The exit status if a thread has failed: the supervisor starts the server again."""
USAGE = 2
"""The exit status if the person who started the server must correct a setting."""
