"""No private name of ours hides one of a foreign base class, on the Python that runs this test."""

from __future__ import annotations

import re
from pathlib import Path
from threading import Thread

from tests.private_names import all_hidden_names, classes_of, hidden_names, module_names


def test_private_names_hide_nothing_of_a_foreign_base() -> None:
    assert all_hidden_names() == {}


class _Hiding(Thread):
    def _bootstrap(self) -> None:
        """Hides a method that every Python has."""

    def rest(self) -> None:
        self._target = None


def test_a_method_and_an_attribute_that_hide_are_found() -> None:
    assert hidden_names(_Hiding) == {"threading.Thread": {"_bootstrap", "_target"}}


def test_many_classes_are_looked_at() -> None:
    assert sum(1 for module in module_names() for _ in classes_of(module)) > 300


class _OfALaterPython(Thread):
    def _handle(self) -> None:
        """Hides what Python 3.13 has, whichever Python runs this."""


def test_a_name_that_a_later_python_has_is_found_by_every_python() -> None:
    assert hidden_names(_OfALaterPython) == {"threading.Thread": {"_handle"}}


def test_documents_name_the_tested_pythons() -> None:
    root = Path(__file__).parent.parent
    listed = re.findall(r"Python :: (3\.\d+)", (root / "pyproject.toml").read_text("utf-8"))
    matrix = re.search(r"python: \[(.*)\]", (root / ".github/workflows/test.yml").read_text("utf-8"))
    assert matrix is not None
    assert re.findall(r"3\.\d+", matrix[1]) == listed
    readme = (root / "README.md").read_text("utf-8")
    assert f"runs on {', '.join(listed[:-1])} and {listed[-1]})" in readme
