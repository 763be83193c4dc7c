"""Accounts in memory: by name, by certificate, by identity."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.hub.records.accounts import Accounts
from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.storage.records import Account

ANN = Account("Ann", "cert:aa", 1, certificates=("aa", "bb"))


def test_account_is_found_in_any_case() -> None:
    accounts = Accounts([ANN])
    assert accounts.get("aNN") == ANN
    assert accounts.get("bob") is None
    assert len(accounts) == 1


def test_certificate_belongs_to_one_account() -> None:
    accounts = Accounts([ANN])
    assert accounts.with_certificate(CertificateFingerprint("bb")) == ANN
    assert accounts.identity_of(CertificateFingerprint("bb")) == "cert:aa"
    assert accounts.with_certificate(CertificateFingerprint("")) is None
    assert accounts.identity_of(CertificateFingerprint("cc")) == "cert:cc"
    assert accounts.identity_of(CertificateFingerprint("")) == ""


def test_removed_certificate_has_no_identity() -> None:
    accounts = Accounts([ANN])
    accounts.put_account(replace(ANN, certificates=("bb",)))
    assert accounts.with_certificate(CertificateFingerprint("aa")) is None
    assert accounts.identity_of(CertificateFingerprint("aa")) == ""


def test_name_of_a_dropped_account_stays_known() -> None:
    accounts = Accounts([ANN])
    accounts.put_account(Account("Ann", "dropped:ann", 1, dropped=True))
    assert accounts.get("ann") is None
    assert accounts.is_known("ANN")
    assert accounts.account_of("cert:aa") is None
    assert accounts.identity_of(CertificateFingerprint("aa")) == "cert:aa"
    assert len(accounts) == 0


def test_always_on_accounts_are_listed() -> None:
    accounts = Accounts([ANN, Account("bob", "account:bob", 1, always_on=True)])
    assert [account.name for account in accounts.always_on()] == ["bob"]
    assert accounts.account_of("account:bob") == accounts.get("bob")
