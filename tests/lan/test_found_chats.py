"""What was heard becomes a chat after its proof: ageing, order, limits, and liars."""

from __future__ import annotations

from desktop_chat.lan import found_chats
from desktop_chat.lan.beacon import ChatBeacon
from desktop_chat.lan.found_chats import FoundChats
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import NO_KEY, KeyPin


def chat(number: int, name: str = "Chat", people: int = 1) -> ChatBeacon:
    return ChatBeacon(KeyPin(f"{number:064x}"), name, "host", 6697, people)


def prove_all(chats: FoundChats, now: float, key: KeyPin | None = None) -> int:
    """Settle all due proofs with the claimed key, or with `key`. Return how many there were."""
    due = chats.take_due_proofs(now, 1000)
    for server_id, address in due:
        chats.settle(server_id, address, server_id if key is None else key, now)
    return len(due)


def names(chats: FoundChats) -> list[str]:
    return [found.beacon.name for found in chats.list_chats()]


def test_chat_is_shown_once_after_its_proof() -> None:
    chats = FoundChats()
    for host in ("fe80::1%2", "10.0.0.1", "10.0.1.1"):
        chats.hear(chat(1), host, 0.0)
    assert chats.list_chats() == ()
    assert prove_all(chats, 0.0) == 3
    (found,) = chats.list_chats()
    assert len(found.addresses) == 3
    assert ":" not in found.address.host


def test_chats_are_sorted_by_name() -> None:
    chats = FoundChats()
    for number, name in enumerate(("beta", "Alpha", "gamma")):
        chats.hear(chat(number, name), f"10.0.0.{number}", 0.0)
    prove_all(chats, 0.0)
    assert names(chats) == ["Alpha", "beta", "gamma"]


def test_news_are_shown_and_silence_ends_a_chat() -> None:
    chats = FoundChats()
    chats.hear(chat(1), "10.0.0.1", 0.0)
    prove_all(chats, 0.0)
    chats.hear(chat(1, "New name", 5), "10.0.0.1", 6.0)
    chats.expire(found_chats.LIFETIME_SECONDS)
    assert [(one.beacon.name, one.beacon.people) for one in chats.list_chats()] == [("New name", 5)]
    chats.hear(chat(1, "Old name", 1), "10.0.0.1", 7.0, relayed=True)
    chats.hear(chat(1, "Old name", 1), "10.0.1.1", 7.0, relayed=True)
    prove_all(chats, 7.0)
    assert names(chats) == ["New name"], "caches of multicast DNS may be old"
    chats.expire(7.0 + found_chats.LIFETIME_SECONDS)
    assert chats.list_chats() == ()


def test_liar_with_the_id_of_a_chat_changes_nothing() -> None:
    chats = FoundChats()
    chats.hear(chat(1, "Real"), "10.0.0.1", 0.0)
    prove_all(chats, 0.0)
    chats.hear(chat(1, "Liar"), "10.0.0.66", 1.0)
    assert prove_all(chats, 1.0, key=KeyPin("f" * 64)) == 1
    (found,) = chats.list_chats()
    assert found.beacon.name == "Real"
    assert found.addresses == (ListenAddress("10.0.0.1", 6697),)
    assert chats.list_unreachable() == ()
    assert prove_all(chats, 20.0, key=KeyPin("f" * 64)) == 0, "a liar is not tried again soon"


def test_claim_that_came_first_does_not_keep_the_chat_away() -> None:
    chats = FoundChats()
    chats.hear(chat(1, "Liar"), "10.0.0.66", 0.0)
    prove_all(chats, 0.0, key=KeyPin("f" * 64))
    chats.hear(chat(1, "Real"), "10.0.0.1", 0.1)
    prove_all(chats, 0.1)
    assert names(chats) == ["Real"]


def test_flood_from_one_address_is_bounded() -> None:
    chats = FoundChats()
    for number in range(1000):
        chats.hear(chat(number), "10.0.0.66", 0.0)
    assert len(chats.take_due_proofs(0.0, 1000)) == found_chats.MAX_CLAIMS_PER_HOST


def test_flood_from_many_addresses_keeps_no_new_chat_away() -> None:
    chats = FoundChats()
    chats.hear(chat(1, "Old"), "10.1.0.1", 0.0)
    prove_all(chats, 0.0)
    for number in range(5000):
        chats.hear(chat(100 + number), f"10.0.{number // 250}.{number % 250}", 0.1)
    chats.hear(chat(2, "New"), "10.1.0.2", 0.2)
    first = chats.take_due_proofs(0.2, 12)
    assert first[0][0] == chat(2).id
    for server_id, address in first:
        chats.settle(server_id, address, server_id if server_id == chat(2).id else NO_KEY, 0.3)
    assert names(chats) == ["New", "Old"]
    assert len(chats.take_due_proofs(0.4, 10_000)) <= found_chats.MAX_CLAIMS


def test_many_ids_of_one_address_wait_for_the_other_addresses() -> None:
    chats = FoundChats()
    chats.hear(chat(1), "10.1.0.1", 0.0)
    for number in range(20):
        chats.hear(chat(100 + number), "10.0.0.66", 0.1)
    assert chat(1).id in [server_id for server_id, _ in chats.take_due_proofs(0.1, 2)]


def test_unreachable_chat_is_told_and_tried_again() -> None:
    chats = FoundChats()
    chats.hear(chat(1), "10.0.0.1", 0.0)
    prove_all(chats, 0.0, key=NO_KEY)
    assert [found.beacon for found in chats.list_unreachable()] == [chat(1)]
    assert prove_all(chats, found_chats.RETRY_SECONDS) == 1
    assert chats.list_unreachable() == ()
    assert len(chats.list_chats()) == 1


def test_proof_is_repeated_and_a_dead_server_goes() -> None:
    chats = FoundChats()
    chats.hear(chat(1), "10.0.0.1", 0.0)
    prove_all(chats, 0.0)
    assert prove_all(chats, found_chats.REPEAT_SECONDS - 1) == 0
    assert prove_all(chats, found_chats.REPEAT_SECONDS, key=NO_KEY) == 1
    assert chats.list_chats() == ()


def test_proof_of_a_forgotten_claim_is_ignored() -> None:
    chats = FoundChats()
    chats.settle(chat(1).id, ListenAddress("10.0.0.1", 6697), chat(1).id, 0.0)
    assert chats.list_chats() == ()
