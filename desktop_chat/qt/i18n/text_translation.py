"""The texts of the core and the server (`desktop_chat.texts`) in the language of the windows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_chat.texts import CodedText, fill_template


def translate_text(text: str) -> str:
    """Return a CodedText in the language of the windows, its arguments included; any other text as it is.

    Thread: any.
    """
    if not isinstance(text, CodedText):
        return text
    first = text.arguments[0] if text.arguments else None
    if text.singular and isinstance(first, int):
        template = QCoreApplication.translate(text.context, text.template, "", first)
    else:
        template = QCoreApplication.translate(text.context, text.template)
    return fill_template(
        template, tuple(translate_text(part) if isinstance(part, str) else part for part in text.arguments)
    )
