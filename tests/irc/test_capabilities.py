from __future__ import annotations

from pathlib import Path

from desktop_chat.irc import capabilities as caps

ROOT = Path(__file__).parents[2]


def test_every_constant_is_a_row() -> None:
    constants = {
        value
        for name, value in vars(caps).items()
        if name.isupper() and isinstance(value, str) and not name.startswith(("TAG_", "_"))
    }
    assert constants == {row.name for row in caps.TABLE}
    assert len(caps.BY_NAME) == len(caps.TABLE)


def test_every_row_names_its_specification() -> None:
    for row in caps.TABLE:
        assert row.spec.startswith("https://") or (ROOT / row.spec).is_file()


def test_announcing() -> None:
    offered = {caps.SASL: "EXTERNAL,PLAIN", caps.BATCH: ""}
    assert caps.format_capabilities(offered, values=True) == ("sasl=EXTERNAL,PLAIN", "batch")
    assert caps.format_capabilities(offered, values=False) == ("sasl", "batch")
