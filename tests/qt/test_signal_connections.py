"""Each signal that a class declares is emitted, and something in the program is connected to it."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def declared_signals(trees: Iterable[ast.Module]) -> Mapping[str, list[str]]:
    """The classes that declare a signal of each name."""
    classes: defaultdict[str, list[str]] = defaultdict(list)
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                for name in _signals_of(node):
                    classes[name].append(node.name)
    return classes


def _signals_of(cls: ast.ClassDef) -> Iterator[str]:
    for statement in cls.body:
        match statement:
            case ast.Assign([ast.Name(name)], ast.Call(ast.Name("Signal"))):
                yield name


def faults(trees: list[ast.Module]) -> list[str]:
    """Signals with fewer connections than classes that declare the name, and signals that nothing emits.

    Any use beside a connection counts as an emission: `self.closed.emit()`, `a.closed.connect(self.closed)`, a
    signal in a table.
    """
    connections: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    for tree in trees:
        for node in ast.walk(tree):
            match node:
                case ast.Attribute(ast.Attribute(_, name), "connect"):
                    connections[name] += 1
                case ast.Attribute(_, name):
                    uses[name] += 1
    found: list[str] = []
    for name, classes in sorted(declared_signals(trees).items()):
        if connections[name] < len(classes):
            found.append(f"{name} of {classes}: {connections[name]} connections")
        if uses[name] <= connections[name]:
            found.append(f"{name} of {classes}: never emitted")
    return found


def test_each_signal_is_emitted_and_connected() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in sorted(ROOT.glob("desktop_chat/**/*.py"))]
    assert len(declared_signals(trees)) > 50
    assert not faults(trees)


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("self.closed.emit()", ["closed of ['Link']: 0 connections"]),
        ("link.closed.connect(self.on_closed)", ["closed of ['Link']: never emitted"]),
        ("link.closed.connect(self.closed)", []),
        ("self.closed.emit()\nlink.closed.connect(self.on_closed)", []),
    ],
)
def test_missing_connection_and_missing_emission_are_found(rest: str, expected: list[str]) -> None:
    tree = ast.parse(f"class Link(QObject):\n    closed = Signal()\n\n{rest}\n")
    assert faults([tree]) == expected


def test_two_classes_with_one_signal_name_need_two_connections() -> None:
    tree = ast.parse(
        "class Link(QObject):\n    closed = Signal()\nclass Panel(QWidget):\n    closed = Signal()\n"
        "self.closed.emit()\nlink.closed.connect(self.on_closed)\n"
    )
    assert faults([tree]) == ["closed of ['Link', 'Panel']: 1 connections"]
