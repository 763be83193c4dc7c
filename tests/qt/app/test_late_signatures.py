"""What PySide6 says of signatures and wrong arguments is the same, although its code for that runs late."""

from __future__ import annotations

import builtins
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import ModuleType

import pytest

from desktop_chat.qt.app.late_signatures import delay_signature_code

_LOOK = """
import sys
if sys.argv[1] == "late":
    import desktop_chat.qt
from PySide6 import QtCore, QtGui, QtWidgets
if sys.argv[1] == "before":
    import desktop_chat.qt
    assert type(QtWidgets.QListWidgetItem.ItemType).__module__ == "desktop_chat.qt.app.quick_enums"

import inspect
import json

def complaint(function, *arguments, **named):
    try:
        function(*arguments, **named)
    except Exception as error:
        return type(error).__name__, str(error)

def signature(function):
    try:
        return str(inspect.signature(function))
    except ValueError as error:
        return type(error).__name__

supports = {name: module for name, module in sys.modules.items() if "signature" in name and "support" in name}
late = sorted(name for name, module in supports.items() if "__getattr__" in vars(module))
complaints = [
    complaint(QtCore.QTimer, "a", 1),
    complaint(QtCore.QPoint, "a"),
    complaint(QtCore.QPoint(1, 2).setX, None),
    complaint(QtCore.QObject().setObjectName, 1),
    complaint(QtCore.QTimer, none=1),
    complaint(QtGui.QColor.fromRgb, {}),
    complaint(QtWidgets.QListWidgetItem, 1, 2, 3, 4),
]
functions = [QtCore.QPoint.setX, QtCore.QTimer.singleShot, QtGui.QColor.fromRgb, QtCore.QPoint, QtCore.Qt.Key]
described = [(signature(one), one.__doc__) for one in functions]
from PySide6.support.signature import get_signature
from PySide6.support.signature.lib import pyi_generator, tool
signatures = [str(get_signature(one)) for one in functions]
names = [one.__module__ for one in (pyi_generator.generate_pyi, tool.build_brace_pattern)]
json.dump([late, complaints, described, signatures, sorted(supports), names], sys.stdout)
"""


def _look(form: str) -> list[object]:
    done = subprocess.run([sys.executable, "-c", _LOOK, form], capture_output=True, text=True, timeout=60, check=True)
    found: list[object] = json.loads(done.stdout)
    return found


def test_sentences_and_signatures_are_as_ever() -> None:
    late, *found = _look("late")
    plain, *expected = _look("plain")
    assert isinstance(late, list)
    assert len(late) >= 7
    assert plain == []
    assert found == expected
    assert "wrong argument" in str(found[0])
    assert _look("before") == [[], *expected]


def test_other_code_is_compiled_as_ever() -> None:
    original = builtins.compile
    with delay_signature_code():
        assert eval(compile("1 + 1", "shibokensupport/signature/parser.py", "eval")) == 2
        made: dict[str, object] = {}
        exec(compile("a = 3", "parser.py", "exec"), made)
        assert made["a"] == 3
    assert builtins.compile is original


def _make_late_module(monkeypatch: pytest.MonkeyPatch, source: str) -> ModuleType:
    """Make a module as PySide6 makes its own."""
    made = ModuleType("shibokensupport.signature.parser")
    monkeypatch.setitem(sys.modules, made.__name__, made)
    with delay_signature_code():
        exec(compile(source.encode(), "shibokensupport/signature/parser.py", "exec"), vars(made))
    return made


def test_the_code_runs_once_for_several_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []
    monkeypatch.setattr(sys, "signature_code_runs", runs, raising=False)
    made = _make_late_module(
        monkeypatch, "import sys, time\nsys.signature_code_runs.append(__name__)\ntime.sleep(0.01)\nlast = object()\n"
    )
    with pytest.raises(AttributeError, match="__wrapped__"):
        _ = made.__wrapped__
    assert runs == []
    together = Barrier(4)

    def use(_: int) -> object:
        together.wait()
        return made.last

    with ThreadPoolExecutor(4) as pool:
        assert len({*pool.map(use, range(4))}) == 1
    assert runs == [made.__name__]


def test_a_missing_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    made = _make_late_module(monkeypatch, "there = 1\n")
    with pytest.raises(AttributeError, match="has no attribute 'no_such_name'"):
        _ = made.no_such_name
    assert made.there == 1
