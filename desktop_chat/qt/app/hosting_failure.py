"""The sentence in the chat window when the chat hosted here cannot start, with the button that leads out of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from desktop_chat.qt.hosting.server_process import Failure
from desktop_chat.qt.launcher import window as launcher_window
from desktop_chat.qt.widgets.toast import Toast


def show_failure(
    toast: Toast, reason: str, failure: Failure | None, show_launcher: Callable[[], launcher_window.LauncherWindow]
) -> None:
    """Show the reason. The button starts the chat on a free port if its port is busy, else opens the launcher, which
    has the log."""
    free = failure.free_port if failure is not None else None
    if free is not None:
        action = QCoreApplication.translate("hosting_failure", "Use port {port}").format(port=free.port)
    else:
        action = QCoreApplication.translate("hosting_failure", "Show")

    def lead_out() -> None:
        launcher = show_launcher()
        if free is not None:
            launcher.on_port_requested(free)

    toast.show_toast(reason, icon="alert", action=action, do=lead_out)
