"""OwnFinder: finds and reads the modules of this program with a third of the work of Python's own finders.

Python asks four finders, and the last one looks for five kinds of file; then the loader builds each path again and asks
the system three times about each file. Each start of the windows imports two hundred modules.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Sequence
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, ModuleSpec, SourceFileLoader
from importlib.util import MAGIC_NUMBER, cache_from_source, spec_from_file_location
from types import CodeType, ModuleType

_HEADER_BYTES = 16
_PLAIN = MAGIC_NUMBER + bytes(4)
"""How a compiled file begins that is valid as long as the source has the noted time and size."""


class OwnLoader(SourceFileLoader):
    """Reads the compiled file beside a source, if the file is valid; everything else is left to Python's loader."""

    def __init__(self, fullname: str, path: str, found: os.stat_result, compiled: str) -> None:
        super().__init__(fullname, path)
        self._compiled = compiled
        fields = (int(found.st_mtime), found.st_size)
        self._expected = _PLAIN + b"".join((field & 0xFFFFFFFF).to_bytes(4, "little") for field in fields)

    def get_code(self, fullname: str) -> CodeType | None:
        try:
            file = os.open(self._compiled, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        except OSError:
            return super().get_code(fullname)
        try:
            content = os.read(file, os.fstat(file).st_size)
        finally:
            os.close(file)
        if content[:_HEADER_BYTES] != self._expected:
            return super().get_code(fullname)
        code: CodeType = marshal.loads(memoryview(content)[_HEADER_BYTES:])
        return code


class OwnFinder:
    """Finds the modules of this program in folders. In a bundle this finder finds nothing."""

    def __init__(self) -> None:
        self._by_folder: dict[str, FileFinder] = {}
        cache, _, self._suffix = cache_from_source("/folder/module.py").partition("module")
        self._cache = cache.removeprefix("/folder") if cache.startswith("/folder") else ""
        """The path of compiled files from their folder on; empty if Python keeps them elsewhere."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not path or not fullname.startswith("desktop_chat."):
            return None
        folder, name = path[0], fullname.rpartition(".")[2]
        if not self._cache:
            return self._find_other(fullname, folder)
        source = f"{folder}{os.sep}{name}.py"
        try:
            found = os.stat(source)
        except OSError:
            return self._find_other(fullname, folder)
        compiled = f"{folder}{self._cache}{name}{self._suffix}"
        loader = OwnLoader(fullname, source, found, compiled)
        spec = spec_from_file_location(fullname, source, loader=loader, submodule_search_locations=None)
        if spec is not None:
            spec.cached = compiled
        return spec

    def _find_other(self, fullname: str, folder: str) -> ModuleSpec | None:
        """Let Python find a package, or a module if its compiled file is elsewhere."""
        finder = self._by_folder.get(folder)
        if finder is None:
            finder = self._by_folder[folder] = FileFinder(folder, (SourceFileLoader, SOURCE_SUFFIXES))
        return finder.find_spec(fullname)

    def invalidate_caches(self) -> None:
        """Look into the folders again: `importlib.invalidate_caches` asks for it."""
        self._by_folder.clear()
