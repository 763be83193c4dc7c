from __future__ import annotations

from desktop_chat.hub.records.invite_links import InviteLinks, make_token, read_token
from desktop_chat.storage.records import InviteLink


def test_token_is_short_and_different_for_each_secret() -> None:
    tokens = {make_token(bytes((number, number + 1)) * 16) for number in range(32)}
    assert len(tokens) == 32
    assert {len(token) for token in tokens} == {10}
    assert all(read_token(token) == token for token in tokens)


def test_typed_token_may_have_capitals_hyphens_and_lookalikes() -> None:
    assert read_token("ABC-DE OIL") == "abcde011"
    assert len(read_token("a" * 10_000)) == 80


def test_use_is_counted_until_the_link_is_revoked() -> None:
    links = InviteLinks([InviteLink("abc0000001", "Family", 5)])
    assert links.count_use("abc0000001", 9) == InviteLink("abc0000001", "Family", 5, 1, 9)
    assert links.find("ABC-0000001") == InviteLink("abc0000001", "Family", 5, 1, 9)
    assert links.remove_link("ABC0000001") == InviteLink("abc0000001", "Family", 5, 1, 9, dropped=True)
    assert links.find("abc0000001") is links.find("") is links.remove_link("abc0000001") is None
    assert links.count_use("abc0000001", 10) is None


def test_code_words_count_however_they_are_typed() -> None:
    link = InviteLink("olive-lemon-tiger-cello", "", 5)
    links = InviteLinks([link, InviteLink("abc0000001", "Family", 5)])
    assert links.all_words() == (link.token,)
    assert links.find("Olive Lemon TIGER cello") == link
    used = links.count_use(link.token, 9)
    assert used is not None
    assert (used.token, used.uses) == (link.token, 1)
    assert links.remove_link("olive-lemon-tiger-cello") is not None
    assert links.all_words() == ()
