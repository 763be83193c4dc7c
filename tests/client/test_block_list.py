"""Blocked people: by nick, or by account under any nick."""

from __future__ import annotations

from desktop_chat.client.block_list import BlockList, account_block


def test_a_nick_is_blocked_in_any_spelling() -> None:
    blocked = BlockList(str.lower)
    assert not blocked
    blocked.add_name("Bob")
    assert blocked.has_person("BOB")
    assert not blocked.has_person("bobby", "bob")
    assert blocked.remove_name("boB")
    assert not blocked.remove_name("bob")


def test_an_account_is_blocked_under_any_nick() -> None:
    blocked = BlockList(str.lower)
    blocked.restore_names([account_block("Bobby")])
    assert blocked.has_person("guest7", "bobby")
    assert not blocked.has_person("bobby")
    assert blocked.names == ["~a:Bobby"]
