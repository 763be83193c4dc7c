"""Setting: a row of the table of settings, which reads, checks and describes values.

A setting is declared once, in `setting_rows`. From the row come the parser of files and of `--set`, `serve --help`,
docs/settings.md, the launcher's page and the hub's value. Pure.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import ClassVar

from desktop_chat.net.addresses import AddressError, parse_address
from desktop_chat.server.errors import StartError
from desktop_chat.texts import CodedText
from desktop_chat.texts import server as texts

Value = str | int | bool | tuple[str, ...]
Check = Callable[[str, str], str]
"""Takes the key and a text, and returns the text as it is kept. Raises StartError."""

MAX_TEXT_BYTES = 10_000
MAX_NUMBER = 1 << 31
_FLAGS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


@dataclass(frozen=True, slots=True)
class Setting(ABC):
    """A setting with key, default, title, help and range. The subclasses are the types of settings.

    The texts are English; the launcher translates them in the context `Settings`.
    """

    kind: ClassVar[str]
    """The control that the launcher shows: text, paragraph, password, number, flag, choice or list."""
    type_name: ClassVar[str]

    key: str
    """SECTION.NAME, as in a file and after `--set`."""
    default: Value
    title: str
    help: str = ""
    """One or two sentences."""
    _: KW_ONLY
    unit: str = ""
    default_note: str = ""
    """The default in words, where it depends on the computer."""
    restart: bool = False
    """A change has effect at the next start."""
    advanced: bool = False
    hub_field: str = ""
    """The field of HubSettings that has this value; "" if the hub does not use it."""

    @abstractmethod
    def check_value(self, value: object) -> Value:
        """Return the value in the form for keeping. Raises StartError for an invalid value."""

    def parse_text(self, text: str) -> Value:
        """Return the value typed on the command line. Raises StartError."""
        return self.check_value(text.strip())

    def refuse(self, text: CodedText, value: object) -> StartError:
        """Return the error for a value of a wrong type. The places of `text` are for the key and the value."""
        return StartError(text(self.key, repr(value)))

    def range_text(self) -> str:
        """Return the type and the range in words."""
        return self.type_name


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSetting(Setting):
    """One line of text."""

    kind: ClassVar[str] = "text"
    type_name: ClassVar[str] = "text"

    check: Check | None = None

    def check_value(self, value: object) -> str:
        text = self._check_text(value)
        if "\n" in text:
            raise StartError(texts.NOT_ONE_LINE(self.key))
        return self.check(self.key, text) if self.check is not None else text

    def _check_text(self, value: object) -> str:
        if not isinstance(value, str):
            raise self.refuse(texts.NOT_A_TEXT, value)
        if len(value.encode("utf-8", "replace")) > MAX_TEXT_BYTES or "\0" in value or "\r" in value:
            raise StartError(texts.INVALID_CHARACTERS(self.key))
        return value


@dataclass(frozen=True, slots=True)
class ParagraphSetting(TextSetting):
    """A text of several lines."""

    kind: ClassVar[str] = "paragraph"

    def check_value(self, value: object) -> str:
        return self._check_text(value)


@dataclass(frozen=True, slots=True)
class PasswordSetting(TextSetting):
    """A text hidden by the launcher. "": there is no password."""

    kind: ClassVar[str] = "password"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSetting(Setting):
    """A whole number from `minimum` to `maximum`."""

    kind: ClassVar[str] = "number"
    type_name: ClassVar[str] = "number"

    minimum: int = 0
    maximum: int = MAX_NUMBER

    def check_value(self, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.refuse(texts.NOT_A_NUMBER, value)
        if not self.minimum <= value <= self.maximum:
            raise StartError(texts.NUMBER_OUT_OF_RANGE(self.key, self.minimum, self.maximum, value))
        return value

    def parse_text(self, text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            raise self.refuse(texts.NOT_A_NUMBER, text.strip()) from None
        return self.check_value(number)

    def range_text(self) -> str:
        upper = f"to {self.maximum:,}" if self.maximum < MAX_NUMBER else "or more"
        return f"number, {self.minimum:,} {upper}"


@dataclass(frozen=True, slots=True)
class FlagSetting(Setting):
    """True or false."""

    kind: ClassVar[str] = "flag"
    type_name: ClassVar[str] = "true or false"

    def check_value(self, value: object) -> bool:
        if not isinstance(value, bool):
            raise self.refuse(texts.NOT_A_FLAG, value)
        return value

    def parse_text(self, text: str) -> bool:
        flag = _FLAGS.get(text.strip().lower())
        if flag is None:
            raise self.refuse(texts.NOT_A_FLAG, text.strip())
        return flag


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceSetting(Setting):
    """A word out of a few. `choices` has the title of each word."""

    kind: ClassVar[str] = "choice"
    type_name: ClassVar[str] = "one of"

    choices: Mapping[str, str] = field(default_factory=dict)

    def check_value(self, value: object) -> str:
        if not isinstance(value, str):
            raise self.refuse(texts.NOT_A_TEXT, value)
        if value not in self.choices:
            raise StartError(texts.NOT_A_CHOICE(self.key, ", ".join(self.choices), repr(value)))
        return value

    def range_text(self) -> str:
        return f"{self.type_name} {', '.join(self.choices)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSetting(Setting):
    """A list of at least one text. `check` looks at each text."""

    kind: ClassVar[str] = "list"
    type_name: ClassVar[str] = "list"

    check: Check

    def check_value(self, value: object) -> tuple[str, ...]:
        if not isinstance(value, list | tuple) or not value:
            raise self.refuse(texts.NOT_A_LIST, value)
        return tuple(self.check(self.key, str(item)) for item in value)

    def parse_text(self, text: str) -> tuple[str, ...]:
        return self.check_value([part.strip() for part in text.split(",") if part.strip()])


def check_address(key: str, text: str) -> str:
    """Return HOST:PORT in the usual form. Raises StartError."""
    try:
        return str(parse_address(text))
    except AddressError as error:
        raise StartError(texts.INVALID_SETTING(key, str(error))) from None


def check_optional_address(key: str, text: str) -> str:
    """Return HOST:PORT in the usual form, or "". Raises StartError."""
    return check_address(key, text) if text else ""
