"""The build hook of the wheel: adds the resources and compiles the translations, which are never committed.

hatchling calls it for `pip install .`, `pipx install` and `python -m build`. PySide6's `lrelease` does the compiling.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_INSTALLED = Path("desktop_chat/_resources")
_DOCUMENTS = Path("desktop_chat/_docs")


class ResourcesBuildHook(BuildHookInterface[Any]):
    """Adds the guide and the `resources` to the wheel, with a .qm file beside each .ts file."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fill `build_data["force_include"]`. Raises: subprocess.CalledProcessError if a translation is faulty."""
        resources = Path(self.root) / "resources"
        self._compiled = tempfile.TemporaryDirectory(prefix="desktop-chat-translations-")
        included: dict[str, str] = build_data["force_include"]
        for path in sorted(resources.rglob("*")):
            if path.is_file() and path.suffix != ".qm":
                included[str(path)] = str(_INSTALLED / path.relative_to(resources))
        documents = Path(self.root) / "docs"
        for path in [documents / "settings.md", *sorted((documents / "guide").rglob("*.md"))]:
            included[str(path)] = str(_DOCUMENTS / path.relative_to(documents))
        for source in sorted((resources / "translations").glob("*.ts")):
            compiled = Path(self._compiled.name) / f"{source.stem}.qm"
            # The module, not the program of this name: the program may not be on the PATH of a build.
            command = [sys.executable, "-c", "from PySide6.scripts.pyside_tool import lrelease; lrelease()"]
            subprocess.run([*command, "-silent", str(source), "-qm", str(compiled)], check=True)
            included[str(compiled)] = str(_INSTALLED / "translations" / compiled.name)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the compiled files."""
        self._compiled.cleanup()
