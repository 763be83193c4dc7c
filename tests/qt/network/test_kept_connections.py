"""Connections end with their owner, those of lambdas too; windows keep all of theirs."""

from __future__ import annotations

import ast
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from desktop_chat.qt.network.kept_connections import KeptConnections

QT = Path(__file__).parents[3] / "desktop_chat" / "qt"


class Sender(QObject):
    """Lives on."""

    told = Signal(str)


def test_lambdas_are_not_called_after_the_end_of_the_owner(qtbot: QtBot) -> None:
    sender, owner = Sender(), QObject()
    heard: list[str] = []
    kept = KeptConnections(owner)
    kept.keep(sender.told.connect(lambda text: heard.append(text)), sender.told.connect(heard.append))
    sender.told.emit("one")
    assert heard == ["one", "one"]
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    sender.told.emit("two")
    assert heard == ["one", "one"]


def lambda_connections(tree: ast.Module) -> list[str]:
    """Connections of lambdas to signals of networks and controllers, which outlive every window."""
    kept = {
        id(argument)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("self._kept.keep", "keep")
        for argument in call.args
    }
    return [
        f"line {call.lineno}: {ast.unparse(call.func)}"
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _connects_lambda(call) and id(call) not in kept
    ]


def _connects_lambda(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(ast.Attribute(sender, _), "connect"):
            name = ast.unparse(sender).removeprefix("self.").removeprefix("_")
            is_outlived = name in ("network", "controller", "account", "network.account")
            return is_outlived and any(isinstance(argument, ast.Lambda) for argument in call.args)
    return False


def test_the_check_sees_a_lambda() -> None:
    assert lambda_connections(ast.parse("network.told.connect(lambda: self.say())")) == ["line 1: network.told.connect"]
    assert lambda_connections(ast.parse("self._kept.keep(network.told.connect(lambda: self.say()))")) == []
    assert lambda_connections(ast.parse("network.told.connect(self.say)")) == []


def test_windows_keep_their_connections() -> None:
    found = {
        path.name: lambda_connections(ast.parse(path.read_text("utf-8")))
        for folder in ("views", "models")
        for path in (QT / folder).glob("*.py")
    }
    assert {name: lines for name, lines in found.items() if lines} == {}
