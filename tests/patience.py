"""How long a test waits for what must come. The limit ends a test that hangs; it judges no speed.

A machine may be ten times slower than the one on which a test was written, and busy beside it. So every wait in the
tests takes its limit from here, and no test asserts that something took less than a time.
"""

SECONDS = 90.0
MILLISECONDS = 90_000
