"""Masks of bans, mutes and exceptions in words, and terms. GUI thread."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QObject

from desktop_chat.client.room_bans import ACCOUNT_MASK, bare_mask
from desktop_chat.client.safe_display import shown_name

_REALNAME = re.compile(r"(?:[~$]?r|~?realname):(.+)", re.ASCII)
_CERTIFICATE = re.compile(r"(?:~f|~S|z|~?fingerprint|~?certfp):(.+)", re.ASCII)
_HOUR, _DAY = 60, 1440


class _Terms(QObject):
    """Texts with numbers. A QObject, because Qt's tools find plurals only in calls of `self.tr`."""

    def minutes_text(self, count: int) -> str:
        return self.tr("for %n minutes", "", count)

    def hours_text(self, count: int) -> str:
        return self.tr("for %n hours", "", count)

    def days_text(self, count: int) -> str:
        return self.tr("for %n days", "", count)


_terms = _Terms()


def term_text(minutes: int) -> str:
    """Return a term in the largest unit without a rest."""
    if minutes % _DAY == 0:
        return _terms.days_text(minutes // _DAY)
    return _terms.hours_text(minutes // _HOUR) if minutes % _HOUR == 0 else _terms.minutes_text(minutes)


def mask_text(mask: str) -> str:
    """Return whom a mask means, without its term."""
    translate = QCoreApplication.translate
    inner = bare_mask(mask)
    for pattern, text in (
        (ACCOUNT_MASK, translate("Masks", "the account {0}")),
        (_REALNAME, translate("Masks", "the real name {0}")),
        (_CERTIFICATE, translate("Masks", "the certificate {0}")),
    ):
        found = pattern.fullmatch(inner)
        if found is not None:
            return text.format(shown_name(found[1]))
    nick, bang, rest = inner.partition("!")
    if inner.startswith("*!*@") and set(inner[4:]) - set("*?.:"):
        return translate("Masks", "everybody at {0}").format(shown_name(inner[4:]))
    return shown_name(nick) if bang and rest == "*@*" and not set(nick) & set("*?") else shown_name(inner)
