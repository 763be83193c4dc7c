"""InstalledLanguage: the language of all windows, which can change while they are open. GUI thread."""

from __future__ import annotations

import os

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop_chat.paths import resources


class InstalledLanguage:
    """Windows that are made after a change have the new language; older ones keep their texts."""

    def __init__(self, app: QApplication, language: str) -> None:
        """`language`: a code such as "ru", "" for the system's language."""
        self._app = app
        self._translators = install_translation(app, language)

    def change(self, language: str) -> None:
        """Use another language."""
        self.close()
        self._translators = install_translation(self._app, language)

    def close(self) -> None:
        """Remove the translations."""
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators = []


def install_translation(app: QApplication, language: str) -> list[QTranslator]:
    """Install the translation of a language ("" for the system's language; DESKTOP_CHAT_LANGUAGE has precedence).

    The caller must keep the returned translators alive.
    """
    wanted = os.environ.get("DESKTOP_CHAT_LANGUAGE") or language
    locale = QLocale(wanted) if wanted else QLocale.system()
    QLocale.setDefault(locale)
    app.setLayoutDirection(locale.textDirection())
    ours, qts = str(resources() / "translations"), QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    english = _install_file(app, QLocale("en"), "desktop_chat", ours)  # English plurals, below the others
    foreign = []
    if locale.language() != QLocale.Language.English:
        foreign = _install_file(app, locale, "desktop_chat", ours)
    # Qt's own texts, unless they would be the only ones in their language.
    return english + foreign + (_install_file(app, locale, "qtbase", qts) if foreign else [])


def _install_file(app: QApplication, locale: QLocale, name: str, folder: str) -> list[QTranslator]:
    """Install one translation file, if the language has that file."""
    translator = QTranslator(app)
    if not translator.load(locale, name, "_", folder):
        return []
    app.installTranslator(translator)
    return [translator]
