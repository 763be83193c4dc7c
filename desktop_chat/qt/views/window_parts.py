"""WindowParts: the parts of a chat window after the first frame, or from an earlier first use on. GUI thread.

The first frame shows the sidebar, the room and the people. Properties make the acting parts at the first use, and
`complete_parts` makes all parts for connections and keys.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from functools import cached_property

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPixmap
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_chat.client.entry import Entry
from desktop_chat.irc.metadata_keys import AVATAR
from desktop_chat.qt.models import jumps
from desktop_chat.qt.models.rooms import RoomsModel
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views import (
    attaching,
    attachment_actions,
    chat_actions,
    command_effects,
    edit_history,
    link_previews,
    member_actions,
    message_actions,
    own_actions,
    portraits,
    reacting,
    requests_page,
    search_panel,
    searching,
    shortcuts,
    shown_files,
    switcher,
)
from desktop_chat.qt.views.members_panel import MembersPanel
from desktop_chat.qt.views.pane_layout import PaneLayout
from desktop_chat.qt.views.room_pane import RoomPane
from desktop_chat.qt.views.sidebar import Sidebar
from desktop_chat.qt.widgets import kept_focus, menu_key, toast

Do = Callable[[], None]
_COMPLETE = ("messages", "reacting", "attaching", "edit_history", "kept_focus", "shortcuts")


class WindowParts(QWidget):
    """The part of a ChatWindow behind the first frame. Wishes about the whole program are emitted."""

    new_chat_requested = Signal()
    host_requested = Signal()  # open the launcher
    restart_requested = Signal()  # start the chat of this computer again
    settings_requested = Signal()
    shortcuts_requested = Signal()  # show the shortcuts
    about_requested = Signal()
    guide_requested = Signal()
    quit_requested = Signal()
    link_followed = Signal(str)  # an irc or ircs link
    completed = Signal()  # what the first frame does not show is there
    closing = Signal(QCloseEvent)  # the receiver may ignore the event

    controller: Controller
    rooms: RoomsModel
    pane: RoomPane
    people: MembersPanel
    sidebar: Sidebar
    places: PaneLayout
    _centre: QStackedWidget

    @abstractmethod
    def show_room(self, network: Network, room: Room) -> None:
        """Show an open room."""

    @abstractmethod
    def show_name(self, network: Network, name: str) -> None:
        """Show the room of the name as soon as it exists."""

    @abstractmethod
    def show_requests(self, network: Network) -> None:
        """Show the message requests of a server."""

    @abstractmethod
    def search_for(self, words: str) -> None:
        """Search the shown room for the words."""

    def search_room(self, network: Network, room: Room, words: str) -> None:
        """Search a room for the words, with the room beside the results."""
        self.show_room(network, room)
        self.search.everywhere_switch.setChecked(False)
        self.search_for(words)

    @abstractmethod
    def on_rooms_wanted(self) -> None: ...

    @abstractmethod
    def on_search_closed(self) -> None: ...

    @abstractmethod
    def _acts_by_shortcut(self) -> Mapping[str, Do]:
        """Return the act of each shortcut by its name."""

    # After the first frame

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make the shortcuts before the first key is looked up, if that comes before the end of the first frame."""
        if event.type() == QEvent.Type.ShortcutOverride:
            self.complete_parts()
        return False

    def complete_parts(self) -> None:
        """Make the listeners to servers, the offers of timeline and composer, and the shortcuts. Idempotent."""
        if self.is_complete:
            return
        self.removeEventFilter(self)
        self.pane.writing.complete_parts()
        self._show_portraits()
        self.on_previews_changed()
        self.controller.previews_changed.connect(self.on_previews_changed)
        self.pane.timeline.preview_removal_requested.connect(lambda entry: self.on_preview_removal_wanted(entry))
        for name in _COMPLETE:
            getattr(self, name)  # makes the part
        for part in (self.member_acts, self.effects, self.own_acts):
            for network in self.controller.networks:
                part.connect_network(network)
        self.completed.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move the focus by Tab. Qt also asks for it once the widget with the focus is hidden or disabled: then the
        person goes on writing."""
        if self.pane.isVisible() and kept_focus.is_focus_out():
            self.pane.take_focus()
            return True
        return super().focusNextPrevChild(forward)

    def keep_shown_room(self) -> None:
        """Keep the room on screen for the next run."""
        network, room, settings = self.pane.network, self.pane.room, self.controller.settings
        shown = (network.network, room.key) if network is not None and room is not None else ()
        if settings.preferences.shown_room != shown:
            settings.change_fields(shown_room=shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the search by an Escape that no part has used, or lead back to the message field."""
        if menu_key.open_menu_by_key(event):
            return
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.places.searching:
            self.on_search_closed()
        elif self.pane.isVisible():
            self.pane.take_focus()

    @property
    def is_complete(self) -> bool:
        return self.was_made("shortcuts")

    def was_made(self, name: str) -> bool:
        """Return True if the part of the name exists. To look at the part itself would make it."""
        return name in vars(self)

    def connect_header(self) -> None:
        """Make a part at the first wish of the header for the part."""
        header = self.pane.header
        header.invite_requested.connect(lambda: self.acts.show_invitation())
        header.settings_requested.connect(lambda: self.acts.open_room_settings())
        header.record_requested.connect(lambda: self.acts.open_record())
        header.person_requested.connect(self.on_person_wanted)

    def on_person_wanted(self) -> None:
        """Show who the person of the direct messages on screen is."""
        network, room = self.pane.network, self.pane.room
        if network is not None and room is not None:
            self.member_acts.open_card(network, room, room.name)

    def connect_parts(self, network: Network) -> None:
        """Let the parts hear a server that was added."""
        if self.is_complete:
            for part in (self.member_acts, self.effects, self.own_acts):
                part.connect_network(network)

    def say(self, text: str, action: str = "", do: Do | None = None) -> None:
        """Show a toast, perhaps with an action."""
        self.toast.show_toast(text, action=action, do=do)

    def renew_shortcuts(self) -> None:
        """Use the present keys of the settings."""
        if self.is_complete:
            self.shortcuts.renew_keys()

    # The parts

    @cached_property
    def toast(self) -> toast.Toast:
        made = toast.Toast(self)
        made.stand_above(self.pane.composer)
        return made

    @cached_property
    def acts(self) -> chat_actions.ChatActions:
        made = chat_actions.ChatActions(self, self.controller, self.pane, self.show_name)
        made.new_chat_requested.connect(self.new_chat_requested)
        made.host_requested.connect(self.host_requested)
        made.settings_requested.connect(self.settings_requested)
        made.about_requested.connect(self.about_requested)
        made.guide_requested.connect(self.guide_requested)
        made.quit_requested.connect(self.quit_requested)
        made.requests_wanted.connect(self.show_requests)
        made.step_requested.connect(self.rooms.step_room)
        made.toast_requested.connect(self.say)
        made.search_requested.connect(self.search_room)
        made.person_requested.connect(lambda network, room: self.member_acts.open_card(network, room, room.name))
        return made

    @cached_property
    def own_acts(self) -> own_actions.OwnActions:
        made = own_actions.OwnActions(self, self.controller, self.acts.ask_name_for)
        made.toast_requested.connect(self.say)
        return made

    @cached_property
    def member_acts(self) -> member_actions.MemberActions:
        made = member_actions.MemberActions(self, self.controller, self.pane, self.acts.message_on)
        made.portrait_of = self.portrait_of
        return made

    @cached_property
    def portraits(self) -> portraits.Portraits:
        made = portraits.Portraits(self.controller, self)
        made.changed.connect(self.on_portraits_changed)
        return made

    def portrait_of(self, network: Network | None, nick: str, side: int) -> QPixmap | None:
        """Return the picture of a person at a server, if it is here. Painting calls it."""
        if network is None or AVATAR not in network.profile_of(nick):
            return None
        return self.portraits.picture_of(network, nick, side)

    def _show_portraits(self) -> None:
        """Let the parts of the window paint the pictures of people."""

        def portrait_here(nick: str, side: int) -> QPixmap | None:
            return self.portrait_of(self.pane.network, nick, side)

        self.pane.timeline.portrait_of = self.pane.header.avatar.portrait_of = portrait_here
        self.people.delegate.portrait_of = self.sidebar.avatar.portrait_of = portrait_here
        self.sidebar.view.delegate.portrait_of = self.portrait_of
        self.pane.composer.completer.portrait_of = portrait_here
        self.on_portraits_changed()

    @cached_property
    def previews(self) -> link_previews.LinkPreviews:
        made = link_previews.LinkPreviews(self.pane, self)
        made.changed.connect(self.pane.timeline.repaint_files)
        return made

    def on_previews_changed(self) -> None:
        """Show previews of links, or no more."""
        is_on = self.controller.settings.preferences.link_previews
        if is_on or self.was_made("previews"):
            self.pane.timeline.set_previews(self.previews if is_on else None)

    def on_preview_removal_wanted(self, entry: Entry) -> None:
        self.previews.remove_preview(entry)
        self.on_previews_changed()

    def on_portraits_changed(self) -> None:
        """Paint the people again."""
        self.pane.timeline.repaint_files()
        self.people.view.viewport().update()
        self.sidebar.view.viewport().update()
        self.sidebar.avatar.update()
        self.pane.header.avatar.update()
        self.pane.composer.completer.repaint_people()
        self.member_acts.refresh_portrait()

    @cached_property
    def messages(self) -> message_actions.MessageActions:
        made = message_actions.MessageActions(self, self.controller, self.pane, self.rooms)
        made.link_followed.connect(self.link_followed)
        made.room_requested.connect(self.show_room)
        made.channel_requested.connect(self.acts.join_room)
        made.toast_requested.connect(self.say)
        return made

    @cached_property
    def kept_focus(self) -> kept_focus.KeptFocus:
        return kept_focus.KeptFocus(self, self.pane.take_focus)

    @cached_property
    def attaching(self) -> attaching.Attaching:
        made = attaching.Attaching(self, self.controller, self.pane)
        made.toast_requested.connect(self.say)
        return made

    @cached_property
    def edit_history(self) -> edit_history.EditHistory:
        made = edit_history.EditHistory(self, self.pane)
        made.toast_requested.connect(self.say)
        return made

    @cached_property
    def reacting(self) -> reacting.Reacting:
        return reacting.Reacting(self, self.pane, self.controller.settings)

    @cached_property
    def attachment_actions(self) -> attachment_actions.AttachmentActions:
        """The files of the timeline, made when the first one is painted."""
        controller = self.controller
        files = shown_files.ShownFiles(self.pane, controller.file_loader, self)
        made = attachment_actions.AttachmentActions(self, self.pane, files, controller.file_loader.cache.opened)
        made.toast_requested.connect(self.say)
        return made

    @cached_property
    def effects(self) -> command_effects.CommandEffects:
        doors = self.link_followed.emit, self.search_for, self.acts.browse_rooms_of, self.quit_requested.emit
        return command_effects.CommandEffects(self, self.pane, *doors)

    @cached_property
    def shortcuts(self) -> shortcuts.WindowShortcuts:
        return shortcuts.WindowShortcuts(self, self._acts_by_shortcut(), self.controller.settings)

    @cached_property
    def requests(self) -> requests_page.RequestsPage:
        made = requests_page.RequestsPage(self.rooms)
        made.accepted.connect(self.show_room)
        made.rooms_wanted.connect(self.on_rooms_wanted)
        self._centre.addWidget(made)
        return made

    @cached_property
    def searching(self) -> searching.Searching:
        made = searching.Searching(self.controller, self.pane, self.messages, self)
        made.toast_requested.connect(self.say)
        made.panel.closed.connect(self.on_search_closed)
        made.panel.chosen.connect(self.on_found_chosen)
        self.places.add_search(made.panel)
        return made

    def on_jump_wanted(self) -> None:
        """Open the quick switcher over all rooms and the people of this room."""
        found = jumps.find_jumps(self.rooms.ordered_rooms(), self.pane.network, self.pane.room)
        choice = switcher.Switcher(found, self)
        choice.chosen.connect(self.on_jump_chosen)
        choice.show()

    def on_jump_chosen(self, jump: jumps.Jump) -> None:
        if jump.room is not None:
            self.show_room(jump.network, jump.room)
        else:
            self.acts.message_on(jump.network, jump.name)

    def on_found_chosen(self) -> None:
        """Close a search that lies over the room: the person wants to see the message."""
        if self.places.is_narrow:
            self.on_search_closed()

    @property
    def search(self) -> search_panel.SearchPanel:
        return self.searching.panel
