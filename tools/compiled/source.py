"""Rewrites the reading modules for mypyc: the same code, with plain classes that a C compiler can lay out.

mypyc knows no msgspec structs, no slots and no subclasses of built-in types, and fills a frozen dataclass field by field
through the interpreter. So each such class gets the `__init__` that its fields say, and is no longer frozen: that it is
never written to is what mypy has checked in the sources.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# What a reading spends its time in. Classes that msgspec fills from files stay outside.
MODULES = (
    "text",
    "model/anchor.py",
    "model/mention.py",
    "model/claim.py",
    "model/document.py",
    "knowledge/lexicon.py",
    "knowledge/inventory.py",
    "knowledge/language.py",
    "knowledge/clitics.py",
    "knowledge/time_book.py",
    "knowledge/gazetteer",
    "knowledge/gazetteer/__init__.py",
    "knowledge/intake_words.py",
    "intake/compose.py",
    "intake/paragraphs.py",
    "intake/segments.py",
    "mentions",
    "claims",
)
_BUILT_IN = frozenset({"dict", "tuple"})
_COPIED = "thucydides.model.copied"
_REPLACING = ("dataclasses", "msgspec.structs")
_IMPORTS = f"""from dataclasses import dataclass
from typing import Final as _Final
from mypy_extensions import mypyc_attr
from {_COPIED} import replace as _replace
"""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a class: its annotation as written, and the value behind it, if there is one."""

    name: str
    annotation: ast.expr
    value: ast.expr | None


def paths(package: Path) -> list[Path]:
    """The files to compile below the package's folder, in order."""
    found: list[Path] = []
    for name in MODULES:
        path = package / name
        found += [path] if path.is_file() else sorted(p for p in path.rglob("*.py") if p.name != "__init__.py")
    return found


def _options(owner: ast.ClassDef) -> dict[str, object] | None:
    """What the dataclass, struct or named tuple is told; None for a class that is none of them, or that msgspec fills from files."""
    if any(isinstance(base, ast.Attribute) and base.attr == "Struct" for base in owner.bases):
        told = {k.arg or "": getattr(k.value, "value", None) for k in owner.keywords}
        return None if told.get("forbid_unknown_fields") or told.get("kw_only") else told
    if any(getattr(base, "id", "") == "NamedTuple" for base in owner.bases):
        return {"frozen": True, "replaces": True}
    for decorator in owner.decorator_list:
        call = decorator if isinstance(decorator, ast.Call) else None
        if getattr(call.func if call else decorator, "id", "") == "dataclass":
            return {k.arg or "": getattr(k.value, "value", None) for k in call.keywords} if call else {}
    return None


def _own_fields(owner: ast.ClassDef) -> Iterator[Field]:
    for line in owner.body:
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
            yield Field(line.target.id, line.annotation, line.value)


def _parameter(field: Field) -> tuple[str, str]:
    """A field as a parameter of `__init__`, and the line that fills it."""
    name, annotation, fills, default = field.name, ast.unparse(field.annotation), field.name, None
    if isinstance(field.value, ast.Call) and getattr(field.value.func, "id", "") == "field":
        told = {k.arg: ast.unparse(k.value) for k in field.value.keywords}
        default = told.get("default")
        if "default_factory" in told:
            default, annotation = "None", f"({annotation}) | None"
            fills = f"{told['default_factory']}() if {name} is None else {name}"
    elif field.value is not None:
        default = ast.unparse(field.value)
    return f"{name}: {annotation}" + ("" if default is None else f" = {default}"), f"self.{name} = {fills}"


def _is_maker(base: ast.expr) -> bool:
    """True of a base that only says how its class is made."""
    return getattr(base, "attr", getattr(base, "id", "")) in ("Struct", "NamedTuple")


