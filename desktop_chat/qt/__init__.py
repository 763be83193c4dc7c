"""All of PySide6. What not every start needs is loaded late: `late` says what and how."""

from __future__ import annotations

from desktop_chat.qt.app import lazy_imports

lazy_imports.begin_lazy_imports()
