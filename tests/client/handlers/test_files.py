"""FILEHOST: the answers about files."""

from __future__ import annotations

from desktop_chat.client.connection_events import FileTokenTold
from desktop_chat.irc.capabilities import TAG_PICTURE
from tests.client.session_harness import MODERN, SessionHarness


def test_token_is_asked_for_and_told() -> None:
    harness = SessionHarness()
    harness.connect(MODERN, ":s 005 ann desktop-chat/FILES=1000 :are supported")
    harness.record(harness.session.ask_file_token(harness.now))
    assert harness.sent[-1] == "FILEHOST TOKEN"
    assert harness.receive(":s FILEHOST TOKEN 4.abc") == [FileTokenTold("4.abc")]
    assert harness.receive(":s FILEHOST TOKEN") == []


def test_picture_of_an_author_is_kept_with_the_message() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room("#tea")
    harness.receive("@desktop-chat/picture=https://a.example/ci.png;bot;msgid=1 :CI/bot!webhook@s PRIVMSG #tea :Built")
    assert harness.entries("#tea")[-1].tags == {TAG_PICTURE: "https://a.example/ci.png"}
