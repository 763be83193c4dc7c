"""No private name of ours hides one of a foreign base class, on the Python that runs this test."""

from __future__ import annotations

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
