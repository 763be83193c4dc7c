"""One process: show a window, print when (monotonic ns) its first frame was painted, and end.

`python -m tests.benchmarks.gui.first_paint bare` or `... app PROFILE`. The bare window is what PySide6 costs alone.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QWidget


class Painted(QObject):
    """Watches the application until a window has been shown and painted; then it ends the program."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest and isinstance(watched, QWindow | QWidget):
            self._app.removeEventFilter(self)
            QTimer.singleShot(0, self, self.on_painted)
        return False

    def on_painted(self) -> None:
        """The frame that was asked for is on the screen."""
        print(time.monotonic_ns(), flush=True)
        self._app.quit()


def main() -> int:
    if sys.argv[1] == "app":
        return _app(Path(sys.argv[2]))
    app = QApplication([])
    window = QWidget()
    window.resize(480, 560)
    Painted(app)
    window.show()
    return app.exec()


def _app(profile: Path) -> int:
    from desktop_chat.paths import Profile
    from desktop_chat.qt.app import make_application, run

    Painted(make_application([]))
    return run(Profile(profile), None)


if __name__ == "__main__":
    sys.exit(main())
