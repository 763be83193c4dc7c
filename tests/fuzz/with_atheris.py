"""One target under atheris, which ends this process: `python -m tests.fuzz.with_atheris TARGET [libFuzzer options]`."""

from __future__ import annotations

import importlib
import sys


def main() -> None:
    """Never returns."""
    atheris = importlib.import_module("atheris")
    name = sys.argv.pop(1)
    with atheris.instrument_imports(include=["desktop_chat"]):
        targets = importlib.import_module("tests.fuzz.targets")
    atheris.Setup(sys.argv, getattr(targets, name))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
