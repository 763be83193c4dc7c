"""Masks, and the people they match."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from desktop_chat.hub.live.masks import MOST_DEAR, canonical_mask, matches, means_everybody, mutes
from desktop_chat.net.fingerprints import CertificateFingerprint
from tests.hub.harness import SETTINGS, HubHarness


@dataclass(frozen=True, slots=True)
class _Somebody:
    source: str = "Ann!ann@10.0.0.7"
    account: str = "Anna"
    realname: str = "Ann of the sea"
    fingerprints: tuple[CertificateFingerprint, ...] = (CertificateFingerprint("ab" * 32),)
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
def test_mask_is_completed(mask: str, whole: str) -> None:
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
def test_mask_matches_the_right_people(mask: str, meant: bool) -> None:
    assert matches(mask, _Somebody()) is meant


def test_account_mask_matches_nobody_without_account() -> None:
    assert not matches("~a:*", _Somebody(account=""))
    assert not matches("~f:*", _Somebody(fingerprints=()))


def test_mute_takes_only_the_right_to_speak() -> None:
    assert mutes("~m:ann!*@*", _Somebody())
    assert mutes("~m:~a:anna", _Somebody())
    assert not mutes("ann!*@*", _Somebody())


def test_mask_of_everybody_is_recognised() -> None:
    assert means_everybody("*!*@*")
    assert means_everybody("?*!*@*.*")
    assert not means_everybody("*!*@10.*")
    assert not means_everybody("~a:*")


def test_list_limits_expensive_masks() -> None:
    harness = HubHarness(replace(SETTINGS, list_items=10_000))
    ann = harness.register("ann", rooms=["#tea"])
    dear = [f"~r:{'?a' * 60}b{number}" for number in range(MOST_DEAR // 120 + 1)]
    answers = [harness.exchange(ann, f"MODE #tea +b {mask}")[0] for mask in dear]
    assert " MODE #tea " in answers[0]
    assert " 478 " in answers[-1]
    assert sum(map(len, harness.hub._state.channels["#tea"].lists["b"])) <= MOST_DEAR
    assert " MODE #tea " in harness.exchange(ann, "MODE #tea +b cheap!*@*")[0]
