"""Tokens of code by Pygments: the coloured parts of a program.

Only languages in the table are coloured, because strangers choose the lexer and the code. Importing Pygments and lexing
take a while, so both belong on a separate thread.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple, Protocol

CODE_MAX, LINE_MAX, LINES_MAX = 8_000, 400, 400
"""The longest code and the longest line that are coloured, in characters, and the most lines. Some lexers take
quadratic time, and no other thread runs while one compares."""

TokenKind = Literal["keyword", "name", "string", "number", "comment", "deleted", "inserted"]


class Token(NamedTuple):
    """Characters `start` to `end` of a code."""

    start: int
    end: int
    kind: TokenKind


class Language(NamedTuple):
    """A language: a name for people, and a lexer in `pygments.lexers`."""

    title: str
    module: str
    lexer: str


_LANGUAGES = {
    Language("Bash", "shell", "BashLexer"): "bash sh shell zsh",
    Language("C", "c_cpp", "CLexer"): "c h",
    Language("C++", "c_cpp", "CppLexer"): "cpp c++ cc hpp cxx",
    Language("C#", "dotnet", "CSharpLexer"): "csharp cs c#",
    Language("Console", "shell", "BashSessionLexer"): "console shell-session",
    Language("CSS", "css", "CssLexer"): "css",
    Language("Diff", "diff", "DiffLexer"): "diff patch",
    Language("Docker", "configs", "DockerLexer"): "docker dockerfile",
    Language("Go", "go", "GoLexer"): "go golang",
    Language("HTML", "html", "HtmlLexer"): "html htm",
    Language("INI", "configs", "IniLexer"): "ini cfg conf",
    Language("Java", "jvm", "JavaLexer"): "java",
    Language("JavaScript", "javascript", "JavascriptLexer"): "javascript js jsx mjs node",
    Language("JSON", "data", "JsonLexer"): "json",
    Language("Kotlin", "jvm", "KotlinLexer"): "kotlin kt",
    Language("Lua", "scripting", "LuaLexer"): "lua",
    Language("Makefile", "make", "MakefileLexer"): "make makefile",
    Language("PHP", "php", "PhpLexer"): "php",
    Language("PowerShell", "shell", "PowerShellLexer"): "powershell ps1 pwsh",
    Language("Python", "python", "PythonLexer"): "python py python3 py3",
    Language("Ruby", "ruby", "RubyLexer"): "ruby rb",
    Language("Rust", "rust", "RustLexer"): "rust rs",
    Language("SQL", "sql", "SqlLexer"): "sql",
    Language("Swift", "objective", "SwiftLexer"): "swift",
    Language("TOML", "configs", "TOMLLexer"): "toml",
    Language("TypeScript", "javascript", "TypeScriptLexer"): "typescript ts tsx",
    Language("XML", "html", "XmlLexer"): "xml svg",
    Language("YAML", "data", "YamlLexer"): "yaml yml",
}
LANGUAGES = {alias: language for language, aliases in _LANGUAGES.items() for alias in aliases.split()}

_KINDS: Sequence[tuple[str, TokenKind]] = (
    ("Token.Comment", "comment"),
    ("Token.Keyword", "keyword"),
    ("Token.Operator.Word", "keyword"),
    ("Token.Literal.String", "string"),
    ("Token.Literal.Number", "number"),
    ("Token.Name.Function", "name"),
    ("Token.Name.Class", "name"),
    ("Token.Name.Decorator", "name"),
    ("Token.Name.Tag", "name"),
    ("Token.Name.Builtin", "name"),
    ("Token.Name.Attribute", "name"),
    ("Token.Generic.Deleted", "deleted"),
    ("Token.Generic.Inserted", "inserted"),
    ("Token.Generic.Heading", "name"),
    ("Token.Generic.Subheading", "name"),
    ("Token.Generic.Prompt", "comment"),
)


class _Lexer(Protocol):
    def get_tokens_unprocessed(self, text: str) -> Sequence[tuple[int, object, str]]: ...


def find_language(alias: str) -> Language | None:
    """Return the language of a fence, None for an unknown one."""
    return LANGUAGES.get(alias.lower())


def is_colourable(alias: str, code: str) -> bool:
    """Return whether `find_tokens` may be asked about this code."""
    if find_language(alias) is None or len(code) > CODE_MAX:
        return False
    lines = code.split("\n")
    return len(lines) <= LINES_MAX and max(map(len, lines)) <= LINE_MAX


def find_tokens(alias: str, code: str) -> tuple[Token, ...]:
    """Return the tokens of a code in order, equal neighbours joined.

    Thread: any, but not the GUI thread.
    """
    language = find_language(alias)
    if language is None or not is_colourable(alias, code):
        return ()
    found: list[Token] = []
    for start, kind_of_pygments, value in _lexer_of(language).get_tokens_unprocessed(code):
        kind = _kind_of(str(kind_of_pygments))
        if kind is None or not value:
            continue
        if found and found[-1].kind == kind and found[-1].end == start:
            found[-1] = Token(found[-1].start, start + len(value), kind)
        elif not found or found[-1].end <= start:
            found.append(Token(start, start + len(value), kind))
    return tuple(found)


@cache
def _lexer_of(language: Language) -> _Lexer:
    made: _Lexer = getattr(importlib.import_module(f"pygments.lexers.{language.module}"), language.lexer)(
        startinline=True  # people paste PHP without `<?php`; other lexers do not look at it
    )
    return made


@cache
def _kind_of(name: str) -> TokenKind | None:
    return next((kind for start, kind in _KINDS if name == start or name.startswith(start + ".")), None)
