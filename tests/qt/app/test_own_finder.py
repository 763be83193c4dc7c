"""Own modules are found and read as Python finds and reads them."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import CodeType

import pytest

from desktop_chat.qt.app import own_finder
from desktop_chat.qt.app.own_finder import OwnFinder, OwnLoader

_FOLDER = str(Path(own_finder.__file__).parent)
_NOT_OWN = (
    ("json", None),
    ("json.decoder", [_FOLDER]),
    ("desktop_chat.qt.app.missing", [_FOLDER]),
    ("desktop_chat.qt.app.app", ["/no/such/folder"]),
)
"""(name, path): modules of others, of no file, and of a bundle."""


def _code_of(folder: Path) -> CodeType:
    """Find and read a module of this folder."""
    spec = OwnFinder().find_spec("desktop_chat.sample", [str(folder)])
    assert spec is not None
    assert isinstance(spec.loader, OwnLoader)
    code = spec.loader.get_code(spec.name)
    assert code is not None
    return code


def test_a_module_has_the_usual_attributes() -> None:
    found = OwnFinder().find_spec(own_finder.__name__, [_FOLDER])
    assert found is not None
    assert (found.origin, found.cached) == (own_finder.__file__, importlib.util.cache_from_source(own_finder.__file__))
    assert (found.has_location, found.submodule_search_locations) == (True, None)
    assert found.parent == own_finder.__package__


def test_a_package_is_left_to_python() -> None:
    found = OwnFinder().find_spec("desktop_chat.qt.app", [str(Path(_FOLDER).parent)])
    assert found is not None
    assert found.submodule_search_locations == [_FOLDER]


def test_other_modules_are_left_to_other_finders() -> None:
    assert [OwnFinder().find_spec(name, path) for name, path in _NOT_OWN] == [None] * len(_NOT_OWN)


def test_a_changed_source_is_compiled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    source = tmp_path / "sample.py"
    source.write_text("FIRST = 1\n")
    assert _code_of(tmp_path).co_names == ("FIRST",)  # Python compiles and keeps it
    compiled = Path(importlib.util.cache_from_source(str(source)))
    kept = compiled.read_bytes()
    assert _code_of(tmp_path).co_names == ("FIRST",)
    source.write_text("SECOND = 22\n")
    assert _code_of(tmp_path).co_names == ("SECOND",)
    assert compiled.read_bytes() != kept
    for damaged in (b"", kept[:10], b"another Python's" + kept[16:]):
        compiled.write_bytes(damaged)
        assert _code_of(tmp_path).co_names == ("SECOND",)


def test_it_serves_a_python_that_keeps_compiled_files_elsewhere(tmp_path: Path) -> None:
    code = "import desktop_chat.qt; from desktop_chat.qt.theme import roles; print(roles.LIGHT.window)"
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.startswith("#")
