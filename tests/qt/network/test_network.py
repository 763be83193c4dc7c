"""One network: its names, and why it is offline. A scripted server answers a real Link."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.client.connection_events import Welcomed
from desktop_chat.client.phase import Phase
from tests.patience import MILLISECONDS
from tests.qt.scenes import Scene, Script, room_lines


def test_server_names_the_network(made: Scene) -> None:
    network = made.enter(Script(network="Family"))
    assert network.name.startswith("127.0.0.1")
    assert network.display_name == "Family"


def test_welcome_with_another_nick_is_remembered(made: Scene) -> None:
    taken = made.enter(Script(nick="Ann2", taken="Ann"))
    assert (taken.nick, taken.taken_nick.untold) == ("Ann2", "Ann")
    small = made.enter(Script(network="Bouncer", nick="ann"))
    assert (small.nick, small.taken_nick.untold) == ("ann", "")
    free = made.enter(Script(network="Family"))
    assert (free.nick, free.taken_nick.untold) == ("Ann", "")
    for wanted, told in (("Ann", ""), ("Anna", "Anna"), ("Anna", "")):
        taken._apply_event(Welcomed("Ann2", wanted, ""))  # after a reconnect
        assert taken.taken_nick.untold == told


def test_timelines_follow_a_nick_change(qtbot: QtBot, made: Scene) -> None:
    script = Script(lines=room_lines("#tea", ("Ann",)))
    network = made.enter(script, entries=lambda network: "#tea" in network.rooms)
    with qtbot.waitSignal(network.nick_changed, timeout=MILLISECONDS) as changed:
        script.say(":Ann!ann@127.0.0.1 NICK Anna")
    assert changed.args == ["Anna"]
    assert {room.timeline.nick for room in network.rooms.values()} == {"Anna"}


def test_last_words_of_the_server_outlive_failed_attempts(qtbot: QtBot, made: Scene) -> None:
    script = Script()
    network = made.enter(script)
    script.say("ERROR :You are too loud")
    made.cut()
    assert "You are too loud" in network.reason
    with qtbot.waitSignal(
        network.phase_changed, timeout=MILLISECONDS, check_params_cb=lambda: network.phase is Phase.CONNECTING
    ):
        network.connect_now()
    assert network.reason == ""
    qtbot.waitUntil(lambda: network.phase is Phase.OFFLINE, timeout=MILLISECONDS)
    assert "You are too loud" in network.reason
    assert network.is_seeking


def test_person_disconnects_with_a_farewell(qtbot: QtBot, made: Scene) -> None:
    script = Script()
    network = made.enter(script)
    with qtbot.waitSignal(network.ended, timeout=MILLISECONDS):
        network.disconnect_now("tea time")
    assert network.reason == "You are disconnected."
    assert not network.is_seeking
    assert not network.is_alive
    assert network.seconds_to_retry == 0
    qtbot.waitUntil(lambda: b"QUIT :tea time" in script.heard, timeout=MILLISECONDS)


def test_away_is_reported(qtbot: QtBot, made: Scene) -> None:
    script = Script()
    network = made.enter(script)
    with qtbot.waitSignal(network.away_changed, timeout=MILLISECONDS):
        script.say(":srv 306 Ann :You are away")
    assert network.session.away_text
