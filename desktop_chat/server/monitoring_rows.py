"""The settings of the section `monitoring`: a part of the table in `setting_rows`."""

from __future__ import annotations

from desktop_chat.net.addresses import is_loopback, parse_address
from desktop_chat.server.errors import StartError
from desktop_chat.server.server_log import LogFormat
from desktop_chat.server.setting import ChoiceSetting, Setting, TextSetting, check_optional_address
from desktop_chat.texts import QT_TRANSLATE_NOOP
from desktop_chat.texts import server as texts


def _check_own_address(key: str, text: str) -> str:
    """Return an address that only programs of this computer reach, or "". Raises StartError."""
    checked = check_optional_address(key, text)
    if checked and not is_loopback(parse_address(checked).host):
        raise StartError(texts.NOT_OWN_ADDRESS(key, repr(text)))
    return checked


MONITORING: tuple[Setting, ...] = (
    ChoiceSetting(
        "monitoring.log",
        LogFormat.TEXT,
        QT_TRANSLATE_NOOP("Settings", "Form of the log"),
        QT_TRANSLATE_NOOP("Settings", "For programs that collect logs."),
        restart=True,
        choices={
            LogFormat.TEXT: QT_TRANSLATE_NOOP("Settings", "Lines of text"),
            LogFormat.JSON: QT_TRANSLATE_NOOP("Settings", "A JSON object in each line"),
        },
    ),
    TextSetting(
        "monitoring.address",
        "",
        QT_TRANSLATE_NOOP("Settings", "Address for Prometheus"),
        QT_TRANSLATE_NOOP(
            "Settings", "Figures at /metrics, a check at /health, on this computer only: 127.0.0.1:9464. Empty: none."
        ),
        restart=True,
        check=_check_own_address,
    ),
)
