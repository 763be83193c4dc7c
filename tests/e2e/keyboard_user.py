"""KeyboardUser: a person without a mouse and without a screen, who presses keys and hears a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from tests.e2e.accessibility_bus import (
    ACTIVE,
    FOCUSED,
    SENSITIVE,
    SHOWING,
    VISIBLE,
    Accessible,
    GoneError,
    ScreenReader,
)
from tests.e2e.display import Display
from tests.e2e.programs import wait_for
from tests.patience import SECONDS

_STEPS_MAX = 120
_QUIET_S = 0.05
"""Events of one key come closer together than this, or the next look finds them."""
_LEAVING = frozenset(("Tab", "F6", "shift+F6"))
"""Keys that lead out of a list."""
_VAGUE_ROLES = frozenset(("", "unknown", "filler", "panel", "invalid", "redundant object"))


class KeyboardUser:
    """Presses keys, and knows the windows by ear only. `faults` collects what such a person could not use."""

    def __init__(self, screen: Display, reader: ScreenReader) -> None:
        self._screen = screen
        self._reader = reader
        self.faults: list[str] = []
        self._where = ""
        self._heard_all = False
        """Nothing was pressed since the last silence."""
        self._home = ""
        """The title of the window to which the focus comes back."""
        self.dialogs: list[str] = []
        """The titles of the dialogs that were walked through."""

    @property
    def announced(self) -> list[str]:
        return self._reader.announced

    @property
    def focus(self) -> Accessible:
        assert self._reader.focus is not None, "nothing has the focus"
        return self._reader.focus

    def press(self, *keys: str) -> None:
        """Press keys that leave the focus where it is."""
        self._heard_all = False
        self._screen.do("key", *keys)

    def type(self, text: str) -> None:
        self._heard_all = False
        self._screen.do("type", "--delay", "5", text)

    def move(self, key: str) -> Accessible:
        """Press a key that moves the focus. Return what has the focus then."""
        if not self._heard_all:
            self._hear_all()
        before = self._reader.focus
        self._screen.do("key", "--delay", "0", key)
        while (focus := self._reader.focus) == before or (key in _LEAVING and _is_row_of(focus, before)):
            if self._reader.focus == focus:  # the question may have let the next event pass
                assert self._reader.hear(SECONDS), f"{self._where}: the focus does not leave {before} by {key}"
        return self.look()

    def wait(self, what: str, condition: Callable[[], bool]) -> None:
        """Wait until something is so, listening meanwhile."""

        def is_so() -> bool:
            self._hear_all()
            try:
                return condition()
            except GoneError:
                return False

        wait_for(what, is_so)

    def _hear_all(self) -> None:
        while self._reader.hear(_QUIET_S):
            pass
        self._heard_all = True

    def look(self) -> Accessible:
        """Check what has the focus, also if that moves on meanwhile, as from a list to its row."""
        while True:
            focus = self.focus
            is_seen, name, role = focus.has_states(FOCUSED, SHOWING, VISIBLE), focus.name.strip(), focus.role
            if focus == self.focus:
                break
        if not is_seen:
            self.faults.append(f"{self._where}: the focus is not to be seen on {focus}")
        if not name:
            self.faults.append(f"{self._where}: no name: {focus}")
        if role in _VAGUE_ROLES:
            self.faults.append(f"{self._where}: no role: {focus}")
        if role == "combo box" and not (focus.description or focus.has_label()):
            self.faults.append(f"{self._where}: only the value is told of {focus}")
        return focus

    def place(self) -> Accessible:
        """Return the control that has the focus: the list of a row."""
        return next(self.focus.parents()) if self.focus.role == "list item" else self.focus

    def window(self) -> Accessible:
        """Return the window of the focus."""
        return [self.focus, *self.focus.parents()][-1]

    def await_window(self, title: str) -> None:
        """Wait until the focus is in a window with this in its title."""
        self._where = title

        def is_there() -> bool:
            focus = self._reader.focus
            return focus is not None and focus.has_states(FOCUSED) and title in self.window().name

        self.wait(f"the window {title!r}", is_there)
        self._home = self.window().name
        self.look()

    def walk(self, where: str, opens: Callable[[str], bool] = lambda name: False) -> list[Accessible]:
        """Press Tab until the focus is back at a place. Return the places.

        `opens` says whether to walk through the dialog of a button with this name.
        """
        self._where = where
        self.look()
        met: list[Accessible] = []
        while (place := self.place()) not in met:
            met.append(place)
            assert len(met) < _STEPS_MAX, f"{where}: Tab does not come back"
            if place.name.endswith("…") and "button" in place.role and opens(place.name):
                self.walk_dialog(place.name, "space")
                self._where = where
                if self.place() != place:
                    self.faults.append(f"{where}: after the dialog the focus is on {self.focus}, not on {place}")
            self.move("Tab")
        back = [f"{one} -> {other}" for one, other in pairwise(met) if _goes_back(one, other)]
        if len(back) > 1:
            self.faults += [f"{where}: against the order of reading: {step}" for step in back]
        return met

    # Menus and dialogs

    def open_menu(self, key: str) -> list[Accessible]:
        """Open a menu. Return its rows, the first of which has the focus now."""
        self.press(key)
        first = self.move("Down")
        rows = [row for row in next(first.parents()).children() if row.name]
        for row in rows:
            if "menu item" not in row.role or "\t" in row.name:
                self.faults.append(f"{self._where}: not a row of a menu: {row}")
        return rows

    def walk_dialogs(self, key: str, without: frozenset[str] = frozenset()) -> None:
        """Walk through the dialogs of a menu that `key` opens at this place."""
        rows = self.open_menu(key)
        titles = [row.name for row in rows if row.name.endswith("…") and row.has_states(SENSITIVE)]
        self.close()
        for title in titles:
            if title not in without:
                self.open_menu(key)
                while self.focus.name != title:
                    self.move("Down")
                self.walk_dialog(title, "Return")

    def walk_dialog(self, title: str, key: str) -> None:
        """Walk through the dialog that `key` opens, and close it. The focus comes back to the window."""
        self._where = title
        self.press(key)
        self.wait(f"the dialog of {title!r}", lambda: self._has_focus_at(home=False))
        self.walk(title)
        self.dialogs.append(title)
        self.close()

    def _has_focus_at(self, *, home: bool) -> bool:
        """Ask whether the focus is seen in the window where the person was, or in another one, but no menu."""
        window = self.window()
        is_there = (window.name == self._home) is home and window.role != "popup menu"
        return is_there and self.focus.has_states(FOCUSED, SHOWING)

    def close(self) -> None:
        """Press Escape. The focus comes back to the window, and is said."""
        self.press("Escape")
        self.wait(f"the focus after {self._where!r}", lambda: self._has_focus_at(home=True))
        self.look()
        if not self.window().has_states(ACTIVE):
            self.faults.append(f"{self._where}: the window is not active after Escape")


def _is_row_of(row: Accessible | None, place: Accessible | None) -> bool:
    """Ask whether this is the row of a list that had the focus before: the row is told after the list."""
    return row is not None and row.role == "list item" and next(row.parents()) == place


def _goes_back(one: Accessible, other: Accessible) -> bool:
    here, there = one.area, other.area
    above = there.bottom() <= here.top() and there.left() < here.right() and here.left() < there.right()
    before = there.right() <= here.left() and there.top() < here.bottom() and here.top() < there.bottom()
    return above or before
