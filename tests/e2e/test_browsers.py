"""The page for browsers in headless Chromium, on a real `serve` process, with other browsers and a desktop client."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.theme import appearance
from tests.e2e.chromium import Chromium, Page
from tests.e2e.programs import ServerProcess, server
from tests.e2e.relay import Relay
from tests.e2e.test_windows import Person, is_inside
from tests.irc_client import IrcClient
from tests.patience import MILLISECONDS

pytestmark = pytest.mark.clients

TEXTS = "[...document.querySelectorAll('.entry .text')].map((one) => one.innerText)"
SENT = "[...document.querySelectorAll('.entry.sent .text')].map((one) => one.innerText)"
ONLINE = "document.querySelector('nav .titles .faint')?.textContent === 'Online'"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ServerProcess]:
    with server(
        tmp_path / "served", "gateways.websocket=true", "server.name=Workshop", "limits.enabled=false"
    ) as process:
        yield process


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path, served: ServerProcess) -> Iterator[Person]:
    """A desktop client in the lobby."""
    appearance().apply_mode(qapp, "light")
    person = Person(tmp_path / "desk")
    person.open(f"127.0.0.1:{served.port}")
    qtbot.waitUntil(lambda: is_inside(person), timeout=MILLISECONDS)
    yield person
    person.close()


@pytest.fixture
def relay(served: ServerProcess) -> Iterator[Relay]:
    made = Relay(served.port)
    yield made
    made.close()


def enter(page: Page, name: str) -> Page:
    """Join as a new person does: a name, one button, the chat."""
    page.click("#name")
    page.type(name)
    page.click("form button[type=submit]")
    page.wait_for(
        "document.querySelector('textarea') && document.querySelector('.timeline-head').textContent !== 'Loading…'"
    )
    return page


def say(page: Page, text: str) -> None:
    page.click("textarea")
    page.type(text)
    page.press("Enter")


def wait_for_texts(page: Page, *texts: str) -> None:
    """Wait until the timeline shows exactly these messages, in this order, and all are sent."""
    page.wait_for(f"JSON.stringify({TEXTS}) === JSON.stringify({list(texts)!r}) && {SENT}.length === {len(texts)}")


def test_two_browsers_and_a_desktop_client_talk(
    qtbot: QtBot, chromium: Chromium, served: ServerProcess, relay: Relay, desk: Person
) -> None:
    """One browser is cut off and comes back; nothing is lost or doubled."""
    ann = enter(chromium.open_page(f"http://127.0.0.1:{served.port}/"), "Ann Lee")
    bob = enter(chromium.open_page(f"http://127.0.0.1:{relay.port}/", width=360, height=640), "bob")
    desk.type("from the desk")
    qtbot.waitUntil(lambda: "from the desk" in ann.evaluate(TEXTS), timeout=MILLISECONDS)
    wait_for_texts(ann, "from the desk")
    wait_for_texts(bob, "from the desk")
    say(ann, "from ann")
    wait_for_texts(bob, "from the desk", "from ann")
    relay.let_die()
    say(bob, "into the void")
    ann.wait_for(ONLINE)
    say(ann, "bob is away")
    bob.evaluate("dispatchEvent(new Event('online'))")
    everything = ["from the desk", "from ann", "bob is away", "into the void"]
    for page in (ann, bob):
        wait_for_texts(page, *everything)
    relay.cut()
    bob.click("textarea")
    bob.type("once more")
    bob.click(".send")
    everything.append("once more")
    for page in (ann, bob):
        wait_for_texts(page, *everything)
    qtbot.waitUntil(lambda: desk.said() == everything, timeout=MILLISECONDS)
    ann.wait_for("document.querySelectorAll('aside li').length === 3")
    open_locks = "[...document.querySelectorAll('aside li:has([role=img]) .name')].map((one) => one.textContent)"
    assert ann.evaluate(open_locks) == ["Ann Lee (you)", "bob"]
    assert desk.unencrypted_people() == ["Ann Lee", "bob"]
    for page in (ann, bob):
        page.close()
    assert not chromium.problems


def test_reload_keeps_the_place(chromium: Chromium, served: ServerProcess, relay: Relay) -> None:
    """Name, room, draft and messages that were not echoed survive a reload."""
    page = enter(chromium.open_page(f"http://127.0.0.1:{relay.port}/"), "ann")
    say(page, "/join #lamps")
    page.wait_for("document.querySelector('h1').textContent === 'lamps'")
    say(page, "first")
    wait_for_texts(page, "first")
    relay.let_die()
    say(page, "unheard")
    page.type("a draft")
    relay.cut()
    page.reload()
    page.wait_for(ONLINE)
    assert page.evaluate("document.querySelector('h1').textContent") == "lamps"
    wait_for_texts(page, "first", "unheard")
    assert page.evaluate("document.querySelector('textarea').value") == "a draft"
    assert page.evaluate("document.querySelector('nav .me strong').textContent") == "ann"
    page.reload()
    wait_for_texts(page, "first", "unheard")
    page.close()


def test_history_loads_upwards_without_a_jump(chromium: Chromium, served: ServerProcess) -> None:
    with IrcClient(served.port) as other:
        other.register("cid")
        other.send("JOIN #lobby")
        for number in range(150):
            other.send(f"PRIVMSG #lobby :line {number}")
        other.fence()
        page = enter(chromium.open_page(f"http://127.0.0.1:{served.port}/"), "ann")
        page.wait_for_text("line 149")
        page.wait_for("document.querySelectorAll('.entry').length === 100")
        find = "[...document.querySelectorAll('.entry')].find((one) => one.innerText.includes('line 60'))"
        page.evaluate(f"{find}.scrollIntoView()")
        before = page.evaluate(f"{find}.getBoundingClientRect().top")
        page.wait_for("document.querySelectorAll('.entry').length === 150")
        assert abs(page.evaluate(f"{find}.getBoundingClientRect().top") - before) < 2
        page.evaluate("document.querySelector('.scroller').scrollTop = 0")
        page.wait_for_text("The beginning of this conversation")
        other.send("PRIVMSG #lobby :after")
        page.wait_for("document.querySelector('.pill').textContent.includes('1')")
    page.close()


def test_everything_works_by_keyboard(chromium: Chromium, served: ServerProcess) -> None:
    page = chromium.open_page(f"http://127.0.0.1:{served.port}/")
    page.wait_for("document.activeElement?.id === 'name'")
    page.type("ann")
    page.press("Enter")
    page.wait_for("document.activeElement?.tagName === 'TEXTAREA'")
    page.wait_for_text("No messages yet")
    for text in ("one", "two"):
        page.type(text)
        page.press("Enter")
    wait_for_texts(page, "one", "two")
    page.press("ArrowUp")
    page.type("!")
    page.press("Enter")
    wait_for_texts(page, "one", "two! (edited)")
    page.press("ArrowUp", shift=True)
    page.press("ArrowUp")
    page.wait_for("document.activeElement.innerText.includes('one')")
    page.press("+")
    page.wait_for("document.activeElement.closest('.palette')")
    page.press("ArrowRight", "Enter")
    page.wait_for("document.querySelector('.reactions button')?.getAttribute('aria-pressed') === 'true'")
    page.press("ArrowUp", "Escape")
    page.wait_for("document.activeElement.tagName === 'TEXTAREA'")
    page.press("ArrowUp", shift=True)
    page.press("Enter")
    page.wait_for(
        "document.activeElement.tagName === 'TEXTAREA' && document.querySelector('.about').innerText.includes('two!')"
    )
    page.type("three")
    page.press("Enter")
    page.wait_for("document.querySelector('.quote')?.innerText.includes('two!')")
    page.press("ArrowUp", shift=True)
    page.press("Delete")
    page.wait_for("document.activeElement.closest('dialog')")
    page.press("Tab", "Enter")
    page.wait_for_text("Message deleted")
    page.close()
    assert not chromium.problems


def test_narrow_window_shows_rooms_and_one_room_in_turn(chromium: Chromium, served: ServerProcess) -> None:
    """As on a phone: nothing is cut off, and everything is large enough for a finger."""
    page = enter(
        chromium.open_page(f"http://127.0.0.1:{served.port}/", width=360, height=640, language="ru-RU"), "Дарья"
    )
    page.wait_for("document.querySelector('textarea').clientHeight >= 20")  # a line, and its placeholder
    page.wait_for("document.activeElement === document.querySelector('textarea')")
    page.evaluate("history.back()")
    page.wait_for("document.querySelector('nav').getClientRects().length")
    page.evaluate("history.forward()")
    page.wait_for("document.querySelector('textarea').getClientRects().length")
    page.click("textarea")
    page.type("https://example.org/" + "long" * 60)
    page.click(".send")
    page.wait_for("document.querySelector('.entry.sent')")
    assert not page.count("nav")
    page.click(".back")
    page.wait_for("document.querySelector('nav').getClientRects().length")
    assert not page.count("main textarea")
    page.click("nav [aria-label='Войти в комнату']")
    page.type("лампы")
    page.press("Enter")
    page.wait_for("document.querySelector('h1').textContent === 'лампы'")
    page.click("[aria-label='Показать людей']")
    page.wait_for("document.querySelector('aside').getClientRects().length")
    page.press("Escape")
    page.wait_for("!document.querySelector('aside').getClientRects().length")
    page.press("Enter")
    page.wait_for("document.querySelector('aside').getClientRects().length")
    page.evaluate("history.back()")
    page.wait_for("document.querySelector('nav').getClientRects().length")
    too_wide = "[...document.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > 361).length"
    assert page.evaluate(too_wide) == 0
    small = "[...document.querySelectorAll('button')].filter((one) => one.offsetHeight && one.offsetHeight < 32).length"
    assert page.evaluate(small) == 0
    page.close()
    assert not chromium.problems


def test_head_says_for_how_long_a_room_is_kept(chromium: Chromium, served: ServerProcess) -> None:
    """The time of the room if it has one, else that of the chat, beside the topic."""
    topic = "document.querySelector('.topic').textContent"
    page = enter(chromium.open_page(f"http://127.0.0.1:{served.port}/"), "ann")
    page.wait_for(f"{topic} === 'Kept for good'")
    with IrcClient(served.port) as founder:
        founder.register("bob")
        founder.send("JOIN #lamps", "TOPIC #lamps :All lamps", "MODE #lamps +tH 7d")
        founder.fence()
        say(page, "/join #lamps")
        page.wait_for(f"{topic} === 'Kept for 7 days · All lamps'")
        founder.send("MODE #lamps +H-t+k 1d tea")
        page.wait_for(f"{topic} === 'Kept for 1 day · All lamps'")
        founder.send("MODE #lamps -H")
        page.wait_for(f"{topic} === 'Kept for good · All lamps'")
    page.close()
    assert not chromium.problems


def test_drafts_survive_a_command_and_an_edit(chromium: Chromium, served: ServerProcess) -> None:
    """A command that shows another room leaves nothing in the room in which it was typed."""
    page = enter(chromium.open_page(f"http://127.0.0.1:{served.port}/"), "ann")
    draft = "document.querySelector('textarea').value"
    say(page, "frist")
    wait_for_texts(page, "frist")
    page.type("for the lobby")
    page.move_to(".entry")
    page.click("[aria-label='Edit']")
    page.wait_for(f"{draft} === 'frist'")
    page.evaluate("document.querySelector('textarea').select()")
    page.type("first")
    page.press("Enter")
    wait_for_texts(page, "first (edited)")
    assert page.evaluate(draft) == "for the lobby"
    page.evaluate("document.querySelector('textarea').select()")
    page.type("/join #lamps")
    page.press("Enter")
    page.wait_for("document.querySelector('h1').textContent === 'lamps'")
    page.type("for the lamps")
    page.click("nav li button", "lobby")
    page.wait_for("document.querySelector('h1').textContent === 'lobby'")
    assert page.evaluate(draft) == ""
    say(page, "/join #lamps")
    page.wait_for("document.querySelector('h1').textContent === 'lamps'")
    assert page.evaluate(draft) == "for the lamps"
    page.close()


def test_people_have_the_names_that_they_chose(chromium: Chromium, served: ServerProcess) -> None:
    """Also the people who were there before."""
    ann = enter(chromium.open_page(f"http://127.0.0.1:{served.port}/"), "Ann Lee")
    bob = enter(chromium.open_page(f"http://127.0.0.1:{served.port}/"), "bob")
    bob.wait_for("document.querySelector('aside li .name').textContent === 'Ann Lee'")
    for page in (ann, bob):
        page.close()


def test_screen_reader_gets_names_and_news(chromium: Chromium, served: ServerProcess) -> None:
    page = enter(chromium.open_page(f"http://127.0.0.1:{served.port}/"), "ann")
    with IrcClient(served.port) as other:
        other.register("bob", "message-tags")
        other.send("JOIN #lobby", "PRIVMSG #lobby :hello ann")
        other.fence()
        page.wait_for_text("hello ann")
        page.wait_for("document.querySelector('[role=log]').getAttribute('aria-live') === 'polite'")
        nodes = page.accessible_nodes()
        for role, name in (("navigation", "Rooms"), ("log", "#lobby"), ("complementary", "People")):
            assert (role, name) in nodes
        assert ("button", "bob Not encrypted") in nodes
        assert any(role == "article" and name.startswith("bob") and "mentions you" in name for role, name in nodes)
        unnamed = [role for role, name in nodes if role in ("button", "textbox", "link", "dialog") and not name]
        assert not unnamed
        other.send("@+typing=active TAGMSG #lobby")
        page.wait_for_text("bob is typing…")
        other.send("JOIN #tea", "MODE #tea +W", "PRIVMSG #tea :early")
        other.fence()
        say(page, "/join #tea")
        page.wait_for_text("What was said before you joined is not shown in this room")
        other.send("PRIVMSG #tea :late")
        page.wait_for_text("late")
        said = page.evaluate("document.querySelector('[role=log]').innerText")
        assert "early" not in said
        assert said.index("before you joined") < said.index("late")
    page.wait_for("document.querySelectorAll('aside li').length === 1")
    page.close()


def test_password_is_asked_for_and_kept_for_a_reload(chromium: Chromium, tmp_path: Path) -> None:
    with server(tmp_path / "closed", "gateways.websocket=true", "access.password=tea") as closed:
        page = chromium.open_page(f"http://127.0.0.1:{closed.port}/#lamps")
        page.click("#name")
        page.type("ann")
        page.press("Enter")
        page.wait_for_text("This chat needs a password.")
        page.type("tea")
        page.press("Enter")
        page.wait_for("document.querySelector('h1').textContent === 'lamps'")
        page.reload()
        page.wait_for(ONLINE)
        page.close()


def test_encrypted_page(chromium: Chromium, served: ServerProcess) -> None:
    page = enter(chromium.open_page(f"https://127.0.0.1:{served.port}/"), "ann")
    say(page, "secret")
    wait_for_texts(page, "secret")
    page.close()
    assert not chromium.problems


def test_invitation_link_lets_in_and_leaves_the_address(chromium: Chromium, tmp_path: Path) -> None:
    with server(tmp_path / "closed", "gateways.websocket=true", "access.password=token") as closed:
        page = enter(chromium.open_page(f"http://127.0.0.1:{closed.port}/#lamps?fp=ab&t=token"), "ann")
        page.wait_for("document.querySelector('h1').textContent === 'lamps'")
        assert page.evaluate("location.hash") == "#lamps"
        page.reload()
        page.wait_for(ONLINE)
        page.close()
