"""ChatActions: the menus and questions of a chat window, and their effects. GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import ParamSpec

from PySide6.QtCore import QObject, QPoint, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop_chat.client.entry import Entry
from desktop_chat.client.room_plan import RoomPlan
from desktop_chat.irc.names import nick_from_person
from desktop_chat.qt.dialogs import (
    delete_question,
    export_dialog,
    flood_question,
    paste_question,
    room_form,
    text_question,
    text_timeline_dialog,
)
from desktop_chat.qt.models import room_texts
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views import (
    menus,
    person_questions,
    record_actions,
    room_browser,
    room_marks_menu,
    room_settings_actions,
)
from desktop_chat.qt.views.network_forms import NetworkForms
from desktop_chat.qt.views.room_pane import RoomPane
from desktop_chat.qt.views.shortcuts import keys_text
from desktop_chat.qt.views.sidebar import popup_below

ShowName = Callable[[Network, str], None]
P = ParamSpec("P")
_MOST_GROUP = 60
"""Characters of the name of a group."""


class ChatActions(QObject):
    """Acts on the pane's room."""

    new_chat_requested = Signal()
    requests_wanted = Signal(object)  # Network
    step_requested = Signal(object, object, int)  # Network, Room, 1 to move it down in the sidebar, -1 up
    person_requested = Signal(object, object)  # Network, Room: direct messages, whose person is to be shown
    search_requested = Signal(object, object, str)  # Network, Room, the words to search for in the room
    host_requested = Signal()
    settings_requested = Signal()
    about_requested = Signal()
    guide_requested = Signal()
    quit_requested = Signal()
    toast_requested = Signal(str, str, object)  # a sentence, the text of its action, and the action

    def __init__(self, window: QWidget, controller: Controller, pane: RoomPane, show_name: ShowName) -> None:
        """`show_name` shows a room as soon as it exists."""
        super().__init__(window)
        self._window = window
        self._controller = controller
        self._pane = pane
        self._show_name = show_name
        self.network_forms = NetworkForms(controller, self)
        self.network_forms.connected.connect(lambda network: self._show_name(network, ""))

    @cached_property
    def _room_settings(self) -> room_settings_actions.RoomSettingsActions:
        return room_settings_actions.RoomSettingsActions(self._window, self._controller)

    @cached_property
    def _person_questions(self) -> person_questions.PersonQuestions:
        return person_questions.PersonQuestions(self._window, self._controller, self.message_on)

    @cached_property
    def record(self) -> record_actions.RecordActions:
        """Shows for how long messages are kept."""
        return record_actions.RecordActions(
            self._window, self._controller, self._show_export, self._pane.header.record_text
        )

    # Menus

    def _keys(self, shortcut: str) -> str:
        """Return the keys of a shortcut, for a menu."""
        return keys_text(shortcut, self._controller.settings.preferences.shortcuts)

    def _host_caption(self) -> str:
        """Return the caption of the action that opens the launcher."""
        is_hosting = self._controller.hosting.is_active
        return self.tr("Manage your chat…") if is_hosting else self.tr("Host a chat…")

    def open_app_menu(self, at: QWidget) -> None:
        menu = menus.new_menu(self._window)
        menus.add_action(menu, "message", self.tr("New chat…"), self.new_chat_requested.emit, self._keys("new_chat"))
        menus.add_action(menu, "server", self._host_caption(), self.host_requested.emit)
        menu.addSeparator()
        if self._pane.room is not None:
            keys = self._keys("messages_as_text")
            menus.add_action(menu, "log", self.tr("Messages as text…"), self.show_messages_as_text, keys)
        menus.add_action(menu, "settings", self.tr("Settings…"), self.settings_requested.emit, self._keys("settings"))
        menus.add_action(menu, "help", self.tr("Guide"), self.guide_requested.emit, "F1")
        menus.add_action(menu, "info", self.tr("About Desktop Chat"), self.about_requested.emit)
        menu.addSeparator()
        menus.add_action(menu, "door-exit", self.tr("Quit"), self.quit_requested.emit, self._keys("quit"))
        popup_below(at, menu)

    def show_messages_as_text(self) -> None:
        """Show the newest messages of the room for reading with a caret."""
        network, room = self._pane.network, self._pane.room
        if network is not None and room is not None:
            name = room_texts.name_in_sentence(network, room)
            text_timeline_dialog.TextTimelineDialog(name, self._pane.timeline.model, self._window).open()

    def open_add_menu(self, at: QWidget) -> None:
        menu = menus.new_menu(self._window)
        if self._pane.network is not None:
            keys = self._keys("browse_rooms")
            menus.add_action(menu, "search", self.tr("Browse rooms…"), self.browse_rooms, keys)
            menus.add_action(menu, "hash", self.tr("Join a room…"), self.ask_room, self._keys("join_room"))
            menus.add_action(menu, "plus", self.tr("New room…"), self.ask_new_room)
            menus.add_action(menu, "at", self.tr("Message somebody…"), self.ask_whom)
            menu.addSeparator()
        menus.add_action(
            menu, "message", self.tr("Join another chat…"), self.new_chat_requested.emit, self._keys("new_chat")
        )
        menus.add_action(
            menu, "globe", self.tr("Add an IRC network…"), lambda: self.network_forms.open_new(self._window)
        )
        menus.add_action(menu, "server", self._host_caption(), self.host_requested.emit)
        popup_below(at, menu)

    def _while_open(self, network: Network, act: Callable[P, None]) -> Callable[P, None]:
        """Wrap an action so that it does nothing if the chat was left while a menu or a question was open."""

        def do(*args: P.args, **kwargs: P.kwargs) -> None:
            if network in self._controller.networks:
                act(*args, **kwargs)

        return do

    def open_room_menu(self, network: Network, room: Room, at: QPoint) -> None:
        on = partial(self._while_open, network)
        acts = menus.RoomActs(
            read=on(lambda: network.mark_read(room)),
            read_all=on(network.mark_all_read),
            find=self._while_open(network, lambda words: self.search_requested.emit(network, room, words)),
            unread=on(lambda: self._keep_unread(network, room)),
            accept=on(lambda: network.join_channel(room.name)),
            place=room_marks_menu.PlaceActs(
                self._while_open(network, room.set_marks),
                self._while_open(network, lambda step: self.step_requested.emit(network, room, step)),
                on(lambda: self._ask_group(network, room)),
            ),
            leave=on(lambda: network.leave_room(room)),
            browse=on(lambda: self.browse_rooms_of(network)),
            join=on(lambda: self._ask_room(network)),
            connect=on(network.connect_now),
            disconnect=on(network.disconnect_now),
            rename=on(lambda: self.ask_name_for(network)),
            password=on(lambda: self._ask_password(network)),
            settings=on(lambda: self._room_settings.open_settings(network, room)),
            record=on(lambda: self.record.open_record(network, room)),
            export=on(lambda: self._ask_export(network, room)),
            console=on(lambda: self.network_forms.open_console(network, self._window)),
            setup=on(lambda: self.network_forms.open_saved(network.network, self._window)),
            remove=on(lambda: self._controller.remove_network(network)),
            whois=on(lambda: self.person_requested.emit(network, room)),
            block=on(lambda: network.block(room)),
            requests=on(lambda: self.requests_wanted.emit(network)),
        )
        menus.room_menu(self._window, network, room, acts, self._keys("leave_room")).popup(at)

    def open_record(self) -> None:
        """Show what is kept of the shown room."""
        network, room = self._pane.network, self._pane.room
        if network is not None and room is not None:
            self.record.open_record(network, room)

    def open_room_settings(self) -> None:
        """Show the settings of the shown channel."""
        network, room = self._pane.network, self._pane.room
        if network is not None and room is not None:
            self._room_settings.open_settings(network, room)

    def _ask_group(self, network: Network, room: Room) -> None:
        question = text_question.TextQuestion(
            "folder",
            self.tr("New group"),
            self.tr("Groups are for you alone, to order the list of rooms."),
            self.tr("Name of the group"),
            self.tr("Make the group"),
            self._window,
        )
        question.answered.connect(
            self._while_open(
                network, lambda name: room.set_marks(replace(room.marks, group=name[:_MOST_GROUP], position=0))
            )
        )
        question.open()

    # Questions

    def _ask_export(self, network: Network, room: Room) -> None:
        export_dialog.ExportDialog(
            self._controller.archive, room, network.display_name, self._show_export, self._window
        ).open()

    def _show_export(self, path: Path) -> None:
        folder = QUrl.fromLocalFile(str(path.parent))
        self.toast_requested.emit(
            self.tr("Saved as {0}").format(path.name),
            self.tr("Show folder"),
            lambda: QDesktopServices.openUrl(folder),
        )

    def _keep_unread(self, network: Network, room: Room) -> None:
        """Mark the newest message of a room as unread, in the shown room until the person comes back."""
        entry = room.newest_countable()
        if entry is not None and room is self._pane.room:
            self._pane.reading.keep_unread(entry)
        elif entry is not None:
            network.mark_unread(room, entry)

    def ask_name(self) -> None:
        if self._pane.network is not None:
            self.ask_name_for(self._pane.network)

    def ask_name_if_open(self, network: Network) -> None:
        """Ask for another name, for an old toast: the chat may have been left since."""
        if network in self._controller.networks:
            self.ask_name_for(network)

    def ask_name_for(self, network: Network) -> None:
        question = text_question.TextQuestion(
            "user",
            self.tr("Change your name here"),
            self.tr("On {0}, from now on. Spaces are replaced by _.").format(network.display_name),
            self.tr("Name"),
            self.tr("Change"),
            self._window,
            start=network.nick,
        )
        question.answered.connect(self._while_open(network, lambda name: network.set_nick(nick_from_person(name))))
        question.open()

    def ask_password(self) -> None:
        """Ask for the server's password."""
        if self._pane.network is not None:
            self._ask_password(self._pane.network)

    def _ask_password(self, network: Network) -> None:
        question = text_question.TextQuestion(
            "lock",
            self.tr("Password of {0}").format(network.display_name),
            self.tr("It is saved for next time. A bouncer needs NAME:PASSWORD or NAME/NETWORK:PASSWORD."),
            self.tr("Password"),
            self.tr("Connect"),
            self._window,
            secret=True,
        )
        question.answered.connect(self._while_open(network, network.give_password))
        question.open()

    def ask_room(self) -> None:
        if self._pane.network is not None:
            self._ask_room(self._pane.network)

    def _ask_room(self, network: Network) -> None:
        question = text_question.TextQuestion(
            "hash",
            self.tr("Join a room"),
            self.tr("On {0}. The room is created if it does not exist.").format(network.display_name),
            self.tr("Name of the room"),
            self.tr("Join"),
            self._window,
            check=self._room_fault,
        )
        question.answered.connect(self._while_open(network, lambda name: self.join_room(network, name)))
        question.open()

    def _room_fault(self, name: str) -> str:
        return self.tr("The name of a room has no commas.") if set(name) & set(",\x07") else ""

    def join_room(self, network: Network, name: str) -> None:
        """Enter a room and show it. A room that was entered already is only shown."""
        name = network.session.channel_name(name)
        self._show_name(network, name)
        network.join_channel(name)

    def browse_rooms(self) -> None:
        if self._pane.network is not None:
            self.browse_rooms_of(self._pane.network)

    def browse_rooms_of(self, network: Network, words: str = "") -> None:
        """Show the rooms of a server. `words`: conditions, as in /list."""
        browser = room_browser.RoomBrowser(network, words, self._window)
        browser.room_chosen.connect(self._while_open(network, lambda name: self.join_room(network, name)))
        browser.new_room_requested.connect(self._while_open(network, lambda: self._ask_new_room(network)))
        self._controller.network_about_to_go.connect(browser.on_network_about_to_go)
        browser.open()

    def ask_new_room(self) -> None:
        """Make a room by a form."""
        if self._pane.network is not None:
            self._ask_new_room(self._pane.network)

    def _ask_new_room(self, network: Network) -> None:
        session = network.session
        form = room_form.RoomForm(network.display_name, session.isupport, session.channel_name, self._window)
        form.answered.connect(self._while_open(network, lambda plan: self._make_room(network, plan)))
        form.open()

    def _make_room(self, network: Network, plan: RoomPlan) -> None:
        self._show_name(network, plan.name)
        network.make_room(plan)

    def ask_whom(self) -> None:
        if self._pane.network is not None:
            self._person_questions.ask_whom(self._pane.network)

    def open_direct_messages(self, nick: str) -> None:
        """Open direct messages with a person."""
        if self._pane.network is not None:
            self.message_on(self._pane.network, nick)

    def message_on(self, network: Network, nick: str) -> None:
        """Open direct messages with a person of another server than the shown one."""
        if network in self._controller.networks:
            self._show_name(network, nick)
            network.open_direct_messages(nick)

    def ask_flood(self, text: str, lines: int) -> None:
        network, room = self._pane.network, self._pane.room
        if network is None or room is None:
            return
        question = flood_question.FloodQuestion(lines, self._window)
        question.agreed.connect(lambda: self._send_or_keep(network, room, text))
        question.open()

    def ask_paste(self, text: str) -> bool:
        """Show a long text before it is inserted into the composer. Return True: it is not to be inserted yet."""
        room = self._pane.room
        question = paste_question.PasteQuestion(text, self._window)
        question.answered.connect(
            lambda answer: self._pane.composer.insert_paste(answer) if room is self._pane.room else None
        )
        question.open()
        return True

    def _send_or_keep(self, network: Network, room: Room, text: str) -> None:
        """Send a confirmed text to its room, or keep it as the draft of a room left meanwhile."""
        if network in self._controller.networks and network.rooms.get(room.key) is room:
            self._pane.writing.send_confirmed(network, room, text)

    def ask_delete(self, entry: Entry) -> None:
        """Delete an entry after a confirmation."""
        network, room = self._pane.network, self._pane.room
        if network is None or room is None or not network.session.can_delete(room.key, entry):
            return
        if entry.is_undelivered:
            network.delete_entry(room, room.current_entry(entry))
            return
        question = delete_question.DeleteQuestion(entry, self._window, network.name_of)
        question.agreed.connect(
            self._while_open(network, lambda: network.delete_entry(room, room.current_entry(entry)))
        )
        question.open()

    def show_invitation(self) -> None:
        """Show the link to this room."""
        network, room = self._pane.network, self._pane.room
        if network is not None and room is not None:
            self._person_questions.show_invitation(network, room)
