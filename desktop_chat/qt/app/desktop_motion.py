"""DesktopMotion: whether the desktop asks programs for little motion. GUI thread.

A thread reads the setting once, because the desktop may take long to answer.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import threading

from PySide6.QtCore import QObject, Signal

from desktop_chat.qt.app.notification_bus import has_session_bus
from desktop_chat.qt.theme import appearance

_log = logging.getLogger(__name__)
_WAIT_S = 2.0
_SPACES = ("org.freedesktop.appearance", "org.gnome.desktop.interface", "org.kde.kdeglobals.KDE")


class DesktopMotion(QObject):
    """Emits `known` once, on a thread of its own, so receivers on the GUI thread are called later."""

    known = Signal(bool)  # True: little motion is wanted

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = threading.Thread(target=self._run, name="desktop motion", daemon=True)

    def read(self) -> None:
        """Begin to read, once `known` is connected."""
        self._thread.start()

    def _run(self) -> None:
        self.known.emit(is_motion_unwanted())

    def close(self) -> None:
        """Wait up to 2 s for the end of the thread."""
        self._thread.join(_WAIT_S)


def follow_desktop_motion() -> DesktopMotion:
    """Let all windows follow the desktop. The caller must close what this returns."""
    made = DesktopMotion()
    made.known.connect(appearance().follow_system_motion)
    made.read()
    return made


def is_motion_unwanted() -> bool:
    """Return True if the desktop is set to little motion, and False if it is not or says nothing. Blocks up to 2 s.

    Thread: any.
    """
    try:
        if sys.platform == "win32":
            return _ask_windows()
        if sys.platform == "darwin":
            return _ask_macos()
        return has_session_bus() and _ask_portal()
    except (OSError, ValueError, KeyError, EOFError, AttributeError, subprocess.SubprocessError) as error:
        _log.info("The desktop does not say whether motion is wanted: %s.", str(error) or type(error).__name__)
        return False


def _ask_windows() -> bool:
    """Spec: https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-systemparametersinfow"""
    import ctypes

    shown = ctypes.c_int(1)
    get_client_area_animation = 0x1042
    library = ctypes.CDLL("user32")
    return bool(library.SystemParametersInfoW(get_client_area_animation, 0, ctypes.byref(shown), 0)) and not shown.value


def _ask_macos() -> bool:
    command = ["/usr/bin/defaults", "read", "com.apple.universalaccess", "reduceMotion"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_WAIT_S, check=False)
    return done.stdout.strip() == "1"


def _ask_portal() -> bool:
    """Spec: https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html"""
    from jeepney import DBusAddress, DBusErrorResponse, new_method_call
    from jeepney.io.blocking import open_dbus_connection
    from jeepney.wrappers import unwrap_msg

    portal = DBusAddress(
        "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Desktop", "org.freedesktop.portal.Settings"
    )
    with open_dbus_connection() as connection:
        call = new_method_call(portal, "ReadAll", "as", (list(_SPACES),))
        reply = connection.send_and_get_reply(call, timeout=_WAIT_S)
    try:
        (settings,) = unwrap_msg(reply)
    except DBusErrorResponse as error:
        raise OSError(error.name) from None
    return is_motion_off({space: {key: value for key, (_, value) in keys.items()} for space, keys in settings.items()})


def is_motion_off(settings: dict[str, dict[str, object]]) -> bool:
    """Return True if the settings of a portal ask for little motion. The first desktop that says something counts."""
    standard, gnome, kde = (settings.get(space, {}) for space in _SPACES)
    if "reduced-motion" in standard:
        return standard["reduced-motion"] == 1
    if "enable-animations" in gnome:
        return gnome["enable-animations"] is False
    factor = str(kde.get("AnimationDurationFactor", "1"))
    return factor.strip("0.") == ""
