"""Webhooks are found by the hash of their token only, and count their posts."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.hub.records.webhooks import MINUTE, Webhooks, hash_token
from desktop_chat.storage.webhook_records import IncomingWebhook, OutgoingWebhook

HOOK = IncomingWebhook(
    id=0, room=7, name="CI", picture="", per_minute=2, token_hash=hash_token("secret"), made_by="ann", made_at=1
)


def test_a_webhook_is_found_by_its_token_until_it_is_removed() -> None:
    hooks = Webhooks([])
    kept = hooks.add(HOOK)
    assert kept == replace(HOOK, id=1)
    assert "secret" not in kept.token_hash
    assert hooks.find_by_token(hash_token("secret")) == kept
    assert hooks.find_by_token("secret") is None
    assert hooks.remove(1) == replace(kept, dropped=True)
    assert hooks.find_by_token(hash_token("secret")) is None
    assert hooks.remove(1) is None


def test_the_id_of_a_removed_webhook_is_not_given_again() -> None:
    hooks = Webhooks([replace(HOOK, id=5)])
    hooks.remove(5)
    assert hooks.add(HOOK).id == 6


def test_outgoing_webhooks_are_found_by_their_room() -> None:
    outgoing = OutgoingWebhook(
        id=3, room=9, word="", name="Bot", address="https://example.org", secret="x", made_by="ann", made_at=1
    )
    hooks = Webhooks([replace(HOOK, id=1), outgoing])
    assert hooks.has_outgoing
    assert hooks.outgoing_of(9) == [outgoing]
    assert hooks.outgoing_of(7) == ()
    assert (hooks.find_outgoing(3), hooks.find_outgoing(1)) == (outgoing, None)
    hooks.remove(3)
    assert not hooks.has_outgoing
    assert hooks.outgoing_of(9) == ()


def test_a_room_takes_its_webhooks_along() -> None:
    hooks = Webhooks([replace(HOOK, id=1), replace(HOOK, id=2, room=8, token_hash="other")])
    assert [(hook.id, hook.dropped) for hook in hooks.forget_room(7)] == [(1, True)]
    assert [hook.id for hook in hooks.listed()] == [2]


def test_posts_of_the_last_minute_are_limited() -> None:
    hooks = Webhooks([])
    hook = hooks.add(HOOK)
    hooks.record_post(hook, 10, 1_000)
    assert not hooks.is_too_fast(hook, 11)
    hooks.record_post(hook, 11, 2_000)
    assert hooks.is_too_fast(hook, 9 + MINUTE)
    assert not hooks.is_too_fast(hook, 10 + MINUTE)
    use = hooks.use_of(hook)
    assert (use.count, use.last) == (2, 2_000)
