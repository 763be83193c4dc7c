"""View bits of capabilities, and the bits that divide members of a channel."""

from __future__ import annotations

from desktop_chat.hub.live import view_bits as v
from desktop_chat.irc import capabilities as c


def test_every_bit_is_unique() -> None:
    bits = [v.view_bits_of([row.name]) for row in c.TABLE if row.effect is not c.Effect.NO_BYTES]
    bits.remove(0)  # multiline, without batch
    bits.append(v.MULTILINE)
    assert sum(bits) == v.view_bits_of(c.BY_NAME)
    assert all(bit.bit_count() == 1 for bit in bits)
    assert len(set(bits)) == len(bits)


def test_capabilities_without_an_effect_make_no_view() -> None:
    assert v.view_bits_of([c.AWAY_NOTIFY, c.SASL, "unknown"]) == 0


def test_multiline_needs_batch() -> None:
    assert v.view_bits_of([c.MULTILINE]) == 0
    assert v.view_bits_of([c.MULTILINE, c.BATCH]) == v.MULTILINE | v.BATCH


def test_replies_and_echoes_do_not_divide_members() -> None:
    assert v.view_bits_of(c.BY_NAME) & ~(v.BATCH | v.ECHO | v.TEXT) == v.SHARED


def test_views_of_shared_lines_are_small_ints() -> None:
    assert v.SHARED <= 255, "Python makes small ints only once, which counts in the cache of every Statement"
