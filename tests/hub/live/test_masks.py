"""Whom a mask means."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from desktop_chat.hub.live.masks import canonical_mask, matches, means_everybody, mutes


@dataclass(frozen=True, slots=True)
class _Somebody:
    source: str = "Ann!ann@10.0.0.7"
    account: str = "Anna"
    realname: str = "Ann of the sea"
    fingerprints: tuple[str, ...] = ("ab" * 32,)
    hidden_sources: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("mask", "whole"),
    [
        ("ann", "ann!*@*"), ("*@10.0.0.7", "*!*@10.0.0.7"), ("fe80::1", "*!*@fe80::1"), ("~a:ann", "~a:ann"),
        ("~account:ann", "~a:ann"), ("~Realname:x?y", "~r:x?y"), ("~m:ann", "~m:ann!*@*"),
        ("~mute:~a:ann", "~m:~a:ann"),
        ("~q:ann", ""), ("~a", ""), ("~a:", ""), ("~", ""), ("~m:~m:ann", ""), ("~m:~mute:ann", ""), ("~m:~q:x", ""),
    ],
)  # fmt: skip
def test_masks_in_full(mask: str, whole: str) -> None:
    assert canonical_mask(mask) == whole
    assert canonical_mask(whole) == whole or not whole


@pytest.mark.parametrize(
    ("mask", "meant"),
    [
        ("ANN!*@*", True), ("*!*@10.0.0.*", True), ("bob!*@*", False), ("~a:anna", True), ("~a:*", True),
        ("~a:ann", False), ("~r:*sea", True), ("~r:ann?of*", True), ("~r:sea", False), ("~f:abab*", True),
        ("~f:cd*", False), ("~m:ann!*@*", False), ("~z:x", False),
    ],
)  # fmt: skip
def test_who_is_meant(mask: str, meant: bool) -> None:
    assert matches(mask, _Somebody()) is meant


def test_who_has_no_account_is_meant_by_none() -> None:
    assert not matches("~a:*", _Somebody(account=""))
    assert not matches("~f:*", _Somebody(fingerprints=()))


def test_muting() -> None:
    assert mutes("~m:ann!*@*", _Somebody())
    assert mutes("~m:~a:anna", _Somebody())
    assert not mutes("ann!*@*", _Somebody())


def test_a_mask_of_everybody_is_known() -> None:
    assert means_everybody("*!*@*")
    assert means_everybody("?*!*@*.*")
    assert not means_everybody("*!*@10.*")
    assert not means_everybody("~a:*")
