"""Lines of the server's log in the language of the windows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.texts import CodedText, log


def translate_log_line(text: str) -> str:
    """Return a line of the log translated, with the title of a setting in it; a line without a code as it is.

    Thread: any.
    """
    if isinstance(text, CodedText) and text.template == log.SETTING_CHANGED.template:
        text = text(*(QCoreApplication.translate("Settings", str(title)) for title in text.arguments))
    return translate_text(text)
