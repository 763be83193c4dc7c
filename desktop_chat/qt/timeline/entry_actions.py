"""EntryActions: a TimelineView with all that a person can do with its entries. Thread: GUI."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QWidget

from desktop_chat.client import quotes, shown_file
from desktop_chat.client.entry import SPOKEN, DeliveryState, Entry
from desktop_chat.client.reactions import reactions_of, shown_reaction
from desktop_chat.irc.capabilities import TAG_PICTURE
from desktop_chat.qt.timeline import context_menu, copied_text, file_box, message_bar, preview_box
from desktop_chat.qt.timeline.chips import cannot_react
from desktop_chat.qt.timeline.painting import RowHighlight
from desktop_chat.qt.timeline.row_layout import Action, RowLayout
from desktop_chat.qt.timeline.scene import Hit
from desktop_chat.qt.timeline.selection import Selection, Spot
from desktop_chat.qt.timeline.strings import code_copied, copy_cut, not_here, versions_unknown
from desktop_chat.qt.timeline.styled_text import PERSON_LINK
from desktop_chat.qt.timeline.view import TimelineView
from desktop_chat.qt.widgets.avatar import PortraitOf, no_portrait

_LINKS_IN_MENU = 5
_REMEDIABLE = (DeliveryState.FAILED, DeliveryState.UNSURE)


Allowed = Callable[[Entry], bool]


def _is_never_allowed(entry: Entry) -> bool:
    del entry
    return False


class EntryActions(TimelineView):
    """`may_reply`, `may_react`, `may_edit` and `may_delete` decide which actions an entry offers."""

    link_activated = Signal(str)  # a URL with one of styled_text.SCHEMES, or ROOM_LINK and a name
    retry_requested = Signal(object)  # an Entry whose state is FAILED or UNSURE
    reply_requested = Signal(object)  # Entry
    reaction_requested = Signal(object, str)  # Entry, a reaction to add or, if it is the person's, to take back
    picker_requested = Signal(object, object)  # Entry to react to, QRect on the screen beside which the picker opens
    edit_requested = Signal(object)  # Entry
    pin_requested = Signal(object)  # the Entry to pin, or to unpin
    versions_requested = Signal(object)  # the edited Entry whose earlier texts are to be shown
    delete_requested = Signal(object)  # Entry
    day_requested = Signal(object)  # the Entry below a day line that was clicked
    unread_requested = Signal(object)  # the Entry from which on the person wants to read again
    join_requested = Signal(str)  # the room of an invitation
    invite_requested = Signal(str)  # the nick of a person who asks to be let in
    nick_activated = Signal(str)
    forward_requested = Signal(object)  # the Entry to say in another room
    message_link_requested = Signal(object)  # the Entry to which a link is to be copied
    toast_requested = Signal(str)  # the sentence of the toast
    files_requested = Signal()  # a file or a portrait is painted, and `set_files` was not called yet
    preview_removal_requested = Signal(object)  # the Entry whose preview is to go
    file_requested = Signal(object, str)  # Entry, a FileAction for its file

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.portrait_of: PortraitOf = no_portrait
        self.may_reply: Allowed = _is_never_allowed
        self.reply_refusal: Callable[[Entry], str] = lambda entry: ""
        """Returns why the server takes no reply to an entry, or ""."""
        self.may_react: Allowed = _is_never_allowed
        self.react_refusal: Callable[[Entry], str] = lambda entry: cannot_react() if entry.is_settled else ""
        """Returns why nobody can react to an entry, or ""."""
        self.is_by_person: Allowed = lambda entry: bool(entry.nick)
        """Returns whether a person wrote an entry, not the server."""
        self.may_pin: Allowed = _is_never_allowed
        self.is_pinned: Allowed = _is_never_allowed
        self.pin_refusal: Callable[[Entry], str] = lambda entry: ""
        """Returns why a moderator cannot pin an entry, or ""."""
        self.has_versions: Allowed = _is_never_allowed
        """Returns whether earlier texts of an edited entry are known."""
        self.quick_reactions: Callable[[], Sequence[str]] = tuple
        """Returns the reactions that the menu offers."""
        self.may_edit: Allowed = _is_never_allowed
        self.edit_refusal: Callable[[Entry], str] = lambda entry: ""
        """Returns why the server cannot change an own entry, or ""."""
        self.may_delete: Allowed = _is_never_allowed
        self.delete_refusal: Callable[[Entry], str] = lambda entry: ""
        """Returns why the server cannot delete an own entry, or ""."""
        self.link_refusal: Callable[[Entry], str] | None = None
        """Returns why there can be no link to an entry, or ""; None in a timeline without such links."""
        self._files_asked = False
        self._current: int | None = None
        """The entry that the keyboard chose."""
        self._menu_entry: int | None = None
        """The id of the entry whose menu is open; people see which message the menu is about."""

    # The buttons over a message.

    @cached_property
    def message_bar(self) -> message_bar.MessageBar:
        """The buttons, made when they are first shown. Tab goes from the timeline to them, and then to the pill."""
        made = message_bar.MessageBar(self.viewport())
        made.left.connect(self.setFocus)
        made.focus_changed.connect(self.place_message_bar)
        for before, following in pairwise((self, *made.buttons, self._pill)):
            QWidget.setTabOrder(before, following)
        return made

    @property
    def _has_message_bar(self) -> bool:
        return "message_bar" in vars(self)

    @property
    def _is_bar_focused(self) -> bool:
        return self._has_message_bar and self.message_bar.has_focus

    @abstractmethod
    def place_message_bar(self) -> None:
        """Show the buttons over the chosen message, or hide them."""

    # Files.

    def set_files(self, files: file_box.FileLooks) -> None:
        """Set what knows the files of the entries. `repaint_files` and `repaint_file` tell of their changes."""
        self._scene.files = files
        self.viewport().update()

    def set_previews(self, previews: preview_box.PreviewLooks | None) -> None:
        """Set what knows the previews of links, None for no previews; or show them again after a change."""
        self._scene.layouts.previews = previews
        self.on_names_changed()

    def repaint_files(self) -> None:
        """Paint the files as they are now. No row changes its height."""
        self.viewport().update()

    def repaint_file(self, address: str) -> bool:
        """Paint the file of an address as it is now. Return False if it is not visible."""
        found = False
        for placed in self._scene.current_arrangement().placed:
            file = self._scene.layout_of(placed.index).file if placed.extent.height else None
            if file is not None and file.file.address == address:
                self.viewport().update(file.rect.translated(self._scene.body_rect(placed).topLeft()))
                found = True
        return found

    def _row_highlight(self, index: int, row: RowLayout) -> RowHighlight:
        highlight = super()._row_highlight(index, row)
        file = self._file_look(row) if row.file is not None else None
        portrait = self._portrait_of(row) if row.name_y >= 0 else None
        preview = self._scene.preview_look(row)
        if file is None and portrait is None and preview is None:
            return highlight
        return replace(highlight, file=file, portrait=portrait, preview=preview)

    def _file_look(self, row: RowLayout) -> file_box.FileLook:
        self._request_files()
        return self._scene.file_look(row)

    def _portrait_of(self, row: RowLayout) -> QPixmap | None:
        side = round(self._scene.geometry.avatar * self._scene.ratio)
        if TAG_PICTURE not in row.entry.tags:
            return self.portrait_of(row.entry.nick, side)
        self._request_files()
        return self._scene.files.portrait_of(row.entry, side) if self._scene.files is not None else None

    def _request_files(self) -> None:
        if self._scene.files is None and not self._files_asked:
            self._files_asked = True
            self.files_requested.emit()

    # The selection and the clipboard.

    @property
    def has_selection(self) -> bool:
        selection = self._scene.selection
        return selection is not None and not selection.is_empty

    def selected_text(self, with_names: bool = False) -> str:
        """Return the selected text of at most `ENTRIES_MAX` entries; "" without a selection."""
        return self._selected_text(with_names)[0]

    def _selected_text(self, with_names: bool) -> tuple[str, bool]:
        selection = self._scene.selection
        if selection is None or selection.is_empty:
            return "", True
        return copied_text.copied_text(selection, self.model.entry_at, self._scene.styled_text, with_names=with_names)

    def copy_selection(self, with_names: bool = False) -> None:
        """Copy the selected text to the clipboard. If the selection is over the limit, copy a part and show a toast."""
        text, whole = self._selected_text(with_names)
        if text:
            QGuiApplication.clipboard().setText(text)
        if not whole:
            self.toast_requested.emit(copy_cut(copied_text.ENTRIES_MAX))

    def select_all(self) -> None:
        self._scene.selection = self._scene.whole_selection()
        self.viewport().update()

    def clear_selection(self) -> None:
        self._scene.selection = None
        self.viewport().update()

    def on_hit_pressed(self, hit: Hit) -> None:
        entry = self.model.entry_at(hit.spot.entry)
        if hit.action is not None:
            self._do_action(hit.action, hit.spot, entry)
        elif hit.chip is not None:
            self._toggle_reaction(entry, hit.chip.reaction.text)
        elif hit.url:
            self.follow_link(hit.url)
        elif hit.part == "mark":
            self.versions_requested.emit(entry)
        elif hit.part == "name" and self.is_by_person(entry):
            self.nick_activated.emit(entry.nick)
        elif hit.part == "day":
            self.day_requested.emit(entry)
        elif hit.part == "quote":
            self.jump_to(entry.reply_to_msgid)

    def follow_link(self, url: str) -> None:
        """Open a link of an entry: of a person the menu of the person."""
        if url.startswith(PERSON_LINK):
            self.nick_activated.emit(url.removeprefix(PERSON_LINK))
        else:
            self.link_activated.emit(url)

    def _do_action(self, action: Action, spot: Spot, entry: Entry) -> None:
        if action == "retry":
            self.retry_requested.emit(entry)
        elif action == "remove":
            self.delete_requested.emit(entry)
        elif action == "join":
            self.join_requested.emit(entry.text)
        elif action == "let-in":
            self.invite_requested.emit(entry.nick)
        elif action == "reveal":
            self.reveal_spoilers(spot.entry)
        elif action == "copy-code":
            self._copy_code(spot)
        elif action == "more":
            self._scene.layouts.show_more_of(entry.id)
            self._arrange_now()
        else:
            self.file_requested.emit(entry, action)

    def _toggle_reaction(self, entry: Entry, text: str) -> None:
        if self.may_react(entry):
            self.reaction_requested.emit(entry, text)

    def _copy_code(self, spot: Spot) -> None:
        """Copy the code block at a Spot, as a whole."""
        row = self._scene.layout_of(spot.entry)
        box = row.code_box_of(spot.char)
        if box is not None:
            QGuiApplication.clipboard().setText(row.styled.text[box.start : box.end])
            self.toast_requested.emit(code_copied())

    def reveal_spoilers(self, index: int) -> None:
        """Show what the spoilers of an entry hide."""
        self._scene.revealed.add(self.model.entry_at(index).id)
        self._arrange_now()
        self.access.read_entry(index)

    def jump_to(self, msgid: str) -> None:
        """Scroll to the entry with the msgid; show a toast if it was never received."""
        wanted = self.model.find_by_msgid(msgid)
        if wanted is not None:
            self.model.expect_entry(wanted)
        if wanted is None or not self.scroll_to(wanted.id):
            self.toast_requested.emit(not_here())

    # The menu.

    def _open_menu(self, hit: Hit, at: QPoint, *, by_key: bool = False) -> None:
        menu = context_menu.entry_menu(self, self.menu_choices(hit, by_key=by_key))
        self._menu_entry = self.model.entry_at(hit.spot.entry).id
        self.viewport().update()
        menu.exec(self.viewport().mapToGlobal(at))
        self._menu_entry = None
        self.viewport().update()
        menu.deleteLater()

    def menu_choices(self, hit: Hit, *, by_key: bool = False) -> context_menu.Choices:
        """Return the actions of the context menu for a Hit. Without a selection, "Copy" copies the entry there.

        `by_key`: the keyboard opens the menu, which then offers all links of the entry.
        """
        entry = self.model.entry_at(hit.spot.entry)
        linkable = entry.kind in SPOKEN and self.link_refusal is not None
        refusal = self.link_refusal(entry) if linkable and self.link_refusal is not None else ""
        may_link = linkable and not refusal
        return context_menu.Choices(
            copy=lambda: self._copy_at(hit.spot, with_names=False),
            copy_with_names=lambda: self._copy_at(hit.spot, with_names=True),
            select_all=self.select_all,
            links=(hit.url,) if hit.url else self._links_of(hit.spot.entry) if by_key else (),
            open_link=self.follow_link,
            copy_quote=(lambda: self.copy_quote(hit.spot.entry)) if entry.kind in SPOKEN else None,
            copy_link=(lambda: self.message_link_requested.emit(entry)) if may_link else None,
            link_refusal=refusal,
            forward=(lambda: self.forward_requested.emit(entry)) if entry.kind in SPOKEN else None,
            reveal=self._reveal_choice(hit.spot.entry),
            copy_code=self._code_choice(hit.spot),
            remove_preview=self._preview_choice(hit.spot.entry),
            file=self._file_choice(entry),
            portrait=self._scene.files.portrait_loading(entry) if self._scene.files is not None else None,
            react=(lambda: self._open_picker(entry)) if self.may_react(entry) else None,
            react_reason="" if self.may_react(entry) else self.react_refusal(entry),
            reactions=tuple(self._reaction_choices(entry)),
            pin=(lambda: self.pin_requested.emit(entry)) if self.may_pin(entry) else None,
            is_pinned=self.is_pinned(entry),
            pin_refusal=self.pin_refusal(entry),
            versions=(lambda: self.versions_requested.emit(entry)) if self.has_versions(entry) else None,
            versions_refusal=versions_unknown() if entry.edited_at and not self.has_versions(entry) else "",
            retry=(lambda: self.retry_requested.emit(entry)) if entry.state in _REMEDIABLE else None,
            reply=(lambda: self.reply_requested.emit(entry)) if self.may_reply(entry) else None,
            reply_refusal=self.reply_refusal(entry),
            edit=(lambda: self.edit_requested.emit(entry)) if self.may_edit(entry) else None,
            edit_refusal=self.edit_refusal(entry),
            delete=(lambda: self.delete_requested.emit(entry)) if self.may_delete(entry) else None,
            delete_refusal=self.delete_refusal(entry),
            keep_unread=(lambda: self.unread_requested.emit(entry)) if entry.kind in SPOKEN and not entry.own else None,
            author=self.model.name_of(entry.nick),
            more=lambda: self._open_menu(hit, self.message_bar.geometry().bottomLeft(), by_key=True),
            open_author=self._author_choice(entry),
        )

    def _author_choice(self, entry: Entry) -> Callable[[], None] | None:
        """Return what opens the menu of another person who wrote an entry."""
        return None if entry.own or not self.is_by_person(entry) else partial(self.nick_activated.emit, entry.nick)

    def _file_choice(self, entry: Entry) -> context_menu.FileChoice | None:
        """Return what the menu offers for the file of an entry."""
        file, files = shown_file.find_file(entry), self._scene.files
        if file is None or files is None:
            return None
        rows = [(action, partial(self.file_requested.emit, entry, action)) for action in files.actions_of(entry, file)]
        return context_menu.FileChoice(file, tuple(rows))

    def _preview_choice(self, index: int) -> Callable[[], None] | None:
        """Return what takes away the preview of an entry, None without a preview."""
        row = self._scene.layout_of(index)
        return (lambda: self.preview_removal_requested.emit(row.entry)) if row.preview is not None else None

    def _links_of(self, index: int) -> tuple[str, ...]:
        links = (url for _, _, url in self._scene.layout_of(index).styled.links)
        return tuple(dict.fromkeys(links))[:_LINKS_IN_MENU]

    def copy_quote(self, index: int) -> None:
        """Copy the selected text as a quote, or without a selection the entry with its author."""
        entry, chosen = self.model.entry_at(index), self.selected_text()
        author = "" if chosen else self.model.name_of(entry.nick)
        styled = self._scene.styled_text(index)
        text = chosen or styled.copied(0, len(styled.text))
        QGuiApplication.clipboard().setText(quotes.quote_text(text, author))

    def _reaction_choices(self, entry: Entry) -> Iterator[context_menu.ReactionChoice]:
        """Yield the reactions to an entry, and then the person's usual ones."""
        own = {one.text: one.own for one in reactions_of(entry)}
        for text in dict.fromkeys((*own, *self.quick_reactions())):
            yield context_menu.ReactionChoice(
                shown_reaction(text), own.get(text, False), partial(self._toggle_reaction, entry, text)
            )

    def _open_picker(self, entry: Entry) -> None:
        shown = self._has_message_bar and self.message_bar.isVisible()
        beside = self.message_bar.geometry() if shown else QRect(self._current_point(), QSize(1, 1))
        self.picker_requested.emit(entry, QRect(self.viewport().mapToGlobal(beside.topLeft()), beside.size()))

    def _reveal_choice(self, index: int) -> Callable[[], None] | None:
        return (lambda: self.reveal_spoilers(index)) if self._scene.layout_of(index).styled.hidden else None

    def _code_choice(self, spot: Spot) -> Callable[[], None] | None:
        """Return the action for the code at a Spot, or for the only code of the entry."""
        boxes = self._scene.layout_of(spot.entry).code_boxes
        box = self._scene.layout_of(spot.entry).code_box_of(spot.char) or (boxes[0] if len(boxes) == 1 else None)
        return None if box is None else lambda: self._copy_code(Spot(spot.entry, box.start))

    def _copy_at(self, spot: Spot, *, with_names: bool) -> None:
        if not self.has_selection:
            length = len(self._scene.shown_text(spot.entry))
            if not length:  # a file without a caption has nothing that could be selected
                QGuiApplication.clipboard().setText(self._scene.styled_text(spot.entry).copied(0, 0))
                return
            self._scene.selection = Selection(Spot(spot.entry, 0), Spot(spot.entry, length))
            self.viewport().update()
        self.copy_selection(with_names)

    def _current_point(self) -> QPoint:
        """Return a point on the text of the entry that the keyboard chose, or of the lowest visible entry."""
        placed = self._scene.current_arrangement().placed
        chosen = next((p for p in placed if p.index == self._current), placed[-1] if placed else None)
        if chosen is None:
            return QPoint()
        body = self._scene.body_rect(chosen)
        return QPoint(body.center().x(), min(max(body.y() + 4, 4), self.viewport().height() - 4))
