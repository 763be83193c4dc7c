"""Chromium without a window, driven by the DevTools protocol over two pipes.

Spec: https://chromedevtools.github.io/devtools-protocol/
"""

from __future__ import annotations

import base64
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from tests.e2e.programs import require
from tests.patience import SECONDS

_KEYS = {
    "Enter": 13, "Escape": 27, "Tab": 9, "ArrowUp": 38, "ArrowDown": 40, "ArrowLeft": 37, "ArrowRight": 39,
    "Delete": 46,
}  # fmt: skip
_STARTER = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(number), fcntl.F_DUPFD, 10) for number in sys.argv[1:3]]
os.dup2(ends[0], 3)
os.dup2(ends[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Starts Chromium with the pipes as descriptors 3 and 4, where it expects them."""


_ENDED: Mapping[str, Any] = {"error": "the browser has ended"}


class BrowserError(AssertionError):
    """The browser answered with an error, or a script of a page failed."""


class Chromium:
    """One browser. Each page has storage of its own, as on another computer."""

    def __init__(self, folder: Path, *options: str) -> None:
        program = require("chromium")
        commands_out, self._commands = os.pipe()
        self._answers, answers_in = os.pipe()
        temporary = folder / "tmp"
        temporary.mkdir(parents=True, exist_ok=True)
        command = [
            program, "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-dev-shm-usage", "--ignore-certificate-errors",
            "--disable-renderer-backgrounding", "--disable-background-timer-throttling", f"--user-data-dir={folder}",
            *options, "about:blank",
        ]  # fmt: skip
        self._process = subprocess.Popen(
            [sys.executable, "-c", _STARTER, str(commands_out), str(answers_in), *command],
            pass_fds=(commands_out, answers_in),
            env={**os.environ, "HOME": str(folder), "TMPDIR": str(temporary)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(commands_out)
        os.close(answers_in)
        self._waiting: dict[int, queue.SimpleQueue[Mapping[str, Any]]] = {}
        self._number = 0
        self._has_ended = False
        self.problems: list[str] = []
        """Errors that the pages wrote to their consoles, and exceptions of their scripts."""
        self._contexts: list[str] = []
        self._reader = threading.Thread(target=self._read_answers, name="chromium", daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        with suppress(BrowserError):
            self.send("Browser.close")
        self._process.wait(SECONDS)
        self._reader.join(SECONDS)
        os.close(self._commands)
        os.close(self._answers)

    def _read_answers(self) -> None:
        rest = b""
        try:
            while data := os.read(self._answers, 1 << 16):
                *whole, rest = (rest + data).split(b"\0")
                for text in whole:
                    self._take_answer(json.loads(text))
        finally:
            self._has_ended = True
            while self._waiting:
                self._waiting.popitem()[1].put(_ENDED)

    def _take_answer(self, message: dict[str, Any]) -> None:
        waiting = self._waiting.pop(message.get("id", 0), None)
        if waiting is not None:
            waiting.put(message)
        elif message.get("method") == "Runtime.exceptionThrown":
            self.problems.append(json.dumps(message["params"]["exceptionDetails"])[:800])
        elif message.get("method") == "Log.entryAdded" and message["params"]["entry"]["level"] == "error":
            self.problems.append(message["params"]["entry"]["text"])

    def send(self, method: str, session: str = "", **params: object) -> Mapping[str, Any]:
        """Send a command and return its result. Raises: BrowserError."""
        self._number += 1
        answers: queue.SimpleQueue[Mapping[str, Any]] = queue.SimpleQueue()
        self._waiting[self._number] = answers
        message: dict[str, object] = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        with suppress(BrokenPipeError):  # the answer tells it
            os.write(self._commands, json.dumps(message).encode() + b"\0")
        if self._has_ended:
            answers.put(_ENDED)
        answer = answers.get(timeout=2 * SECONDS)
        if "error" in answer:
            raise BrowserError(f"{method}: {answer['error']}")
        result: Mapping[str, Any] = answer.get("result", {})
        return result

    def open_page(self, address: str, *, width: int = 1080, height: int = 720, language: str = "en-US") -> Page:
        """Open a page of a new person, with storage of its own."""
        context = self.send("Target.createBrowserContext")["browserContextId"]
        self._contexts.append(context)
        target = self.send("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, session, target)
        for domain in ("Page", "Runtime", "Log", "Accessibility"):
            page.send(f"{domain}.enable")
        page.set_size(width, height)
        agent = str(page.evaluate("navigator.userAgent"))
        page.send("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage=language)
        page.send("Emulation.setFocusEmulationEnabled", enabled=True)
        page.go_to(address)
        return page

    def forget_pages(self) -> None:
        """Close all pages, and forget their storage and their problems."""
        while self._contexts:
            self.send("Target.disposeBrowserContext", browserContextId=self._contexts.pop())
        self.problems.clear()


class Page:
    """One page of the browser."""

    def __init__(self, browser: Chromium, session: str, target: str) -> None:
        self._browser = browser
        self._session = session
        self._target = target

    def send(self, method: str, **params: object) -> Mapping[str, Any]:
        return self._browser.send(method, self._session, **params)

    def go_to(self, address: str) -> None:
        self.send("Page.navigate", url=address)
        self.wait_for("document.readyState === 'complete' && location.href !== 'about:blank'")

    def reload(self) -> None:
        self.evaluate("window.isOld = true")
        self.send("Page.reload")
        self.wait_for("!window.isOld && document.readyState === 'complete'")

    def close(self) -> None:
        self._browser.send("Target.closeTarget", targetId=self._target)

    def set_size(self, width: int, height: int, scale: float = 1) -> None:
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=width < 500,
        )

    def set_media(self, **features: str) -> None:
        """Set media features, as `prefers_color_scheme="dark"`."""
        named = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.send("Emulation.setEmulatedMedia", features=named)

    def evaluate(self, script: str) -> Any:
        """Return the value of a script, or of the promise that the script returns. Raises: BrowserError."""
        result = self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise BrowserError(f"{script}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def wait_for(self, condition: str) -> Any:
        """Wait until a script gives something true, and return it. Raises: BrowserError."""
        limit = SECONDS * 1000
        script = f"""new Promise((resolve, reject) => {{
            const end = performance.now() + {limit};
            const look = () => {{
                let found = false;
                try {{ found = {condition}; }} catch {{ found = false; }}
                if (found) resolve(found);
                else if (performance.now() > end) reject(new Error(document.body.innerText.slice(-1500)));
                else setTimeout(look, 20);
            }};
            look();
        }})"""
        while True:
            try:
                return self.evaluate(script)
            except BrowserError as error:
                if not any(
                    words in str(error) for words in ("navigated", "context was destroyed", "Cannot find context")
                ):
                    raise

    def wait_for_text(self, text: str) -> None:
        self.wait_for(f"document.body.innerText.includes({json.dumps(text)})")

    def count(self, selector: str, text: str = "") -> int:
        """Return the number of visible elements that contain the text."""
        script = f"""[...document.querySelectorAll({json.dumps(selector)})].filter(
            (one) => one.getClientRects().length && one.textContent.includes({json.dumps(text)})).length"""
        return int(self.evaluate(script))

    def click(self, selector: str, text: str = "") -> None:
        """Click with the mouse on the first visible element that contains the text."""
        find = f"""[...document.querySelectorAll({json.dumps(selector)})].find(
            (one) => one.getClientRects().length && one.textContent.includes({json.dumps(text)}))"""
        self.wait_for(f"Boolean({find})")
        place = self.evaluate(f"""(() => {{ const one = {find}; one.scrollIntoView({{block: "nearest"}});
            const box = one.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }})()""")
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            count = 0 if kind == "mouseMoved" else 1
            button = "none" if kind == "mouseMoved" else "left"
            self.send("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button=button, clickCount=count)

    def move_to(self, selector: str, text: str = "") -> None:
        """Move the mouse to the first element that contains the text."""
        place = self.evaluate(f"""(() => {{ const box = [...document.querySelectorAll({json.dumps(selector)})].find(
            (one) => one.textContent.includes({json.dumps(text)})).getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2]; }})()""")
        self.send("Input.dispatchMouseEvent", type="mouseMoved", x=place[0], y=place[1])

    def type(self, text: str) -> None:
        self.send("Input.insertText", text=text)

    def press(self, *keys: str, shift: bool = False) -> None:
        """Press keys: a name of `_KEYS`, or one character."""
        for key in keys:
            code = _KEYS.get(key, ord(key[0].upper()))
            text = "\r" if key == "Enter" else key if len(key) == 1 else ""
            common = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 8 if shift else 0}
            self.send("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **common)
            self.send("Input.dispatchKeyEvent", type="keyUp", **common)

    def take_picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))

    def accessible_nodes(self) -> Sequence[tuple[str, str]]:
        """Return role and name of each node that a screen reader is given."""
        nodes = self.send("Accessibility.getFullAXTree")["nodes"]
        shown = [node for node in nodes if not node.get("ignored")]
        return [(node.get("role", {}).get("value", ""), node.get("name", {}).get("value", "")) for node in shown]