class Classes:
    """The classes of all modules: a field may come from a parent in another one. `asked` is what is asked of them."""

    def __init__(self, trees: dict[Path, ast.Module], asked: Asked) -> None:
        self.asked = asked
        self.known: dict[str, ast.ClassDef] = {}
        for tree in trees.values():
            self.known.update({c.name: c for c in tree.body if isinstance(c, ast.ClassDef) and _options(c) is not None})
        self.acyclic = {name for name, owner in self.known.items() if self._is_acyclic(owner)}

    def _with_changes(self, owner: ast.ClassDef) -> list[ast.stmt]:
        """A method for each set of fields that is replaced somewhere, where the class has them all: made as any object is."""
        fields, made = {f.name: f for f in self.fields(owner)}, []
        for names in sorted(self.asked.replaced):
            if fields.keys() >= set(names):
                taken = ", ".join(f"{name}: {ast.unparse(fields[name].annotation)}" for name in names)
                given = ", ".join(name if name in names else f"self.{name}" for name in fields)
                head = f"def {_changing(names)}(self, {taken}) -> '{owner.name}':"
                made += ast.parse(f"{head}\n    return {owner.name}({given})").body
        return made

    def fields(self, owner: ast.ClassDef) -> list[Field]:
        """All fields, the parents' first."""
        found: dict[str, Field] = {}
        for base in owner.bases:
            parent = self.known.get(getattr(base, "id", ""))
            found.update({f.name: f for f in self.fields(parent)} if parent is not None else {})
        found.update({f.name: f for f in _own_fields(owner)})
        return list(found.values())

    def _is_acyclic(self, owner: ast.ClassDef) -> bool:
        """True where no object of the class can hold itself: a frozen one holds what was there before it. Such objects need no
        place in the collector's lists, a third of what making and dropping them costs. A table that one fills later must not
        point back at it.
        """
        bases = [self.known.get(getattr(base, "id", "")) for base in owner.bases if not _is_maker(base)]
        return bool((_options(owner) or {}).get("frozen")) and all(b is not None and self._is_acyclic(b) for b in bases)

    def plain(self, owner: ast.ClassDef) -> bool:
        """Rewrites one class in place; false where there is nothing to do."""
        bases = [getattr(b.value if isinstance(b, ast.Subscript) else b, "id", "") for b in owner.bases]
        if _BUILT_IN.intersection(bases):
            owner.decorator_list.append(ast.parse("mypyc_attr(native_class=False)", mode="eval").body)
            return True
        options = _options(owner)
        if options is None:
            return False
        parameters = [_parameter(f) for f in self.fields(owner)]
        owner.bases = [b for b in owner.bases if not _is_maker(b)]
        owner.keywords = []
        head = ", ".join(["self", *(told for told, _ in parameters)])
        lines = [line for _, line in parameters] or ["pass"]
        if any(isinstance(line, ast.FunctionDef) and line.name == "has" for line in owner.body):
            lines += [f"self.{_having(name)} = {name!r} in self.phenomena" for name in sorted(self.asked.phenomena)]
            lines += [f"self.{_setting(name)} = self.settings.{name}" for name in sorted(self.asked.settings)]
        owner.body += ast.parse("\n    ".join([f"def __init__({head}) -> None:", *lines])).body
        if not any(isinstance(base, ast.Subscript) for base in owner.bases):
            same = ", ".join(f"self.{f.name}" for f in self.fields(owner))
            owner.body += ast.parse(f"def _copied(self) -> '{owner.name}':\n    return {owner.name}({same})").body
            owner.body += self._with_changes(owner)
        if options.get("replaces"):
            changed = f"def _replace(self, **changes: object) -> '{owner.name}':\n    return _replace(self, **changes)"
            owner.body += ast.parse(changed).body
        names = [(d, getattr(d.func if isinstance(d, ast.Call) else d, "id", "")) for d in owner.decorator_list]
        owner.decorator_list = [d for d, name in names if name not in ("dataclass", "quick")]
        told = "init=False"
        if options.get("eq") is False:
            told += ", eq=False"
        elif options.get("frozen"):
            told += ", unsafe_hash=True"
        told += ", order=True" if options.get("order") else ""
        owner.decorator_list.append(ast.parse(f"dataclass({told})", mode="eval").body)
        if options.get("frozen") and owner.name in self.acyclic:  # two classes may share a name
            owner.decorator_list.append(ast.parse("mypyc_attr(acyclic=True)", mode="eval").body)
        return True


def _having(phenomenon: str) -> str:
    """The field of a language that says whether it has a phenomenon."""
    return f"has_{phenomenon}"


def _setting(name: str) -> str:
    """The field of a language that has one of its settings."""
    return f"setting_{name}"


def _changing(names: tuple[str, ...]) -> str:
    """The method that gives an object with these fields changed."""
    return "_changed_" + "_".join(names)


@dataclass(frozen=True, slots=True)
class Asked:
    """What all modules ask by a name that stands there: phenomena and settings of a language, sets of fields that are replaced.

    Each becomes a field or a method of its own: the compiler then reads it at once, where it looked a name up.
    """

    phenomena: set[str]
    settings: set[str]
    replaced: set[tuple[str, ...]]


