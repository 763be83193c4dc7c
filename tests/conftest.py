"""What every test lives by: offscreen windows, nothing left over, no warning that nobody expected."""

from __future__ import annotations

import gc
import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.child_processes import living_children
from tests.patience import MILLISECONDS, SECONDS
from tests.temporary import use_memory

ROOT = Path(__file__).parent.parent

use_memory()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["DESKTOP_CHAT_LANGUAGE"] = "en"
os.environ["DESKTOP_CHAT_LAN"] = "off"  # no test is heard on the network of the computer, and none hears it
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # nobody's real one, in child processes neither

# A shell lets commands in the background ignore these signals, and so would the programs that the tests start and end.
for _number in (signal.SIGINT, getattr(signal, "SIGHUP", None)):
    if _number is not None and signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, signal.default_int_handler if _number == signal.SIGINT else signal.SIG_DFL)

# A loaded machine is slow now and then; what counts is the outcome.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


_LONGEST = ("bundle", "tests/test_lint.py", "tests/qt/test_clipping.py")
"""These groups begin first, so that no process of pytest-xdist is left alone with one of them at the end."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return one process more than there are processors: a third of the time goes into waits for other programs."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Import the tests without a look for garbage: modules and tests live on, and a sixth of the time goes into it."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    groups = {item: _group_of(item.nodeid) for item in items}
    items.sort(key=lambda item: _LONGEST.index(groups[item]) if groups[item] in _LONGEST else len(_LONGEST))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Any:
    """Keep the tests of a file, and those of the bundle, in one process of pytest-xdist: they share what they made."""
    config.option.loadscopereorder = False
    scheduling = import_module("xdist.scheduler").LoadScopeScheduling(config, log)
    scheduling._split_scope = _group_of
    return scheduling


def _group_of(nodeid: str) -> str:
    path, _, name = nodeid.partition("::")
    return "bundle" if path.startswith("tests/e2e/") and "bundle" in name else path


class PatientQtBot(QtBot):
    """The QtBot of pytest-qt, whose waits have the limit of tests/patience instead of 1 to 5 seconds."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = MILLISECONDS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = MILLISECONDS, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(self, signals: Any, *, timeout: int = MILLISECONDS, **more: Any) -> Any:
        return super().waitSignals(signals, timeout=timeout, **more)

    def waitExposed(self, widget: QWidget, *, timeout: int = MILLISECONDS) -> Any:
        return super().waitExposed(widget, timeout=timeout)

    def waitActive(self, widget: QWidget, *, timeout: int = MILLISECONDS) -> Any:
        return super().waitActive(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientQtBot:
    """pytest-qt's fixture of this name, with patience."""
    return PatientQtBot(request)


class _Collected(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture
def expected_warnings() -> list[logging.LogRecord]:
    """A test that asks for this may log warnings; it finds them here and should assert what they say."""
    return []


@pytest.fixture(autouse=True)
def _no_unexpected_warning(request: pytest.FixtureRequest) -> Iterator[None]:
    collected = _Collected()
    if "expected_warnings" in request.fixturenames:
        collected.records = request.getfixturevalue("expected_warnings")
    root = logging.getLogger()
    root.addHandler(collected)
    yield
    root.removeHandler(collected)
    if "expected_warnings" not in request.fixturenames:
        said = [f"{record.name}: {record.getMessage()}" for record in collected.records]
        assert not said, f"warnings that nobody expected: {said}"


_TESTS_BETWEEN = 50


@pytest.fixture(autouse=True)
def _collected_here() -> Iterator[None]:
    """As in the program: Python's cyclic garbage is collected on this thread only. A QObject that another thread frees
    crashes the process, at some later time."""
    global _since_whole
    gc.disable()
    # What fixtures made for the test before is free only now, and would live on in the oldest generation.
    if _since_whole % _TESTS_BETWEEN:
        gc.collect(1)
    else:
        gc.collect()
        if not _since_whole:
            gc.freeze()  # what lives now are modules and tests, which no collection need look at
    _since_whole += 1
    yield
    gc.disable()  # whatever the test did
    gc.collect(0)


_since_whole = 0


def _own_threads() -> set[threading.Thread]:
    """Threads that Python started: not those that Qt did, and not a name look-up, which may hang and is abandoned."""
    return {
        thread
        for thread in threading.enumerate()
        if not isinstance(thread, threading._DummyThread) and not thread.name.startswith("lookup")
    }


@pytest.fixture(autouse=True)
def _nothing_left_over() -> Iterator[None]:
    threads, children = _own_threads(), living_children()
    yield
    end = time.monotonic() + SECONDS
    while (_own_threads() - threads or living_children(children)) and time.monotonic() < end:
        time.sleep(0.01)
    left = [thread.name for thread in _own_threads() - threads]
    assert not left, f"threads left over: {left}"
    running = [process.name() for process in living_children(children)]
    assert not running, f"processes left over: {running}"


@pytest.fixture
def kept_signals() -> Iterator[None]:
    """Every signal's handler is afterwards what it was."""
    before = {number: signal.getsignal(number) for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
