from __future__ import annotations

from desktop_chat.irc import capabilities as caps


def test_every_constant_is_a_row() -> None:
    constants = {
        value
        for name, value in vars(caps).items()
        if name.isupper() and isinstance(value, str) and not name.startswith(("TAG_", "_"))
    }
    assert constants == {row.name for row in caps.TABLE}
    assert len(caps.BY_NAME) == len(caps.TABLE)


def test_rows_need_what_there_is_and_say_where_they_are_specified() -> None:
    for row in caps.TABLE:
        assert set(row.needs) <= set(caps.BY_NAME)
        assert row.spec.startswith("https://") or row.name.startswith("desktop-chat/")
    assert caps.BY_NAME[caps.CHATHISTORY].draft
    assert not caps.BY_NAME[caps.BATCH].draft


def test_announcing() -> None:
    offered = {caps.SASL: "EXTERNAL,PLAIN", caps.BATCH: ""}
    assert caps.format_capabilities(offered, values=True) == ("sasl=EXTERNAL,PLAIN", "batch")
    assert caps.format_capabilities(offered, values=False) == ("sasl", "batch")


def test_reading_a_list() -> None:
    assert caps.parse_list("sasl=PLAIN,EXTERNAL batch  -away-notify x=a=b ") == {
        "sasl": "PLAIN,EXTERNAL", "batch": "", "-away-notify": "", "x": "a=b",
    }  # fmt: skip
    assert caps.parse_list("") == {}


def test_usable_are_those_that_mean_something() -> None:
    wanted = [caps.LABELED_RESPONSE, caps.EVENT_PLAYBACK, caps.SETNAME, "other/thing"]
    assert caps.usable([caps.LABELED_RESPONSE, caps.SETNAME, "other/thing"], wanted) == (caps.SETNAME, "other/thing")
    everything = [*caps.BY_NAME, "other/thing"]
    assert caps.usable(everything, wanted) == tuple(wanted)
    assert caps.usable([], wanted) == ()
