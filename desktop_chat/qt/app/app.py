"""The process of one profile: builds the objects below the windows, runs Qt, and takes everything down again."""

from __future__ import annotations

import logging
import os
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QDialog, QWidget

from desktop_chat.client.archive import Archive, ArchiveError
from desktop_chat.client.known_servers import KnownServers
from desktop_chat.client.own_keys import OwnKeys
from desktop_chat.client.preferences import Settings
from desktop_chat.client.secret_store import SecretStore
from desktop_chat.client.sts import StsPolicies
from desktop_chat.files import FolderBusy, FolderLock, is_open_to_others, restrict_files
from desktop_chat.paths import Profile, missing_resources
from desktop_chat.qt.app import desktop_motion, language_switch, notices, single_instance
from desktop_chat.qt.app.gc_on_gui_thread import GuiThreadCollector
from desktop_chat.qt.app.log_file import LogFile
from desktop_chat.qt.app.signal_watcher import SignalWatcher
from desktop_chat.qt.app.windows import Windows
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.i18n.installed_language import InstalledLanguage
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.strict_transport import StrictTransport
from desktop_chat.qt.settings.applied_look import apply_look
from desktop_chat.qt.theme.icons import app_icon
from desktop_chat.qt.theme.look import STYLE, STYLED

_log = logging.getLogger(__name__)
_SWITCH_SECONDS = 0.001
"""Python's switch interval: each part of a window that is painted may wait so long for a thread that reads messages."""
_FREEZE_MS = 3_000
_STARTED_MS = 20_000
"""From then on a program at rest gives back what only the start has needed."""
_OWN_FILES = (
    "archive.",
    "settings.json",
    "known-servers.json",
    "secrets",
    "guest",
    "sts.json",
    "desktop-chat.log",
    "lock",
)


def run_windows(profile: Profile, link: str | None) -> int:
    """Open the windows of a profile and run until the last one is closed. Return the exit status.

    If the profile is open already, its window is raised and the link is followed there. Then this returns at once.
    """
    app = make_application(sys.argv[:1])
    folder = profile.client
    missing = missing_resources()
    if missing is not None:
        return _show_start_error(f"A part of the program is missing: {missing}. Install Desktop Chat again.")
    try:
        lock = FolderLock(folder)
    except FolderBusy:
        if single_instance.hand_over(folder, link or ""):
            return 0
        return _show_start_error("Desktop Chat is open already with this profile, and does not answer.")
    except OSError as error:
        return _show_start_error(f"The folder {folder} cannot be used: {error.strerror or error}.")
    try:
        return _run_profile(app, profile, link)
    except ArchiveError as error:
        return _show_start_error(translate_text(str(error)))
    finally:
        lock.release()


def _run_profile(app: QApplication, profile: Profile, link: str | None) -> int:
    folder = profile.client
    restrict_files(folder, _OWN_FILES)
    log = _begin_log(folder / "desktop-chat.log")
    settings = Settings(folder / "settings.json")
    language = InstalledLanguage(app, settings.preferences.language)
    apply_look(app, settings.preferences)
    archive = Archive(folder / "archive.db")
    hosting = Hosting(profile.server)
    known = KnownServers(folder / "known-servers.json")
    secrets = SecretStore(folder / "secrets.json")
    keys = OwnKeys(folder, known, lambda: settings.preferences.one_key)
    transport = StrictTransport(StsPolicies(folder / "sts.json"))
    controller = Controller(
        settings=settings,
        archive=archive,
        known=known,
        hosting=hosting,
        keys=keys,
        secrets=secrets,
        transport=transport,
    )
    windows = Windows(controller, hosting)
    collector = GuiThreadCollector()
    guard = CrashGuard()
    guard.stumbled.connect(windows.show_sentence)
    doors: list[single_instance.SingleInstanceServer] = []
    windows.settled.connect(lambda: doors.append(_open_door(folder, windows)))
    windows.settled.connect(lambda: app.setWindowIcon(app_icon()))
    windows.settled.connect(lambda: _warn_of_open_folder(folder, windows))
    windows.settled.connect(lambda: language_switch.LanguageSwitch(windows, language))
    reachable: list[notices.Notices] = []
    windows.settled.connect(lambda: reachable.append(notices.begin_notices(windows)))
    motions: list[desktop_motion.DesktopMotion] = []
    windows.settled.connect(lambda: motions.append(desktop_motion.follow_desktop_motion()))
    interrupt = SignalWatcher(windows.end_by_signal)
    windows.settled.connect(interrupt.begin_waking)
    windows.finished.connect(app.quit)
    QTimer.singleShot(_FREEZE_MS, collector, collector.freeze_objects)
    QTimer.singleShot(_STARTED_MS, windows, _release_idle_code)
    try:
        windows.open_first_window(link)
        return int(app.exec())
    finally:
        guard.close()
        for motion in motions:
            motion.close()
        for opened in doors:
            opened.close()
        for told in reachable:
            told.close()
        windows.close_all()
        controller.close()
        hosting.close()
        interrupt.close()
        collector.close()
        language.close()
        logging.getLogger().removeHandler(log)
        log.close()


