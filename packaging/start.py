"""The entry point of the bundled executable."""

import sys

from desktop_chat.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
