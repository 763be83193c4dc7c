"""MARKREAD."""

from __future__ import annotations

from pathlib import Path

from desktop_chat.storage.sql_store import SqlStore
from tests.hub.stage import NOW, PRINT, Stage, messages, numerics

MOMENT = "timestamp=2019-01-04T14:33:26.123Z"


def test_it_is_told_on_entering_and_to_the_other_seats() -> None:
    stage = Stage()
    desk = stage.enter("ann", "draft/read-marker", PRINT)
    entered = messages(stage.talk(desk, "JOIN #tea"))
    names = [line.command for line in entered]
    assert names.index("MARKREAD") < names.index("366")
    assert entered[names.index("MARKREAD")].params == ("#tea", "*")
    phone = stage.enter("ann", "draft/read-marker", PRINT)
    stage.heard(desk), stage.heard(phone)
    assert messages(stage.talk(desk, f"MARKREAD #tea {MOMENT}"))[0].params == ("#tea", MOMENT)
    assert messages(stage.heard(phone))[0].params == ("#tea", MOMENT)
    assert messages(stage.talk(desk, "MARKREAD #tea timestamp=2018-01-04T14:33:26.123Z"))[0].params == ("#tea", MOMENT)
    assert stage.heard(phone) == []


def test_what_is_none_is_refused() -> None:
    stage = Stage()
    ann = stage.enter("ann")
    assert messages(stage.talk(ann, "MARKREAD"))[0].params[1] == "NEED_MORE_PARAMS"
    for line in ("MARKREAD #tea *", "MARKREAD #tea timestamp=soon", "MARKREAD :a!b"):
        assert messages(stage.talk(ann, line))[0].params[1] == "INVALID_PARAMS"
    assert numerics(stage.talk(ann, "MARKREAD bob")) == ["MARKREAD"]


def test_a_moment_to_come_is_now() -> None:
    stage = Stage()
    ann = stage.enter("ann", "", PRINT)
    told = messages(stage.talk(ann, "MARKREAD #tea timestamp=2999-01-01T00:00:00.000Z"))[0].params[1]
    assert told.startswith("timestamp=2023-11-14T")
    assert NOW == 1_700_000_000_000


def test_it_outlives_the_server(tmp_path: Path) -> None:
    for _ in range(2):
        store = SqlStore.open(tmp_path / "chat.db", now=NOW)
        stage = Stage(store=store)
        ann = stage.enter("ann", "", PRINT)
        stage.talk(ann, f"MARKREAD #tea {MOMENT}") if not store.load().markers else None
        assert messages(stage.talk(ann, "MARKREAD #tea"))[0].params == ("#tea", MOMENT)
        store.close()
