"""The program imports no module that its bundle leaves out."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from tests.patience import SECONDS
from tests.private_names import WITH_EXTRA, module_names

SPEC = Path(__file__).parent.parent / "packaging" / "desktop-chat.spec"
PROGRAM = """
import importlib, sys
excluded = set(sys.argv[1].split())

class LeftOut:
    def find_spec(self, name, path=None, target=None):
        if name in excluded:
            raise ModuleNotFoundError(f"No module named {name!r} in the bundle", name=name)

sys.meta_path.insert(0, LeftOut())
for name in sys.argv[2].split():
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        sys.exit(f"{name}: {error}")
print(len(sys.argv[2].split()))
"""


def excluded_modules() -> set[str]:
    """The names in `excludes` of the bundle's description."""
    calls = (node for node in ast.walk(ast.parse(SPEC.read_text("utf-8"))) if isinstance(node, ast.Call))
    (analysis,) = (call for call in calls if ast.unparse(call.func) == "Analysis")
    (excludes,) = (word.value for word in analysis.keywords if word.arg == "excludes")
    names = (node.value for node in ast.walk(excludes) if isinstance(node, ast.Constant))
    return {str(name) for name in names} - {sys.platform}


def test_every_module_can_be_imported_without_what_the_bundle_leaves_out() -> None:
    excluded = excluded_modules()
    assert "pyexpat" in excluded
    names = " ".join([*(name for name in module_names() if name not in WITH_EXTRA), "prometheus_client"])
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, " ".join(excluded), names],
        capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 600
