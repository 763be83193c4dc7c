"""All of PySide6: windows, models, and the threads that talk to servers.

Read `app` (the process), `network` (one server of the sidebar), `hosting` (the chat hosted here), `models` and
`views` (the chat window), `launcher`, `media` (pictures of messages), `timeline` (where people read), `settings`,
`dialogs`, `widgets`, `theme`, `i18n`. Modules that not every start needs are loaded at their first use
(`app/lazy_imports`).
"""

from __future__ import annotations

from desktop_chat.qt.app import late_signatures, lazy_imports, quick_enums

lazy_imports.begin_lazy_imports()
with late_signatures.delay_signature_code():
    from PySide6 import QtCore as QtCore
lazy_imports.import_plainly()
if late_signatures.watch_explanations():
    quick_enums.create_enums_quickly()
