"""Modules loaded at the first use instead of at the import, so the first window is painted earlier.

Late are all parts outside the first frame: connections to servers (begun after the frame), and parts opened by a
person (dialogs, panels, menus). A panel from the first use on is a `cached_property` of the owner;
`views.window_parts` makes the late parts of the chat window right after the first frame.

A late module must be imported as a module (`from desktop_chat.qt.dialogs import about`, then `about.About`).
`from desktop_chat.qt.dialogs.about import About` loads the module at once. The first use must be on the GUI thread:
loading a late module from two threads is unsafe before CPython 3.11.8.
"""

from __future__ import annotations

import builtins
import sys
from importlib import import_module
from types import ModuleType

from desktop_chat.qt.app.own_finder import OwnFinder

LATE = frozenset(
    {
        "desktop_chat.client.archive_search",
        "desktop_chat.client.attachment",
        "desktop_chat.client.code_tokens",
        "desktop_chat.client.connect_commands",
        "desktop_chat.client.connection_events",
        "desktop_chat.client.double_entries",
        "desktop_chat.client.edits",
        "desktop_chat.client.emoji_catalogue",
        "desktop_chat.client.entry",
        "desktop_chat.client.events",
        "desktop_chat.client.file_cache",
        "desktop_chat.client.handlers.accounts",
        "desktop_chat.client.handlers.batches",
        "desktop_chat.client.handlers.ctcp",
        "desktop_chat.client.handlers.entering",
        "desktop_chat.client.handlers.login",
        "desktop_chat.client.handlers.messages",
        "desktop_chat.client.handlers.metadata",
        "desktop_chat.client.handlers.mode_lists",
        "desktop_chat.client.handlers.nick_choice",
        "desktop_chat.client.handlers.playback",
        "desktop_chat.client.handlers.registration",
        "desktop_chat.client.handlers.service_registration",
        "desktop_chat.client.handlers.table",
        "desktop_chat.client.handlers.whois",
        "desktop_chat.client.history_loader",
        "desktop_chat.client.limit_check",
        "desktop_chat.client.log_settling",
        "desktop_chat.client.login_exchange",
        "desktop_chat.client.markup",
        "desktop_chat.client.message_builder",
        "desktop_chat.client.mutes",
        "desktop_chat.client.netsplits",
        "desktop_chat.client.network_services",
        "desktop_chat.client.outgoing",
        "desktop_chat.client.own_entry",
        "desktop_chat.client.ping_fences",
        "desktop_chat.client.pins",
        "desktop_chat.client.portrait_upload",
        "desktop_chat.client.proxy_address",
        "desktop_chat.client.quotes",
        "desktop_chat.client.recent_emoji",
        "desktop_chat.client.room_bans",
        "desktop_chat.client.room_list",
        "desktop_chat.client.room_settings",
        "desktop_chat.client.search_filters",
        "desktop_chat.client.server_search",
        "desktop_chat.client.server_texts",
        "desktop_chat.client.shown_file",
        "desktop_chat.client.silence",
        "desktop_chat.client.silencing",
        "desktop_chat.client.slash_commands",
        "desktop_chat.client.spelling",
        "desktop_chat.client.timed_bans",
        "desktop_chat.client.typed_commands",
        "desktop_chat.client.typing_states",
        "desktop_chat.client.upload_limits",
        "desktop_chat.client.uploads",
        "desktop_chat.client.wire_encoding",
        "desktop_chat.lan.found_chats",
        "desktop_chat.lan.interface_changes",
        "desktop_chat.lan.interfaces",
        "desktop_chat.lan.seeker",
        "desktop_chat.net.code_words",
        "desktop_chat.net.identity",
        "desktop_chat.net.own_host",
        "desktop_chat.net.tls",
        "desktop_chat.net.wakeup",
        "desktop_chat.qt.app.chat_follower",
        "desktop_chat.qt.app.desktop_motion",
        "desktop_chat.qt.app.first_guest",
        "desktop_chat.qt.app.hosting_failure",
        "desktop_chat.qt.app.knock_notice",
        "desktop_chat.qt.app.language_switch",
        "desktop_chat.qt.app.notices",
        "desktop_chat.qt.app.program_exit",
        "desktop_chat.qt.app.single_instance",
        "desktop_chat.qt.app.start_flow",
        "desktop_chat.qt.dialogs.about",
        "desktop_chat.qt.dialogs.attach_dialog",
        "desktop_chat.qt.dialogs.away_question",
        "desktop_chat.qt.dialogs.certificate_warning",
        "desktop_chat.qt.dialogs.clear_question",
        "desktop_chat.qt.dialogs.day_dialog",
        "desktop_chat.qt.dialogs.delete_question",
        "desktop_chat.qt.dialogs.device_dialog",
        "desktop_chat.qt.dialogs.export_dialog",
        "desktop_chat.qt.dialogs.flood_question",
        "desktop_chat.qt.dialogs.forget_question",
        "desktop_chat.qt.dialogs.guide_window",
        "desktop_chat.qt.dialogs.invite_dialog",
        "desktop_chat.qt.dialogs.keep_name_dialog",
        "desktop_chat.qt.dialogs.link_question",
        "desktop_chat.qt.dialogs.login_question",
        "desktop_chat.qt.dialogs.mask_lists_dialog",
        "desktop_chat.qt.dialogs.network_form",
        "desktop_chat.qt.dialogs.paste_question",
        "desktop_chat.qt.dialogs.person_card",
        "desktop_chat.qt.dialogs.portrait_dialog",
        "desktop_chat.qt.dialogs.profile_dialog",
        "desktop_chat.qt.dialogs.question",
        "desktop_chat.qt.dialogs.raw_console",
        "desktop_chat.qt.dialogs.record_dialog",
        "desktop_chat.qt.dialogs.room_ban_question",
        "desktop_chat.qt.dialogs.room_form",
        "desktop_chat.qt.dialogs.room_settings_dialog",
        "desktop_chat.qt.dialogs.text_question",
        "desktop_chat.qt.dialogs.text_timeline_dialog",
        "desktop_chat.qt.dialogs.tray_question",
        "desktop_chat.qt.dialogs.versions_dialog",
        "desktop_chat.qt.dialogs.why_dialog",
        "desktop_chat.qt.hosting.control_link",
        "desktop_chat.qt.hosting.invitations",
        "desktop_chat.qt.hosting.knock_desk",
        "desktop_chat.qt.hosting.other_port",
        "desktop_chat.qt.hosting.own_addresses",
        "desktop_chat.qt.hosting.server_process",
        "desktop_chat.qt.i18n.durations",
        "desktop_chat.qt.i18n.log_translation",
        "desktop_chat.qt.launcher.backup_actions",
        "desktop_chat.qt.launcher.backups_page",
        "desktop_chat.qt.launcher.chat_stop",
        "desktop_chat.qt.launcher.file_actions",
        "desktop_chat.qt.launcher.files_page",
        "desktop_chat.qt.launcher.hosted_room_actions",
        "desktop_chat.qt.launcher.link_actions",
        "desktop_chat.qt.launcher.links_page",
        "desktop_chat.qt.launcher.log_page",
        "desktop_chat.qt.launcher.people_actions",
        "desktop_chat.qt.launcher.people_page",
        "desktop_chat.qt.launcher.role_changes",
        "desktop_chat.qt.launcher.roles_page",
        "desktop_chat.qt.launcher.rooms_page",
        "desktop_chat.qt.launcher.setting_changes",
        "desktop_chat.qt.launcher.settings_page",
        "desktop_chat.qt.launcher.webhook_changes",
        "desktop_chat.qt.launcher.webhooks_page",
        "desktop_chat.qt.launcher.window",
        "desktop_chat.qt.models.jumps",
        "desktop_chat.qt.models.room_texts",
        "desktop_chat.qt.network.address_race",
        "desktop_chat.qt.network.file_loader",
        "desktop_chat.qt.network.file_preparation",
        "desktop_chat.qt.network.handshake",
        "desktop_chat.qt.network.link",
        "desktop_chat.qt.network.link_targets",
        "desktop_chat.qt.network.network",
        "desktop_chat.qt.network.network_editor",
        "desktop_chat.qt.network.network_files",
        "desktop_chat.qt.network.own_portrait",
        "desktop_chat.qt.network.password_proof",
        "desktop_chat.qt.network.picture_loader",
        "desktop_chat.qt.network.proxy_dial",
        "desktop_chat.qt.network.room",
        "desktop_chat.qt.network.server_trust",
        "desktop_chat.qt.network.traffic_log",
        "desktop_chat.qt.network.uploader",
        "desktop_chat.qt.settings.look_page",
        "desktop_chat.qt.settings.settings_context",
        "desktop_chat.qt.settings.settings_window",
        "desktop_chat.qt.theme.emoji_font",
        "desktop_chat.qt.timeline.context_menu",
        "desktop_chat.qt.timeline.copied_text",
        "desktop_chat.qt.timeline.file_box",
        "desktop_chat.qt.timeline.file_painting",
        "desktop_chat.qt.timeline.file_texts",
        "desktop_chat.qt.timeline.message_bar",
        "desktop_chat.qt.timeline.mode_texts",
        "desktop_chat.qt.timeline.preview_box",
        "desktop_chat.qt.timeline.preview_painting",
        "desktop_chat.qt.views.attaching",
        "desktop_chat.qt.views.attachment_actions",
        "desktop_chat.qt.views.busy_page",
        "desktop_chat.qt.views.chat_actions",
        "desktop_chat.qt.views.chat_window",
        "desktop_chat.qt.views.command_effects",
        "desktop_chat.qt.views.completer",
        "desktop_chat.qt.views.completion",
        "desktop_chat.qt.views.completion_popup",
        "desktop_chat.qt.views.day_jump",
        "desktop_chat.qt.views.edit_history",
        "desktop_chat.qt.views.emoji_picker",
        "desktop_chat.qt.views.entry_bar",
        "desktop_chat.qt.views.fault_bar",
        "desktop_chat.qt.views.first_guest_card",
        "desktop_chat.qt.views.found_list",
        "desktop_chat.qt.views.gap_bar",
        "desktop_chat.qt.views.invitation_card",
        "desktop_chat.qt.views.link_offer",
        "desktop_chat.qt.views.link_previews",
        "desktop_chat.qt.views.markup_actions",
        "desktop_chat.qt.views.markup_bar",
        "desktop_chat.qt.views.member_actions",
        "desktop_chat.qt.views.mentions_view",
        "desktop_chat.qt.views.menus",
        "desktop_chat.qt.views.message_actions",
        "desktop_chat.qt.views.network_forms",
        "desktop_chat.qt.views.newcomer_greeting",
        "desktop_chat.qt.views.own_actions",
        "desktop_chat.qt.views.person_questions",
        "desktop_chat.qt.views.picture_viewer",
        "desktop_chat.qt.views.pin_bar",
        "desktop_chat.qt.views.portraits",
        "desktop_chat.qt.views.presence_text",
        "desktop_chat.qt.views.reacting",
        "desktop_chat.qt.views.recent_chats",
        "desktop_chat.qt.views.record_actions",
        "desktop_chat.qt.views.reply_bar",
        "desktop_chat.qt.views.requests_page",
        "desktop_chat.qt.views.room_browser",
        "desktop_chat.qt.views.room_marks_menu",
        "desktop_chat.qt.views.room_settings_actions",
        "desktop_chat.qt.views.search_panel",
        "desktop_chat.qt.views.searching",
        "desktop_chat.qt.views.shortcuts",
        "desktop_chat.qt.views.shown_files",
        "desktop_chat.qt.views.silence_bar",
        "desktop_chat.qt.views.spell_checker",
        "desktop_chat.qt.views.spell_marks",
        "desktop_chat.qt.views.start_window",
        "desktop_chat.qt.views.switcher",
        "desktop_chat.qt.views.waiting_bar",
        "desktop_chat.qt.views.welcome_card",
        "desktop_chat.qt.views.word_offers",
        "desktop_chat.qt.widgets.announcement",
        "desktop_chat.qt.widgets.button_row",
        "desktop_chat.qt.widgets.kept_focus",
        "desktop_chat.qt.widgets.menu_key",
        "desktop_chat.qt.widgets.spoken_rows",
        "desktop_chat.qt.widgets.tab_order",
        "desktop_chat.qt.widgets.toast",
    }
)


