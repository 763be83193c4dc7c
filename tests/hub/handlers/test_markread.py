"""MARKREAD."""

from __future__ import annotations

from pathlib import Path

from desktop_chat.storage.sql_store import SqlStore
from tests.hub.harness import FINGERPRINT, NOW, HubHarness, commands_of, parse_lines

MOMENT = "timestamp=2019-01-04T14:33:26.123Z"


def test_it_is_told_on_entering_and_to_the_other_seats() -> None:
    harness = HubHarness()
    desk = harness.register("ann", "draft/read-marker", FINGERPRINT)
    entered = parse_lines(harness.exchange(desk, "JOIN #tea"))
    names = [line.command for line in entered]
    assert names.index("MARKREAD") < names.index("366")
    assert entered[names.index("MARKREAD")].params == ("#tea", "*")
    phone = harness.register("ann", "draft/read-marker", FINGERPRINT)
    harness.read_lines(desk), harness.read_lines(phone)
    assert parse_lines(harness.exchange(desk, f"MARKREAD #tea {MOMENT}"))[0].params == ("#tea", MOMENT)
    assert parse_lines(harness.read_lines(phone))[0].params == ("#tea", MOMENT)
    assert parse_lines(harness.exchange(desk, "MARKREAD #tea timestamp=2018-01-04T14:33:26.123Z"))[0].params == (
        "#tea",
        MOMENT,
    )
    assert harness.read_lines(phone) == []


def test_what_is_none_is_refused() -> None:
    harness = HubHarness()
    ann = harness.register("ann")
    assert parse_lines(harness.exchange(ann, "MARKREAD"))[0].params[1] == "NEED_MORE_PARAMS"
    for line in ("MARKREAD #tea *", "MARKREAD #tea timestamp=soon", "MARKREAD :a!b"):
        assert parse_lines(harness.exchange(ann, line))[0].params[1] == "INVALID_PARAMS"
    assert commands_of(harness.exchange(ann, "MARKREAD bob")) == ["MARKREAD"]


def test_a_moment_to_come_is_now() -> None:
    harness = HubHarness()
    ann = harness.register("ann", "", FINGERPRINT)
    told = parse_lines(harness.exchange(ann, "MARKREAD #tea timestamp=2999-01-01T00:00:00.000Z"))[0].params[1]
    assert told.startswith("timestamp=2023-11-14T")
    assert NOW == 1_700_000_000_000


def test_it_outlives_the_server(tmp_path: Path) -> None:
    for _ in range(2):
        store = SqlStore.open(tmp_path / "chat.db", now=NOW)
        harness = HubHarness(store=store)
        ann = harness.register("ann", "", FINGERPRINT)
        harness.exchange(ann, f"MARKREAD #tea {MOMENT}") if not store.load().markers else None
        assert parse_lines(harness.exchange(ann, "MARKREAD #tea"))[0].params == ("#tea", MOMENT)
        store.close()