def _warn_of_open_folder(folder: Path, windows: Windows) -> None:
    """Warn the person if other users of this computer can read the profile's folder."""
    if is_open_to_others(folder):
        _log.warning("Other users of this computer can look into the folder %s: close it (chmod 700).", folder)
        text = QCoreApplication.translate("Windows", "Other users of this computer can look into the folder {folder}.")
        windows.show_sentence(text.format(folder=folder))


def _release_idle_code() -> None:
    from desktop_chat.idle_code import release_idle_code  # long after the start

    release_idle_code()


def _open_door(folder: Path, windows: Windows) -> single_instance.SingleInstanceServer:
    opened = single_instance.SingleInstanceServer(folder)
    opened.knocked.connect(windows.raise_up)
    return opened


def _make_window_interface(_: str, owner: QObject) -> QAccessibleInterface | None:
    """Return what a screen reader knows of a window of the program: its role, which Qt tells of dialogs only.

    The window keeps the interface: the accessibility bridge of Qt has only a pointer.
    """
    if not isinstance(owner, QWidget) or isinstance(owner, QDialog):
        return None
    if not owner.isWindow() or not owner.property("ground"):
        return None
    made = QAccessibleWidget(owner, QAccessible.Role.Window)
    owner.setProperty("interface", made)
    return made


def make_application(arguments: list[str]) -> QApplication:
    """Return the QApplication with its name and settings; in tests, the existing one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        app = existing
    else:
        app = _open_display([*arguments, "-style", STYLE])
        sys.setswitchinterval(_SWITCH_SECONDS)
        app.setProperty(STYLED, True)
    app.setApplicationName("desktop-chat")
    app.setApplicationDisplayName("Desktop Chat")
    app.setDesktopFileName("desktop-chat")
    app.setQuitOnLastWindowClosed(False)
    QAccessible.installFactory(_make_window_interface)
    return app


def _open_display(arguments: list[str]) -> QApplication:
    """Return a new QApplication. On Linux, end the process with a sentence if there is no display for it.

    Elsewhere Qt shows the reason in a dialog of the system.
    """
    if sys.platform != "linux":
        return QApplication(arguments)
    before = qInstallMessageHandler(_end_without_display)
    made = QApplication(arguments)
    qInstallMessageHandler(before)
    return made


def _end_without_display(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Print a message of Qt, and end the process if Qt has no display: it would abort, as after a crash."""
    print(message, file=sys.stderr)
    if kind is QtMsgType.QtFatalMsg:
        text = "No window can be opened: the display does not answer, or one of the libraries named above is missing."
        print(f"{text} Without a window: desktop-chat serve.", file=sys.stderr, flush=True)
        os._exit(2)  # the archive and the keys are not open yet


class CrashGuard(QObject):
    """Logs each uncaught exception, and shows one sentence once. A person never sees a traceback."""

    stumbled = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._said = False
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        _log.critical("Something went wrong in the windows.", exc_info=(kind, error, trace))
        if not self._said:
            self._said = True
            self.stumbled.emit(self.tr("Internal error. The program continues; see the log for details."))

    def _on_thread_exception(self, arguments: threading.ExceptHookArgs) -> None:
        name = arguments.thread.name if arguments.thread else "?"
        _log.critical("Something went wrong in the thread %s.", name, exc_info=arguments.exc_value)

    def close(self) -> None:
        sys.excepthook, threading.excepthook = self._before


def _begin_log(path: Path) -> logging.Handler:
    """Write the log to this file too."""
    log = LogFile(path)
    root = logging.getLogger()
    root.addHandler(log)
    if root.level > logging.INFO or root.level == logging.NOTSET:
        root.setLevel(logging.INFO)
    return log


def _show_start_error(sentence: str) -> int:
    """Show why the program cannot start, in a window and on stderr. Return the exit status."""
    print(sentence, file=sys.stderr)
    from PySide6.QtWidgets import QMessageBox  # late: many types

    box = QMessageBox(QMessageBox.Icon.Critical, "Desktop Chat", "")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    box.exec()
    return 2
