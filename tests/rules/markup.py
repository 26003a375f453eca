"""Where text that a person typed could reach a widget as markup: found by reading the source.

A widget reads a plain ``str`` as markup: a bracket in a note can then crash the app, vanish, or run an
action.  So whatever a widget shows is either written down in the source or has passed ``text.plain()``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

SHOWS_FIRST = {
    "Button",
    "Checkbox",
    "Content",
    "Label",
    "Markdown",
    "Option",
    "RadioButton",
    "Static",
    "Tab",
    "TabPane",
    "Content.from_markup",
    "Content.styled",
    "Text.from_markup",
    "notify",
    "update",
}
"""What shows its first argument, read as markup or, for the makers of ``Content``, not yet cleaned."""
SHOWS_ALL = {"Content.assemble"}
SHOWN_BY_NAME = {"content", "label", "title", "prompt", "message", "tooltip"}
TITLES = {"border_title", "border_subtitle", "tooltip"}
"""Attributes of a widget that are shown when they are assigned."""
_MAKERS = {"plain", "Content", "Content.assemble", "Content.from_markup", "Content.styled"}
_KEEPS_PLAIN = {"append", "pad", "stylize", "truncate"}


def plain_functions(tree: ast.Module) -> frozenset[str]:
    """Return the functions of a file that give back ``Content``, which is not read as markup again."""
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return frozenset(node.name for node in nodes if _is_content(node.returns))


def faults_in(tree: ast.Module, known: Iterable[str] = ()) -> list[str]:
    """Return, as line and code, what ``tree`` shows without its being written down or plain.

    ``known`` names functions of other files that give back ``Content``.
    """
    plain = frozenset(known) | plain_functions(tree) | _MAKERS
    plain |= _plain_names(tree, plain)
    nodes = tuple(ast.walk(tree))
    faults = [value for node in nodes for value in _shown_by(node) if not _is_plain(value, plain)]
    faults += [node for node in nodes if isinstance(node, ast.Call) and _markup_of(node) not in ("", "False")]
    return [f"{value.lineno}: {ast.unparse(value)}" for value in faults]


def _shown_by(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions that this part of the source puts before people's eyes."""
    if isinstance(node, ast.Assign):
        if any(isinstance(target, ast.Attribute) and target.attr in TITLES for target in node.targets):
            yield node.value
    elif isinstance(node, ast.Call):
        yield from _shown_by_call(node)


def _shown_by_call(call: ast.Call) -> Iterator[ast.expr]:
    name = _called(call)
    if name == "notify" and _markup_of(call) == "False":
        return  # a toast takes no ``Content``
    if name in SHOWS_FIRST:
        yield from call.args[:1]
        yield from (keyword.value for keyword in call.keywords if keyword.arg in SHOWN_BY_NAME)
    elif name in SHOWS_ALL:
        yield from (part.elts[0] if isinstance(part, ast.Tuple) else part for part in call.args)


def _is_plain(value: ast.expr, plain: frozenset[str]) -> bool:
    """Whether the value is written down in the source, or made plain."""
    match value:
        case ast.Constant():
            return True
        case ast.Name() | ast.Attribute():
            name = _name_of(value)
            return name.strip("._").isupper() or name in plain
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, op=ast.Add(), right=other):
            return _is_plain(one, plain) and _is_plain(other, plain)
        case ast.BinOp(left=ast.Constant(), op=ast.Mult()):
            return True
        case ast.Call(func=ast.Attribute(value=ast.Call() as receiver)) if _called(value) not in plain:
            return _is_plain(receiver, plain)
        case ast.Call(func=ast.Attribute(value=receiver, attr=method)) if method in _KEEPS_PLAIN:
            return _is_plain(receiver, plain)
        case ast.Call():
            return _called(value) in plain
    return False


def _plain_names(tree: ast.Module, plain: frozenset[str]) -> frozenset[str]:
    """Return the variables and attributes that are given nothing but plain text, wherever in the file."""
    given = _given(tree)
    while True:
        more = frozenset(
            name
            for name, values in given.items()
            if name not in plain and all(value is not None and _is_plain(value, plain) for value in values)
        )
        if not more:
            return plain
        plain |= more


def _given(tree: ast.Module) -> dict[str, list[ast.expr | None]]:
    """Return name to every value it is given; ``None`` for one that the file does not show."""
    found: dict[str, list[ast.expr | None]] = {}
    declared: set[ast.expr] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name() | ast.Attribute() as target], value=value):
                declared.add(target)
                found.setdefault(_name_of(target), []).append(value)
            case ast.AnnAssign(target=target, annotation=annotation):
                declared.add(target)
                found.setdefault(_name_of(target), []).append(_of_type(annotation))
            case ast.arg(arg=name, annotation=annotation):
                found.setdefault(name, []).append(_of_type(annotation))
            case ast.Name(ctx=ast.Store()) | ast.Attribute(ctx=ast.Store()) if node not in declared:
                found.setdefault(_name_of(node), []).append(None)
    return found


def _name_of(target: ast.expr) -> str:
    """Return how a variable or, with a dot, an attribute is known."""
    return f".{target.attr}" if isinstance(target, ast.Attribute) else ast.unparse(target)


def _of_type(annotation: ast.expr | None) -> ast.expr | None:
    """Return something plain for what is declared to be plain, which the type checker sees to."""
    return ast.Constant("") if _is_content(annotation) else None


def _called(call: ast.Call) -> str:
    """Return the last word of what is called, with its class where that is a maker of text."""
    match call.func:
        case ast.Attribute(value=ast.Name(id="Content" | "Text" as maker), attr=name):
            return f"{maker}.{name}"
        case ast.Attribute(attr=name):
            return name
    return ast.unparse(call.func)


def _markup_of(call: ast.Call) -> str:
    """Return what the call says about markup, empty when it says nothing."""
    return next((ast.unparse(keyword.value) for keyword in call.keywords if keyword.arg == "markup"), "")


def _is_content(annotation: ast.expr | None) -> bool:
    return annotation is not None and ast.unparse(annotation) == "Content"
