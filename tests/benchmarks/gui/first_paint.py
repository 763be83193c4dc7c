"""One process: show a window, print when (monotonic ns) its first frame was painted, and end.

`python -m tests.benchmarks.gui.first_paint bare` or `... app PROFILE`. The bare window is what PySide6 costs alone. The
program loads its modules, PySide6 among them, in its own order; the watching begins before it makes anything of Qt.
"""

from __future__ import annotations

import sys


def main() -> int:
    return _run_program(sys.argv[2]) if sys.argv[1] == "app" else _show_bare_window()


def _run_program(profile: str) -> int:
    from desktop_chat.__main__ import load_windows
    from desktop_chat.__main__ import main as program

    load_windows()
    from tests.benchmarks.gui.painted import Painted

    watching = Painted()
    code = program(["--profile", profile])
    del watching
    return code


def _show_bare_window() -> int:
    from PySide6.QtWidgets import QApplication, QWidget

    from tests.benchmarks.gui.painted import Painted

    watching = Painted()
    app = QApplication([])
    window = QWidget()
    window.resize(480, 560)
    window.show()
    code = app.exec()
    del watching
    return code


if __name__ == "__main__":
    sys.exit(main())
