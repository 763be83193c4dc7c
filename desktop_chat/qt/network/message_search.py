"""MessageSearch: one search at a time, in the archive and on the servers, with joined results. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_chat.client.archive import Archive
from desktop_chat.client.archive_records import SearchResult
from desktop_chat.client.archive_search import SearchScope, first_moment
from desktop_chat.client.events import SearchAnswered
from desktop_chat.client.search_filters import SearchFilters, name_authors, parse_filters
from desktop_chat.client.search_results import is_wanted, join_results
from desktop_chat.client.server_search import SearchQuestion
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.value_class import value

MOST_RESULTS = 200
SERVER_PAUSE_MS = 350
"""Servers are asked after this pause in typing."""
PATIENCE_MS = 15_000
"""Servers that have not answered by then are not waited for."""


@value
class SearchState:
    """The results of a search so far. `complete`: nothing more will come. `reason`: why a server could not search."""

    filters: SearchFilters
    results: tuple[SearchResult, ...] = ()
    complete: bool = True
    reason: str = ""


class MessageSearch(QObject):
    """A new search replaces the one before."""

    progressed = Signal(object)  # SearchState
    _archive_answered = Signal(int, object)  # from the archive's search thread: number, results

    def __init__(self, archive: Archive, networks: Callable[[], Sequence[Network]], parent: QObject | None = None):
        super().__init__(parent)
        self._archive = archive
        self._networks = networks
        self._number = 0
        self._filters = SearchFilters()
        self._scope: tuple[Network | None, Room | None] = (None, None)
        self._archived: Sequence[SearchResult] | None = None
        self._told: list[SearchResult] = []
        self._asked: list[Network] = []
        """Networks that were asked and have not answered."""
        self._reason = ""
        self._pause = QTimer(self, singleShot=True, interval=SERVER_PAUSE_MS)
        self._pause.timeout.connect(self.ask_servers)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.on_patience_ended)
        self._archive_answered.connect(self.on_archive_answered, Qt.ConnectionType.QueuedConnection)

    def start_search(
        self, typed: str, network: Network | None, room: Room | None, people: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Search what a person typed, in a room, in a network, or everywhere (None). `people`: nicks and written names
        that the filter for authors may mean."""
        self._number += 1
        number = self._number
        self._pause.stop()
        self._patience.stop()
        self._filters = filters = name_authors(parse_filters(typed, date.today()), people)
        self._archived, self._told, self._reason = None, [], ""
        self._forget_asked()
        if filters.is_empty:
            self.progressed.emit(SearchState(filters))
            return
        if filters.rooms:
            room = None
        self._scope = network, room
        scope = SearchScope(
            network=network.network if network is not None else "",
            room=room.key if room is not None else "",
            limit=MOST_RESULTS,
        )
        self._archive.search_entries(filters, scope, lambda found: self._archive_answered.emit(number, found))
        if self._able():
            self._pause.start()

    def _able(self) -> list[Network]:
        """Return the networks of this search whose servers can search."""
        network, room = self._scope
        if room is not None and room.kind == "server":
            return []
        chosen = self._networks() if network is None else [network]
        return [one for one in chosen if one.session.can_search]

    def ask_servers(self) -> None:
        """Ask the servers now."""
        self._pause.stop()
        filters, room = self._filters, self._scope[1]
        words = filters.words
        if filters.has_link or filters.has_file:
            words = f"{words.strip()} http"
        name = room.name if room is not None else filters.rooms[0] if len(filters.rooms) == 1 else ""
        for network in self._able():
            where = network.session.channel_name(name) if room is None and self._is_channel(network, name) else name
            self._asked.append(network)
            network.search_answered.connect(self.on_server_answered)
            network.destroyed.connect(self.on_network_destroyed)
            network.search_history(
                SearchQuestion(
                    self._number,
                    words=words,
                    room=where,
                    author=filters.authors[0] if len(filters.authors) == 1 else "",
                    since=first_moment(filters.since) if filters.since is not None else None,
                    before=first_moment(filters.before) if filters.before is not None else None,
                )
            )
        self._patience.start()
        self._report()

    @staticmethod
    def _is_channel(network: Network, name: str) -> bool:
        """Return True if a room of a filter is no person with whom we have direct messages."""
        return bool(name) and network.session.key_of(name) not in network.rooms

    def on_archive_answered(self, number: int, found: Sequence[SearchResult]) -> None:
        if number == self._number:
            self._archived = found
            self._report()

    def on_server_answered(self, answer: SearchAnswered) -> None:
        network = self.sender()
        if answer.number != self._number or not isinstance(network, Network) or network not in self._asked:
            return
        self._forget_network(network)
        told = (SearchResult(network.network, room, entry) for room, entry in answer.found)
        self._told += [one for one in told if is_wanted(one, self._filters)]
        self._reason = translate_text(answer.reason) or self._reason
        self._report()

    def on_network_destroyed(self) -> None:
        self._asked = [network for network in self._asked if network in self._networks()]
        self._report()

    def on_patience_ended(self) -> None:
        self._forget_asked()
        self._report()

    def _forget_asked(self) -> None:
        for network in list(self._asked):
            self._forget_network(network)

    def _forget_network(self, network: Network) -> None:
        self._asked.remove(network)
        network.search_answered.disconnect(self.on_server_answered)
        network.destroyed.disconnect(self.on_network_destroyed)

    def _report(self) -> None:
        """Emit what is known, once the archive has answered."""
        if self._archived is None:
            return
        results = join_results(self._archived, self._told, MOST_RESULTS)
        complete = not self._asked and not self._pause.isActive()
        self.progressed.emit(SearchState(self._filters, tuple(results), complete, self._reason))
