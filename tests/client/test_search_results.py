"""Results of the archive and of servers are joined."""

from __future__ import annotations

from desktop_chat.client.archive_records import SearchResult
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.search_filters import SearchFilters
from desktop_chat.client.search_results import is_wanted, join_results


def result(number: int, text: str, *, msgid: str = "", room: str = "#tea", account: str = "") -> SearchResult:
    return SearchResult(
        "net", room, Entry(number, EntryKind.MESSAGE, number * 1000, "Bob", text, msgid=msgid, account=account)
    )


def test_each_message_is_shown_once_and_the_newest_first() -> None:
    archived = [result(5, "five", msgid="e"), result(2, "plain")]
    told = [
        result(9, "nine", msgid="i"),
        result(5, "five", msgid="e"),
        result(2, "plain"),
        result(9, "nine", msgid="i"),
    ]
    assert [one.entry.text for one in join_results(archived, told, 10)] == ["nine", "five", "plain"]
    assert [one.entry.text for one in join_results(archived, told, 2)] == ["nine", "five"]


def test_one_msgid_in_two_rooms_is_two_messages() -> None:
    found = join_results([result(1, "x", msgid="m")], [result(1, "x", msgid="m", room="#milk")], 10)
    assert [one.room for one in found] == ["#tea", "#milk"]


def test_results_of_servers_meet_all_filters() -> None:
    linked = result(1, "see https://example.org/plan.pdf", account="bobby")
    assert is_wanted(linked, SearchFilters(has_link=True, has_file=True, authors=("cid", "BOB"), rooms=("tea",)))
    assert is_wanted(linked, SearchFilters(authors=("Bobby",), rooms=("#Tea",)))
    assert not is_wanted(linked, SearchFilters(authors=("cid",)))
    assert not is_wanted(linked, SearchFilters(rooms=("#milk",)))
    assert not is_wanted(result(1, "https://example.org"), SearchFilters(has_file=True))
    assert not is_wanted(result(1, "http"), SearchFilters(has_link=True))
