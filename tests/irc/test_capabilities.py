from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_chat.irc import capabilities as caps

ROOT = Path(__file__).parents[2]


def _name_literals(source: str) -> Iterator[str]:
    """Yield the capability names that stand as literals: whole strings, and words of f-strings.

    Parts of f-strings that begin with the address of a specification are skipped.
    """
    tree = ast.parse(source)
    in_formats = set[ast.expr]()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            in_formats.update(node.values)
            first = node.values[0]
            if not (isinstance(first, ast.FormattedValue) and ast.unparse(first.value) == "_IRCV3"):
                parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
                yield from (word for part in parts if isinstance(part, str) for word in part.split() if "/" in word)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in in_formats:
            yield node.value


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


def test_values_are_listed_for_version_302() -> None:
    offered = {caps.SASL: "EXTERNAL,PLAIN", caps.BATCH: ""}
    assert caps.format_capabilities(offered, values=True) == ("sasl=EXTERNAL,PLAIN", "batch")
    assert caps.format_capabilities(offered, values=False) == ("sasl", "batch")


def test_values_are_read_from_a_list() -> None:
    assert caps.parse_capabilities("sasl=EXTERNAL,PLAIN batch  sts=port=6697,duration=5") == {
        "sasl": "EXTERNAL,PLAIN",
        "batch": "",
        "sts": "port=6697,duration=5",
    }
    assert caps.parse_capabilities("") == {}


def test_a_formatted_list_is_read_back() -> None:
    offered = {caps.SASL: "EXTERNAL,PLAIN", caps.BATCH: "", caps.MULTILINE: "max-bytes=4096"}
    assert caps.parse_capabilities(" ".join(caps.format_capabilities(offered, values=True))) == offered


def test_lists_of_both_sides_come_from_the_table() -> None:
    assert set(caps.OFFERED) | set(caps.REQUESTED) | {caps.STS} == set(caps.BY_NAME)
    assert caps.MESSAGE_TAGS in caps.OFFERED
    assert caps.ZNC_PLAYBACK not in caps.OFFERED
    assert caps.SASL not in caps.REQUESTED


COMMANDS = {caps.SETNAME}
"""Names that are words of people too: the slash command /setname."""


def test_no_module_repeats_a_name() -> None:
    modules = [path for path in sorted((ROOT / "desktop_chat").rglob("*.py")) if path.name != "capabilities.py"]
    named = set(caps.BY_NAME) - COMMANDS
    sources = ((path.name, path.read_text("utf-8")) for path in modules)
    repeated = {
        name: set(_name_literals(source)) & named for name, source in sources if any(one in source for one in named)
    }
    assert {name: names for name, names in repeated.items() if names} == {}


@pytest.mark.parametrize("line", ["'away-notify' in names", "f'BATCH +{reference} draft/multiline {target}'"])
def test_the_check_of_names_sees(line: str) -> None:
    assert set(_name_literals(line)) & set(caps.BY_NAME)
