"""The names of the user of this computer, as far as the system knows them."""

from __future__ import annotations

import getpass
import sys


def full_name() -> str:
    """Return the full name of the system's user, or else a name made from the login name."""
    if sys.platform == "win32":
        return login_name().replace(".", " ").title()
    try:
        import pwd

        full = pwd.getpwnam(getpass.getuser()).pw_gecos.partition(",")[0].strip()
    except (ImportError, KeyError, OSError):
        full = ""
    return full or login_name().replace(".", " ").title()


def login_name() -> str:
    """Return the login name; "guest" if the system has none."""
    try:
        return getpass.getuser() or "guest"
    except (KeyError, OSError, ImportError):
        return "guest"