_KNOWN = frozenset({"__spec__", "__class__"})
"""What importlib asks of each module in `sys.modules`."""


class LateModule(ModuleType):
    """Stands for a module of `LATE` in `sys.modules` until the first look at the content, which loads the module.

    `importlib.util.LazyLoader` looks for the file at the import; a start imports a hundred unused modules.
    """

    def __getattribute__(self, name: str) -> object:
        if name not in _KNOWN:
            _load(self)
        return ModuleType.__getattribute__(self, name)

    def __setattr__(self, name: str, value: object) -> None:
        if name not in _KNOWN:
            _load(self)
        ModuleType.__setattr__(self, name, value)


def _load(module: LateModule) -> None:
    """Find and execute a late module, and make it a module like others."""
    name: str = ModuleType.__getattribute__(module, "__name__")
    package, _, last_name = name.rpartition(".")
    parent = import_module(package)
    found = (finder.find_spec(name, parent.__path__, None) for finder in sys.meta_path)
    spec = next((spec for spec in found if spec is not None), None)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    made: ModuleType = module
    made.__class__ = ModuleType
    made.__spec__, made.__loader__, made.__package__ = spec, spec.loader, package
    if spec.has_location:
        made.__file__ = spec.origin
        vars(made)["__cached__"] = spec.cached
    setattr(parent, last_name, made)
    spec.loader.exec_module(made)


def begin_lazy_imports() -> None:
    """Delay the loading of `LATE` modules. May be called again.

    An import finds what stands in `sys.modules` at once, and asks no finder.
    """
    for name in LATE - sys.modules.keys():
        sys.modules[name] = LateModule(name)
    if not any(isinstance(finder, OwnFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, OwnFinder())


def import_plainly() -> None:
    """Restore Python's own import function, once QtCore is loaded.

    PySide6 replaces the function for `from __feature__ import ...` and then reads the source of each module: an eighth
    of the start. This program does not use `__feature__`.
    """
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original
