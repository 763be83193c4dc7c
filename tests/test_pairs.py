"""Module and test are a pair: desktop_chat/a/b.py is tested by tests/a/test_b.py.

The exceptions are listed here by name, each with the reason: the test that covers the module, or why there is nothing
to test.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

NO_BEHAVIOUR = "constants or types only"

EXCEPTIONS: Mapping[str, str] = {
    "__main__.py": "tests/test_main.py",
    "client/archive_schema.py": "tests/client/test_archive.py",
    "client/connection_events.py": NO_BEHAVIOUR,
    "client/context.py": "tests/client/test_session.py",
    "client/entry.py": NO_BEHAVIOUR,
    "client/entry_problem.py": NO_BEHAVIOUR,
    "client/events.py": NO_BEHAVIOUR,
    "client/handlers/table.py": "tests/client/test_session.py",
    "client/limit_check.py": "tests/client/test_collection_limits.py",
    "client/own_entry.py": "tests/client/test_outgoing.py",
    "client/person.py": NO_BEHAVIOUR,
    "client/phase.py": NO_BEHAVIOUR,
    "client/program_wish.py": NO_BEHAVIOUR,
    "cluster/applied.py": NO_BEHAVIOUR,
    "cluster/graph_layout.py": "tests/cluster/test_snapshot.py",
    "cluster/graph_reader.py": "tests/cluster/test_snapshot.py",
    "cluster/graph_writer.py": "tests/cluster/test_snapshot.py",
    "client/room_state.py": NO_BEHAVIOUR,
    "client/silence.py": NO_BEHAVIOUR,
    "cluster/members.py": "tests/cluster/test_replica.py",
    "cluster/port.py": NO_BEHAVIOUR,
    "server/port_mapping.py": "tests/server/test_nat_pmp.py",
    "server/upnp.py": "tests/server/test_router_port.py",
    "hub/announce/render_entry.py": "tests/hub/announce/test_room_events.py",
    "hub/handlers/batches.py": "tests/hub/handlers/test_multiline.py",
    "hub/handlers/help_text.py": "tests/hub/handlers/test_server.py",
    "hub/job.py": "tests/hub/test_hub.py",
    "hub/people/metadata_notify.py": "tests/hub/handlers/test_metadata.py",
    "hub/records/whowas.py": NO_BEHAVIOUR,
    "hub/services/chanserv.py": "tests/hub/handlers/test_services.py",
    "hub/services/dispatch.py": "tests/hub/handlers/test_services.py",
    "hub/services/nickserv.py": "tests/hub/handlers/test_services.py",
    "hub/services/order.py": "tests/hub/handlers/test_services.py",
    "hub/settings.py": "tests/server/test_setting_rows.py",
    "net/control_values.py": "tests/net/test_control.py",
    "paths.py": "tests/test_main.py",
    "qt/launcher/list_actions.py": "tests/qt/launcher/test_role_changes.py",
    "qt/network/draft.py": NO_BEHAVIOUR,
    "qt/views/bare_list_style.py": NO_BEHAVIOUR,
    "server/access_rows.py": "tests/server/test_setting_rows.py",
    "server/codecs/codec_api.py": NO_BEHAVIOUR,
    "server/errors.py": NO_BEHAVIOUR,
    "server/file_host/file_settings.py": NO_BEHAVIOUR,
    "server/gateway_rows.py": "tests/server/test_setting_rows.py",
    "server/http/site_settings.py": NO_BEHAVIOUR,
    "server/io_limits.py": NO_BEHAVIOUR,
    "server/cluster_plan.py": NO_BEHAVIOUR,
    "server/cluster_runtime.py": "tests/server/test_cluster_server.py",
    "server/cluster_start.py": "tests/server/test_cluster_server.py",
    "sqlite_erasure.py": "tests/storage/test_erasure.py",
    "storage/migrations/v0001.py": "tests/storage/test_migrate.py",
    "storage/migrations/v0002.py": "tests/storage/test_migrate.py",
    "storage/migrations/v0003.py": "tests/storage/test_migrate.py",
    "storage/migrations/v0004.py": "tests/storage/test_migrate.py",
    "storage/migrations/v0005.py": "tests/storage/test_migrate.py",
    "storage/migrations/v0006.py": "tests/storage/test_migrate.py",
    "storage/migrations/v0007.py": "tests/storage/test_migrate.py",
    "storage/migrations/v0008.py": "tests/storage/test_migrate.py",
    "storage/migrations/v0009.py": "tests/storage/test_migrate.py",
    "storage/migrations/v0010.py": "tests/storage/test_migrate.py",
    "storage/migrations/v0011.py": "tests/storage/test_migrate.py",
    "storage/migrations/v0012.py": "tests/storage/test_migrate.py",
    "storage/migrations/v0013.py": "tests/storage/test_migrate.py",
    "server/data_files.py": NO_BEHAVIOUR,
    "storage/records.py": NO_BEHAVIOUR,
    "storage/retention.py": "tests/storage/test_search_index.py",
    "storage/search_indexer.py": "tests/storage/test_search_index.py",
    "storage/search_sql.py": "tests/storage/test_search_index.py",
    "storage/store_api.py": NO_BEHAVIOUR,
    "storage/webhook_records.py": NO_BEHAVIOUR,
    "texts/client.py": "tests/test_translations.py",
    "texts/command_help.py": "tests/test_translations.py",
    "texts/hub.py": "tests/test_translations.py",
    "texts/log.py": "tests/test_translations.py",
    "texts/net.py": "tests/test_translations.py",
    "texts/server.py": "tests/test_translations.py",
    "texts/services.py": "tests/test_translations.py",
    "texts/storage.py": "tests/test_translations.py",
    "version.py": NO_BEHAVIOUR,
}
"""Modules without a test of their name: the test that covers each of them, or the reason for none."""


def module_names(root: Path) -> list[str]:
    """The modules of the program, as paths below desktop_chat."""
    source = root / "desktop_chat"
    return sorted(path.relative_to(source).as_posix() for path in source.glob("**/*.py") if path.name != "__init__.py")


def own_test(root: Path, module: str) -> Path:
    path = Path(module)
    return root / "tests" / path.parent / f"test_{path.name}"


def faults(root: Path, exceptions: Mapping[str, str]) -> list[str]:
    """Modules without a test, and exceptions that are no longer true."""
    modules = module_names(root)
    untested = (module for module in modules if not own_test(root, module).exists())
    found = [f"{module} has no test" for module in untested if module not in exceptions]
    for module, reason in exceptions.items():
        if module not in modules:
            found.append(f"{module} does not exist")
        elif own_test(root, module).exists():
            found.append(f"{module} has a test of its name")
        elif reason.startswith("tests/") and not (root / reason).exists():
            found.append(f"{module}: {reason} does not exist")
    return found


def test_each_module_has_a_test_of_its_name() -> None:
    assert faults(ROOT, EXCEPTIONS) == []


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("desktop_chat/irc/names.py", "desktop_chat/irc/__init__.py", "tests/irc/test_names.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def test_a_missing_test_and_a_stale_exception_are_found(tree: Path) -> None:
    assert faults(tree, {}) == []
    (tree / "desktop_chat" / "irc" / "modes.py").touch()
    assert faults(tree, {}) == ["irc/modes.py has no test"]
    assert faults(tree, {"irc/modes.py": NO_BEHAVIOUR}) == []
    assert faults(tree, {"irc/modes.py": "tests/irc/test_names.py"}) == []
    assert faults(tree, {"irc/modes.py": "tests/irc/test_gone.py"}) == [
        "irc/modes.py: tests/irc/test_gone.py does not exist"
    ]
    (tree / "tests" / "irc" / "test_modes.py").touch()
    assert faults(tree, {"irc/modes.py": NO_BEHAVIOUR, "irc/gone.py": NO_BEHAVIOUR}) == [
        "irc/modes.py has a test of its name",
        "irc/gone.py does not exist",
    ]
