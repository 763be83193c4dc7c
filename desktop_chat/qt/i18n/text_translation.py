"""The texts of the core and the server (`desktop_chat.texts`) in the language of the windows."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from desktop_chat.client import entry as entries
from desktop_chat.texts import CodedText, fill_template


def translate_text(text: str) -> str:
    """Return a CodedText in the language of the windows, its arguments included; any other text as it is.

    Thread: any.
    """
    if not isinstance(text, CodedText):
        return text
    untranslated, count = text.template, text.arguments[0] if text.arguments else None
    if text.singular and isinstance(count, int):
        template = QCoreApplication.translate(text.context, text.template, "", count)
        untranslated = untranslated.replace("%n", str(count))
    else:
        template = QCoreApplication.translate(text.context, text.template)
    arguments = tuple(translate_text(part) if isinstance(part, str) else part for part in text.arguments)
    if template == untranslated and arguments == text.arguments:
        return text
    return fill_template(template, arguments)


def translate_entry(entry: entries.Entry) -> entries.Entry:
    """Return the Entry with its text in the language of the windows. Foreign text stays as it is."""
    return replace(entry, text=translate_text(entry.text)) if isinstance(entry.text, CodedText) else entry
