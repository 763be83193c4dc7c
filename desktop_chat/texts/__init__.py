"""Texts for people from outside of the windows: one module of constants for each package that writes texts.

A text is declared once, in English: `NOBODY_HERE = QT_TRANSLATE_NOOP("HubText", "Nobody named {0} is here.")`. A call
fills the places: `texts.NOBODY_HERE(nick)`. The result is an English `str` for errors, logs and the wire. The `str`
keeps its template and arguments, by which the windows translate the text (`qt/i18n`). Between processes, `codes`
carries the code of a text (the name of the constant) and the arguments.

Read first: this module, then `codes`. Terms: *template*, the English text with numbered places; *place*, `{0}`;
*plural text*, a template with `%n` in place of its first argument, a number. Pure; any thread.
"""

from __future__ import annotations

from typing import Final

Argument = str | int

_PLURAL: Final = "%n"


class CodedText(str):
    """An English text with its template and arguments. An argument may be a CodedText."""

    __slots__ = ("arguments", "context", "singular", "template")

    context: str
    """The context in the files of translations."""
    template: str
    arguments: tuple[Argument, ...]
    singular: str
    """The template of a plural text for the number one; "" for other texts."""

    def __new__(
        cls, context: str, template: str, singular: str = "", arguments: tuple[Argument, ...] = ()
    ) -> CodedText:
        text = super().__new__(cls, fill_template(_english_form(template, singular, arguments), arguments))
        text.context, text.template, text.singular, text.arguments = context, template, singular, arguments
        return text

    def __call__(self, *arguments: Argument) -> CodedText:
        """Return the text with filled places. Raises TypeError unless each place gets an argument."""
        if len(arguments) != self.count_places():
            raise TypeError(f"{self.template!r} takes {self.count_places()} arguments, not {len(arguments)}")
        return CodedText(self.context, self.template, self.singular, arguments)

    def with_singular(self, singular: str) -> CodedText:
        """Return the plural text with a template for the number one."""
        return CodedText(self.context, self.template, singular)

    def in_words(self, english: str) -> CodedText:
        """Return the text with other English: the words of another program, whose translation is known."""
        text = str.__new__(CodedText, english)
        text.context, text.template, text.singular, text.arguments = (
            self.context, self.template, self.singular, self.arguments,
        )  # fmt: skip
        return text

    def __str__(self) -> str:
        # str(error) and str(text) keep the template and the arguments.
        return self

    def __reduce__(self) -> tuple[type[CodedText], tuple[str, str, str, tuple[Argument, ...]]]:
        return CodedText, (self.context, self.template, self.singular, self.arguments)

    def count_places(self) -> int:
        return count_places(self.template)


def _english_form(template: str, singular: str, arguments: tuple[Argument, ...]) -> str:
    return singular if singular and arguments and arguments[0] == 1 else template


def without_part(text: str, part: str) -> str:
    """Return the text without `part`, which is removed from the arguments of a CodedText."""
    if not part:
        return text
    if not isinstance(text, CodedText) or not text.arguments:
        return text.replace(part, "")
    return text(*(without_part(value, part) if isinstance(value, str) else value for value in text.arguments))


def fill_template(template: str, arguments: tuple[Argument, ...]) -> str:
    """Return the template with the arguments in its places. In a plural text `%n` is the first argument."""
    if not arguments:
        return template
    if _PLURAL in template:
        template = template.replace(_PLURAL, "{0}")
    return template.format(*arguments)


def count_places(template: str) -> int:
    """Return the number of arguments of a template. Places are numbered without a gap."""
    count = 1 if _PLURAL in template else 0
    while f"{{{count}}}" in template:
        count += 1
    return count


def translate(context: str, template: str, comment: str, count: int) -> CodedText:
    """Declare a plural text: `translate("HubText", "%n minutes", "", 2).with_singular("%n minute")`.

    The template is for all numbers except one. lupdate recognises the name of the function, and a number as the fourth
    argument.
    """
    if comment or count == 1:
        raise ValueError("A plural text has no comment, and a template for more than one.")
    return CodedText(context, template)


def QT_TRANSLATE_NOOP(context: str, template: str) -> CodedText:
    """Declare a text. lupdate recognises the name of the function."""
    return CodedText(context, template)
