"""TlsCertificate: the certificate that the server shows, kept up to date while the server runs.

The server's own certificate is renewed with the same key, long before it ends. The certificate of an authority is read
again when its files change; before it ends, the host is warned.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

from OpenSSL import SSL

from desktop_chat.net.identity import IdentityError, KeyPair, certificate_end, load_identity, open_identity
from desktop_chat.net.tls import TlsError, server_context
from desktop_chat.server.errors import StartError
from desktop_chat.server.settings_file import ServerSettings
from desktop_chat.texts import log
from desktop_chat.texts import server as texts

WARN_BEFORE = timedelta(days=14)
RENEW_LOOK = timedelta(hours=12)
"""How often the server looks whether its own certificate must be renewed."""
_log = logging.getLogger(__name__)
_Stamp = tuple[tuple[int, int, int], ...]


class TlsCertificate:
    """The key, the certificate and the TLS context. Blocks for the disk.

    Thread: one at a time; the attributes may be read by any.
    """

    def __init__(self, data: Path, config: ServerSettings, now: datetime) -> None:
        """Open, make or renew the certificate. `now` has a time zone.

        Raises: IdentityError, TlsError, StartError.
        """
        self._data = data
        self._config = config
        self._renewed = now
        self._complaint = ""
        """Why changed files could not be used, so that the log says it once."""
        self._warned_days = -1
        self.trouble = ""
        """A sentence for the host if the certificate ends soon or has ended."""
        self._open(now)
        self._note_end(now)

    def _open(self, now: datetime) -> None:
        pair, signed = self._read(now)
        context = server_context(pair.certificate, pair.key)
        self.pair: KeyPair = pair
        self.signed: bool = signed
        """True if an authority has signed."""
        self.context: SSL.Context = context
        self._stamp = self._stamp_files()
        self._end = certificate_end(pair.certificate)

    def _read(self, now: datetime) -> tuple[KeyPair, bool]:
        certificate, key = self._named_files()
        if certificate:
            return load_identity(Path(certificate), Path(key) if key else None)
        if key:
            raise StartError(texts.KEY_WITHOUT_CERTIFICATE)
        return open_identity(self._data, "server", self._config.text_value("server.host"), now), False

    def _named_files(self) -> tuple[str, str]:
        return self._config.text_value("tls.certificate"), self._config.text_value("tls.key")

    def _stamp_files(self) -> _Stamp:
        """Return what changes with the content of the files."""
        found = [file.stat() for file in dict.fromkeys((self.pair.certificate, self.pair.key))]
        return tuple((stat.st_mtime_ns, stat.st_size, stat.st_ino) for stat in found)

    def look_again(self, now: datetime) -> bool:
        """Read changed files, or renew the own certificate. Return True if `context` is another one now.

        Files that cannot be used (one of two is written, say) change nothing, and are tried again.
        """
        replaced = False
        try:
            replaced = self._follow_files(now) if self._named_files()[0] else self._renew(now)
            self._complaint = ""
        except OSError as error:
            self._complain(str(error.strerror or error))
        except (IdentityError, TlsError, StartError) as error:
            self._complain(str(error))
        self._note_end(now)
        return replaced

    def _complain(self, reason: str) -> None:
        if reason != self._complaint:
            self._complaint = reason
            _log.warning("%s", log.CERTIFICATE_NOT_READ(reason))

    def _follow_files(self, now: datetime) -> bool:
        if self._stamp_files() == self._stamp:
            return False
        self._open(now)
        _log.info("%s", log.CERTIFICATE_READ(self._end.date().isoformat()))
        return True

    def _renew(self, now: datetime) -> bool:
        if abs(now - self._renewed) < RENEW_LOOK:
            return False
        self._renewed = now
        before = self._stamp
        self._open(now)
        if self._stamp == before:
            return False
        _log.info("%s", log.CERTIFICATE_RENEWED(self._end.date().isoformat()))
        return True

    def _note_end(self, now: datetime) -> None:
        """Set `trouble`, and warn in the log once a day."""
        left = self._end - now
        if left > WARN_BEFORE:
            self.trouble, self._warned_days = "", -1
            return
        days = max(0, left.days)
        self.trouble = texts.CERTIFICATE_ENDS(days) if left > timedelta() else texts.CERTIFICATE_ENDED
        if days != self._warned_days:
            self._warned_days = days
            _log.warning("%s", self.trouble)


def utc_now() -> datetime:
    return datetime.now(UTC)
