"""`make conformance IRCTEST=<checkout>`: the suite's selection against this server, in an environment of its own.

The checkout's requirements are installed beside it into build/conformance; this project's environment serves.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build" / "conformance"
SELECTION = "not implementation-specific and not deprecated"


def main() -> int:
    checkout = Path(os.environ.get("IRCTEST", "")).expanduser().resolve()
    if not (checkout / "irctest" / "server_tests").is_dir():
        print("Say where a checkout of progval/irctest is: make conformance IRCTEST=/some/folder", file=sys.stderr)
        return 2
    python = BUILD / "bin" / "python"
    if not python.exists():
        venv.create(BUILD, system_site_packages=False, with_pip=True)
        packages = ["-r", str(checkout / "requirements.txt"), "pytest", "pytest-xdist"]
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *packages], check=True)
    words = sys.argv[1:] or ["-m", SELECTION, "irctest/server_tests"]
    command = [str(python), "-m", "pytest", "-q", "-rs", "--controller", "tests.conformance.irctest_controller"]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(checkout))),
        "DESKTOP_CHAT_PYTHON": sys.executable,
    }
    return subprocess.run(
        [*command, "-p", "no:cacheprovider", *words], cwd=checkout, env=environment, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
