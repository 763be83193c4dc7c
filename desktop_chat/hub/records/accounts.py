"""Accounts: names owned for good, by a password or a certificate. Pure: the caller persists the changes.

An account owns things through an identity: `account:<folded name>`, or the identity of the guest who made the account,
so the guest's things need not move.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from desktop_chat.hub.records.lookalikes import Lookalikes
from desktop_chat.irc.names import fold_name
from desktop_chat.irc.sasl import ITERATIONS, ScramVerifier
from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.storage.records import Account

CERTIFICATES = 10
"""Certificates of one account, at most."""


class Accounts:
    """All accounts. A dropped name is never given out again, because messages of the account may still exist."""

    def __init__(self, kept: Sequence[Account]) -> None:
        self._accounts: dict[str, Account] = {}
        self._lookalikes = Lookalikes()
        self._certificates: dict[CertificateFingerprint, Account] = {}
        self._identities: dict[str, Account] = {}
        self._iterations: Counter[int] = Counter()
        """Number of accounts, by SCRAM iterations."""
        for account in kept:
            self.put_account(account)

    def put_account(self, account: Account) -> Account:
        """Add or replace an account."""
        before = self._accounts.get(account.folded_name)
        if before is not None:
            self._identities.pop(before.identity, None)
            self._iterations -= _iterations_of(before)
            for fingerprint in _certificates_of(before):
                self._certificates.pop(fingerprint, None)
        if before is None:
            self._lookalikes.add_name(account.name)
        self._accounts[account.folded_name] = account
        self._identities[account.identity] = account
        self._iterations += _iterations_of(account)
        if not account.dropped:
            self._certificates.update(dict.fromkeys(_certificates_of(account), account))
        return account

    def iterations_of_nobody(self, share: float) -> int:
        """Return SCRAM iterations for a name without an account, so the name looks like an account.

        `share` (0 to 1) depends on the name. The figures are spread among such names as among accounts.
        """
        left = share * self._iterations.total()
        for iterations, count in sorted(self._iterations.items()):
            left -= count
            if left < 0:
                return iterations
        return max(self._iterations, default=ITERATIONS)

    def get(self, name: str) -> Account | None:
        """Return the account with the name in any case, or None."""
        account = self._accounts.get(fold_name(name))
        return None if account is None or account.dropped else account

    def is_known(self, name: str) -> bool:
        """Return whether an account has, or had, the name."""
        return fold_name(name) in self._accounts

    def find_lookalikes(self, name: str) -> list[Account]:
        """Return the accounts, dropped ones included, with other names of the same look."""
        return [self._accounts[folded] for folded in self._lookalikes.names_like(name)]

    def with_certificate(self, fingerprint: CertificateFingerprint) -> Account | None:
        """Return the account with the certificate, or None."""
        return self._certificates.get(fingerprint) if fingerprint else None

    def account_of(self, identity: str) -> Account | None:
        """Return the account with the identity, or None."""
        account = self._identities.get(identity) if identity else None
        return None if account is None or account.dropped else account

    def identity_of(self, fingerprint: CertificateFingerprint) -> str:
        """Return the identity of a certificate; "" without a certificate.

        A certificate removed from an account has no identity.
        """
        if not fingerprint:
            return ""
        account = self._certificates.get(fingerprint)
        if account is not None:
            return account.identity
        identity = f"cert:{fingerprint}"
        return "" if identity in self._identities else identity

    def always_on(self) -> list[Account]:
        """Return the accounts whose Users stay without a connection."""
        return [account for account in self._accounts.values() if account.always_on and not account.dropped]

    def __len__(self) -> int:
        return sum(not account.dropped for account in self._accounts.values())


def _certificates_of(account: Account) -> tuple[CertificateFingerprint, ...]:
    return tuple(map(CertificateFingerprint, account.certificates))


def _iterations_of(account: Account) -> Counter[int]:
    verifier = ScramVerifier.parse_text(account.secret.scram_verifier)
    return Counter() if verifier is None else Counter((verifier.iterations,))