class _Expressions(ast.NodeTransformer):
    """What mypyc 2.4 cannot translate, or only slowly, said in another way."""

    def __init__(self, tree: ast.Module, asked: Asked) -> None:
        taken = [line for line in ast.walk(tree) if isinstance(line, ast.ImportFrom) and line.module in _REPLACING]
        self.replacing = {n.asname or n.name for line in taken for n in line.names if n.name == "replace"}
        self.replacing |= {f"{module}.replace" for module in _REPLACING}
        self.asked = asked

    def visit_Attribute(self, node: ast.Attribute) -> ast.Attribute:
        self.generic_visit(node)
        held = node.value
        if isinstance(held, ast.Attribute) and held.attr == "settings" and isinstance(node.ctx, ast.Load):
            self.asked.settings.add(node.attr)
            return ast.Attribute(held.value, _setting(node.attr), node.ctx)
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        called = node.func
        names = tuple(sorted(k.arg or "" for k in node.keywords))
        if ast.unparse(called) in self.replacing and len(node.args) == 1 and all(names) and names:
            self.asked.replaced.add(names)
            return ast.Call(ast.Attribute(node.args[0], _changing(names), ast.Load()), [], node.keywords)
        if isinstance(called, ast.Attribute) and called.attr == "has" and len(node.args) == 1:
            told = node.args[0]
            if isinstance(told, ast.Constant) and isinstance(told.value, str):
                self.asked.phenomena.add(told.value)
                return ast.Attribute(called.value, _having(told.value), ast.Load())
        if (
            isinstance(called, ast.Name) and called.id == "zip"
        ):  # the compiler walks over both at once, if it need not be strict
            node.keywords = [k for k in node.keywords if k.arg != "strict"]
        if isinstance(called, ast.Attribute):
            if called.attr == "__new__" and isinstance(called.value, ast.Call):
                called.value = ast.Name("tuple", ast.Load())  # super() of a subclass of tuple
            elif ast.unparse(called) == "msgspec.structs.replace":
                node.func = ast.Name("_replace", ast.Load())
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.Compare:
        self.generic_visit(node)
        for n, other in enumerate(node.comparators):
            if isinstance(other, ast.Tuple) and any(isinstance(e, ast.Starred) for e in other.elts):
                listed = ast.List(other.elts, ast.Load())
                node.comparators[n] = ast.Call(ast.Name("tuple", ast.Load()), [listed], [])
        return node


def _copies(tree: ast.Module) -> None:
    """Takes `replace` from the module that is made for it."""
    for line in list(tree.body):
        if isinstance(line, ast.ImportFrom) and line.module == "dataclasses":
            taken = [name for name in line.names if name.name == "replace"]
            line.names = [name for name in line.names if name.name != "replace"] or [ast.alias("field")]
            if taken:
                tree.body.insert(tree.body.index(line), ast.ImportFrom(_COPIED, taken, 0))


_CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]+")
_NO_VALUES = frozenset({"TypeVar", "NewType", "ParamSpec"})


def _constants(tree: ast.Module) -> None:
    """Marks what is written in capitals and set once as final: the compiler then looks it up in no table of names."""
    stored = [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    shared = {name for n in ast.walk(tree) if isinstance(n, ast.Global) for name in n.names}
    for at, line in enumerate(tree.body):
        target = line.targets[0] if isinstance(line, ast.Assign) and len(line.targets) == 1 else None
        target = line.target if isinstance(line, ast.AnnAssign) else target
        if not isinstance(target, ast.Name) or not isinstance(line, ast.Assign | ast.AnnAssign) or line.value is None:
            continue
        made = line.value.func if isinstance(line.value, ast.Call) else None
        if not _CONSTANT.fullmatch(target.id) or getattr(made, "id", "") in _NO_VALUES:
            continue
        if stored.count(target.id) != 1 or target.id in shared:
            continue
        final: ast.expr = ast.Name("_Final", ast.Load())
        if isinstance(line, ast.AnnAssign):
            final = ast.Subscript(final, line.annotation, ast.Load())
        tree.body[at] = ast.AnnAssign(ast.Name(target.id, ast.Store()), final, line.value, 1)


def _after_head(tree: ast.Module) -> int:
    """Where an import may be put: behind the docstring and what comes from the future."""
    at = 0
    while isinstance(tree.body[at], ast.Expr) or getattr(tree.body[at], "module", "") == "__future__":
        at += 1
    return at


def rewrite(package: Path) -> list[Path]:
    """Rewrites the modules of a copy of the package in place; gives their paths."""
    found = paths(package)
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in found}
    asked = Asked(set(), set(), set())
    for tree in trees.values():
        _Expressions(tree, asked).visit(tree)
    classes = Classes(trees, asked)
    for path, tree in trees.items():
        for line in tree.body:
            if isinstance(line, ast.ImportFrom) and line.module == "msgspec.structs":
                line.module = "dataclasses"
        _copies(tree)
        _constants(tree)
        owners = [line for line in tree.body if isinstance(line, ast.ClassDef)]
        for owner in owners:
            classes.plain(owner)
        at = _after_head(tree)
        tree.body[at:at] = ast.parse(_IMPORTS).body
        path.write_text(ast.unparse(ast.fix_missing_locations(tree)) + "\n", encoding="utf-8")
    copied = package / "model" / "copied.py"
    copied.parent.mkdir(exist_ok=True)
    copied.write_bytes(Path(__file__).with_name("copied.py").read_bytes())
    return [*found, copied]
