"""Where a text reaches a place that interprets it (HTML, `&`, `[*]`, markup) without having gone through
`letters.literal_text`. Read from the source; a text that stands in the source itself, translated or not, is ours."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

CALLS = {
    "setToolTip": 0,
    "showText": 1,  # QToolTip
    "setStatusTip": 0,
    "setWhatsThis": 0,
    "setWindowTitle": 0,
    "setTitle": 0,  # menus
    "addMenu": 0,
    "setIconText": 0,
    "setTabToolTip": 1,
    "setTabText": 1,
    "addTab": 1,
    "showMessage": (0, 1),  # the tray
    "setInformativeText": 0,
    "setDetailedText": 0,
}
"""Methods that interpret, and which of their arguments."""
MADE = {"QPushButton": 0, "QRadioButton": 0, "QCheckBox": 0, "QCommandLinkButton": 0, "QGroupBox": 0, "QDockWidget": 0}
"""Classes whose first argument is a caption, when it is a text."""
CAPTIONS = {"make_button", "IconButton", "QToolButton", "QAbstractButton", "QAction", "Switch", "addAction", *MADE}
"""What `setText` makes a caption of."""
PLAIN = {
    "make_label", "ElidedLabel", "QLineEdit", "SearchField", "clipboard", "QMimeData", "QPlainTextEdit", "_Topic",
    "_TopicEdit", "add_field",
    "super",  # judged where the subclass is
}  # fmt: skip
"""What shows or keeps a text given by `setText` as it is."""
ROLES = {"ToolTipRole", "StatusTipRole", "WhatsThisRole"}
NEVER = {
    "setHtml",
    "insertHtml",
    "setMarkdown",
    "appendHtml",
    "fromHtml",
    "QErrorMessage",
    "QInputDialog",
    "QProgressDialog",
}
"""What takes markup and nothing else, or a text whose form cannot be chosen."""
STATIC_BOXES = {"critical", "warning", "information", "question", "about"}


def faults(path: Path) -> list[str]:
    """Each place in a module, as `line: what`."""
    tree = ast.parse(path.read_text("utf-8"))
    return [f"{path.name}:{line}: {what}" for line, what in sorted(_Module(tree).faults())]


class _Module:
    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree
        self._kinds = _kinds(tree)
        self._selves = _selves(tree)
        self._plain = _made_plain(tree)

    def faults(self) -> Iterator[tuple[int, str]]:
        in_cases: set[int] = set()
        for node in ast.walk(self._tree):
            if isinstance(node, ast.match_case) and _roles_in(node.pattern):
                in_cases.update(id(inner) for inner in ast.walk(node.pattern))
                yield from self._case(node)
            elif isinstance(node, ast.Call):
                yield from self._call(node)
                if _name(node.func) in ("setData", "data"):
                    in_cases.update(id(inner) for argument in node.args for inner in ast.walk(argument))
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Attribute) and node.attr in ROLES and id(node) not in in_cases:
                yield node.lineno, f"{node.attr} outside of a case of its own"

    def _case(self, case: ast.match_case) -> Iterator[tuple[int, str]]:
        for node in ast.walk(ast.Module(case.body, [])):
            if isinstance(node, ast.Return) and node.value is not None and not is_ours(node.value):
                yield node.lineno, "a tip that a model returns"

    def _call(self, call: ast.Call) -> Iterator[tuple[int, str]]:
        name = _name(call.func)
        if name in NEVER:
            yield call.lineno, f"{name}: a text with markup"
        if name in CALLS:
            places = CALLS[name]
            yield from self._arguments(call, name, places if isinstance(places, tuple) else (places,))
        if name in MADE or name in ("QAction", "addAction"):
            yield from self._arguments(call, name, (0, 1), texts_only=True)
        if name == "setData" and any(_roles_in(argument) for argument in call.args):
            yield from self._arguments(call, name, (0, 1), texts_only=True)
        if name == "QLabel" and call.args and not isinstance(call.args[0], ast.Name):
            yield call.lineno, "QLabel with a text: use `label`"
        if name == "setText" and isinstance(call.func, ast.Attribute) and call.args and not is_ours(call.args[0]):
            kind = self._kind(call.func.value)
            if kind not in PLAIN and not (kind in ("QLabel", "QMessageBox") and id(call) in self._plain):
                yield call.lineno, f"setText of {kind or ast.unparse(call.func.value)}"
        if name == "QMessageBox" and id(call) not in self._plain:
            yield call.lineno, "a QMessageBox takes its text for HTML until setTextFormat"
        if name == "startDetached":
            yield from self._command(call)
        if name == "setTextFormat" and "PlainText" not in ast.unparse(call):
            yield call.lineno, "a label that interprets"
        if name in STATIC_BOXES and isinstance(call.func, ast.Attribute) and _name(call.func.value) == "QMessageBox":
            yield call.lineno, f"QMessageBox.{name}: its text is interpreted"

    def _command(self, call: ast.Call) -> Iterator[tuple[int, str]]:
        """Behind `--` a program is given foreign words."""
        for argument in call.args[1:]:
            words = argument.elts if isinstance(argument, ast.List) else [argument]
            for word in words:
                if not isinstance(word, ast.Starred) and not is_ours(word):
                    yield call.lineno, f"startDetached({ast.unparse(word)})"

    def _arguments(
        self, call: ast.Call, name: str, places: tuple[int, ...], *, texts_only: bool = False
    ) -> Iterator[tuple[int, str]]:
        for place in places:
            if place < len(call.args):
                given = call.args[place]
                if not is_ours(given) and not (texts_only and not self._is_text(given)):
                    yield call.lineno, f"{name}({ast.unparse(given)})"

    def _is_text(self, node: ast.expr) -> bool:
        """Whether this may be a text: not an icon, a parent or an action."""
        if isinstance(node, ast.Name):
            return node.id != "self" and self._kinds.get(node.id, "str") == "str"
        if isinstance(node, ast.Attribute):
            return self._kinds.get(f".{node.attr}", "") == "str"
        return not (isinstance(node, ast.Call) and _name(node.func)[:1].isupper())

    def _kind(self, node: ast.expr) -> str:
        """What made the thing that stands here; "" where that is not seen."""
        if isinstance(node, ast.Call):
            return _name(node.func)
        if isinstance(node, ast.Name):
            return self._selves.get(id(node)) or self._kinds.get(node.id, "")
        if not isinstance(node, ast.Attribute):
            return ""
        # The fields of other modules' windows are known by their names: `name_field` is a QLineEdit.
        return self._kinds.get(f".{node.attr}", "QLineEdit" if node.attr.endswith("field") else "")


def is_ours(node: ast.expr) -> bool:
    """Whether these words stand in the source, or went through `literal_text`."""
    match node:
        case ast.Constant():
            return True
        case ast.JoinedStr():
            return all(is_ours(part) for part in node.values)
        case ast.FormattedValue():
            return is_ours(node.value)
        case ast.IfExp():
            return is_ours(node.body) and is_ours(node.orelse)
        case ast.BinOp():
            return is_ours(node.left) and is_ours(node.right)
        case ast.BoolOp():
            return all(is_ours(part) for part in node.values)
        case ast.Call():
            name = _name(node.func)
            words = [argument for argument in node.args if not isinstance(argument, ast.Constant)]
            return name == "literal_text" or (name in ("tr", "translate") and (not words or "%n" in ast.unparse(node)))
    return False


def _kinds(tree: ast.Module) -> dict[str, str]:
    """By name (attributes with a dot before): what made it, or the type that it was declared to have."""
    kinds: dict[str, str] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(value=ast.Call()):
                for target in node.targets:
                    kinds.update(_kind_of(target, node.value))
            case ast.Assign(targets=[ast.Tuple() as targets], value=ast.Tuple() as values):
                for one, value in zip(targets.elts, values.elts, strict=True):
                    kinds.update(_kind_of(one, value))
            case ast.AnnAssign():
                kinds.update(_kind_of(node.target, node.annotation))
            case ast.MatchAs(pattern=ast.MatchClass(cls=cls), name=str() as name):
                kinds[name] = _name(cls)
            case ast.arg(annotation=ast.expr() as annotation):
                kinds[node.arg] = _first(annotation)
            case ast.FunctionDef(decorator_list=[ast.Name(id="cached_property")]):
                kinds[f".{node.name}"] = _made_by(node)
    return kinds


def _made_by(getter: ast.FunctionDef) -> str:
    """What makes the value of a cached property: in its body, the first call whose result gets a name."""
    assigned = (node for node in getter.body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call))
    return next((_name(node.value) for node in assigned), "")


def _kind_of(target: ast.expr, made: ast.expr) -> dict[str, str]:
    what = _name(made.func) if isinstance(made, ast.Call) else _first(made)
    if isinstance(target, ast.Name):
        return {target.id: what}
    return {f".{target.attr}": what} if isinstance(target, ast.Attribute) else {}


def _first(annotation: ast.expr) -> str:
    """`QLabel` of `QLabel | None`."""
    return ast.unparse(annotation).partition(" ")[0]


def _selves(tree: ast.Module) -> dict[int, str]:
    """Of each `self`: its class, or what that inherits from where that is not known to be plain."""
    found: dict[int, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            kind = node.name if node.name in PLAIN or not node.bases else _name(node.bases[0])
            found.update(
                (id(inner), kind) for inner in ast.walk(node) if isinstance(inner, ast.Name) and inner.id == "self"
            )
    return found


def _made_plain(tree: ast.Module) -> set[int]:
    """The calls in functions that make their label plain first."""
    return {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and "setTextFormat(Qt.TextFormat.PlainText)" in ast.unparse(node)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Call)
    }


def _name(node: ast.expr) -> str:
    """The last part of what is called."""
    if isinstance(node, ast.Call):
        return _name(node.func)
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _roles_in(node: ast.AST) -> bool:
    return any(isinstance(inner, ast.Attribute) and inner.attr in ROLES for inner in ast.walk(node))
