"""EntryGrants: identities that were let in once and may always come again. Pure: the caller persists the changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.storage.records import EntryGrant

HOST = "host"
"""The way of people whom the host let in for good."""
PRESENT = "present"
"""The way of people who were in when the chat was closed to strangers."""
OWNER = "owner"
"""The way of computers of the owner; the identity is OWNER and the fingerprint of the computer's certificate."""
MOST = 20_000


class EntryGrants:
    """The grants by identity, the oldest first."""

    def __init__(self, grants: Iterable[EntryGrant] = ()) -> None:
        self._grants = {grant.identity: grant for grant in grants}

    def __contains__(self, identity: str) -> bool:
        return identity in self._grants

    def __len__(self) -> int:
        return len(self._grants)

    def add_grant(self, identity: str, way: str, now: int) -> list[EntryGrant]:
        """Let an identity in for good, and return the changes: beyond MOST the oldest grant goes.

        `way`: the token of a link, HOST or PRESENT. `now`: Unix ms.
        """
        if not identity or identity in self._grants:
            return []
        grant = self._grants[identity] = EntryGrant(identity, way, now)
        if len(self._grants) <= MOST:
            return [grant]
        oldest = next(old for old in self._grants.values() if old.way != OWNER)
        del self._grants[oldest.identity]
        return [grant, replace(oldest, dropped=True)]

    def add_owner(self, fingerprint: CertificateFingerprint, now: int) -> list[EntryGrant]:
        """Make a computer the owner's, and return the changes."""
        return self.add_grant(f"{OWNER} {fingerprint}", OWNER, now)

    def is_owner(self, fingerprint: CertificateFingerprint) -> bool:
        """Return whether the computer with this certificate is the owner's."""
        return bool(fingerprint) and f"{OWNER} {fingerprint}" in self._grants

    def owners(self) -> list[CertificateFingerprint]:
        """Return the fingerprints of all computers that an owner's link has made the owner's."""
        return [
            CertificateFingerprint(grant.identity.removeprefix(f"{OWNER} "))
            for grant in self._grants.values()
            if grant.way == OWNER
        ]

    def drop_owner(self, fingerprint: str) -> EntryGrant | None:
        """Take the ownership from a computer, and return the change; None for a computer without it."""
        grant = self._grants.pop(f"{OWNER} {fingerprint}", None)
        return None if grant is None else replace(grant, dropped=True)

    def drop_way(self, way: str) -> Iterator[EntryGrant]:
        """Take back all grants of one way, and yield the changes."""
        for identity in [grant.identity for grant in self._grants.values() if grant.way == way]:
            yield replace(self._grants.pop(identity), dropped=True)
