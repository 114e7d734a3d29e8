"""Reads a template and notes the names that are not there, and those that are deprecated.

The type of each value is followed from the view through loops, `set` and filters, as far as the record of names goes.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from jinja2 import nodes
from msgspec import Struct

from hjemsite.diagnostics.deprecated_names import deprecated
from hjemsite.render.names.parsed_templates import ParsedTemplates, parameters
from hjemsite.render.names.template_names import TemplateNames
from hjemsite.render.names.value_types import Module, ValueType, either, filtered, items_of, structs_of, value_type

UseKind = Literal["view", "block", "macro", "argument", "template", "asset"]

_OF_ITEMS = frozenset({"selectattr", "rejectattr"})
"""Filters whose first argument names a field of the items."""
_ASK = frozenset({"defined", "undefined"})


class Use(Struct, frozen=True):
    """A use of a name that is not there, or that is deprecated.

    `owners` are the structs, the template or the macro that should give `name`; `choices` are the names that they give.
    """

    kind: UseKind
    owners: tuple[str, ...]
    name: str
    line: int
    choices: tuple[str, ...] = ()
    is_deprecated: bool = False


class TemplateReader:
    """Reads one template whose `view` is of the type `view`; what it finds is in `uses`."""

    def __init__(self, names: TemplateNames, templates: ParsedTemplates, view: ValueType) -> None:
        self.names, self.templates = names, templates
        self.scope: dict[str, ValueType | Module] = {"view": view}
        self.uses: list[Use] = []

    def read(self, tree: nodes.Template) -> None:
        """Read the whole template."""
        above = [node.template.value for node in tree.find_all(nodes.Extends) if isinstance(node.template, nodes.Const)]
        if len(above) == 1 and (blocks := self.templates.blocks(above[0])) is not None:
            for block in _outermost(tree):
                old = deprecated("block", above[0].removeprefix("hjemsite/"), block.name) is not None
                if block.name not in blocks or old:
                    self._note("block", (above[0],), block, block.name, blocks, old=old)
        self._bodies(tree.body)

    def _note(
        self,
        kind: UseKind,
        owners: tuple[str, ...],
        node: nodes.Node,
        name: str,
        choices: Iterable[str] = (),
        *,
        old: bool = False,
    ) -> None:
        self.uses.append(Use(kind, owners, name, node.lineno, tuple(choices), old))

    def _bodies(self, *bodies: Iterable[nodes.Node]) -> None:
        for body in bodies:
            for node in body:
                self._statement(node)

    def _inside(self, *bodies: Iterable[nodes.Node], bound: Iterable[tuple[nodes.Node, ValueType]] = ()) -> None:
        """Read bodies with variables of their own, which are gone behind them."""
        outside = dict(self.scope)
        for target, of in bound:
            self._bind(target, of)
        self._bodies(*bodies)
        self.scope = outside

    def _statement(self, node: nodes.Node) -> None:
        match node:
            case nodes.For():
                items = items_of(self._type(node.iter))
                item = items[0] if len(items) == 1 else either(*items)
                own: list[nodes.Node] = [*node.body, *([node.test] if node.test else ())]
                self._inside(own, bound=((node.target, item), (nodes.Name("loop", "store"), None)))
                self._inside(node.else_)
            case nodes.If():
                self._type(node.test)
                self._bodies(node.body, node.elif_, node.else_)
            case nodes.Assign():
                self._bind(node.target, self._type(node.node))
            case nodes.AssignBlock():
                self._inside(node.body)
                self._bind(node.target, None)
            case nodes.With():
                values = [self._type(value) for value in node.values]
                self._inside(node.body, bound=zip(node.targets, values, strict=True))
            case nodes.Macro() | nodes.CallBlock():
                self._bodies(node.defaults, [node.call] if isinstance(node, nodes.CallBlock) else ())
                self._inside(node.body, bound=[(argument, None) for argument in node.args])
            case nodes.Block() | nodes.Scope() | nodes.FilterBlock():
                self._inside(node.body)
            case nodes.Include() | nodes.Extends():
                self._templates(node, node.template, may_lack=getattr(node, "ignore_missing", False))
            case nodes.Import() | nodes.FromImport():
                self._import(node)
            case nodes.Expr():
                self._type(node)
            case _:
                self._bodies(node.iter_child_nodes())

    def _bind(self, target: nodes.Node, of: ValueType) -> None:
        if isinstance(target, nodes.Name):
            self.scope[target.name] = of
        elif isinstance(target, nodes.Tuple):
            items = items_of(of)
            each = items if len(items) == len(target.items) else (items[0] if len(items) == 1 else None,) * 99
            for part, item in zip(target.items, each, strict=False):
                self._bind(part, item)

    def _import(self, node: nodes.Import | nodes.FromImport) -> None:
        name = self._templates(node, node.template, may_lack=False)
        if isinstance(node, nodes.Import):
            self.scope[node.target] = Module(name) if name else None
            return
        for imported in node.names:
            key, alias = imported if isinstance(imported, tuple) else (imported, imported)
            self.scope[alias] = None
            if name:
                self._macro(name, key, node)

    def _templates(self, node: nodes.Node, named: nodes.Expr, *, may_lack: bool) -> str:
        """The name of the one template that is named; empty where it is only known when a page is rendered."""
        if not (isinstance(named, nodes.Const) and isinstance(named.value, str)):
            self._type(named)
            return ""
        if not self.templates.has(named.value):
            if not may_lack:
                self._note("template", (), node, named.value, sorted(self.templates.texts))
            return ""
        return named.value

    def _macro(self, template: str, name: str, node: nodes.Node) -> nodes.Macro | None:
        macros = self.templates.macros(template)
        if macros is None:
            return None
        old = deprecated("macro", template.removeprefix("hjemsite/"), name) is not None
        if name not in macros or old:
            self._note("macro", (template,), node, name, (key for key, macro in macros.items() if macro), old=old)
        return macros.get(name)

    def _type(self, node: nodes.Node | None) -> ValueType:
        """The type of an expression. What it names is noted on the way."""
        match node:
            case nodes.Name():
                value = self.scope.get(node.name)
                return None if isinstance(value, Module) else value
            case nodes.Const():
                return value_type(type(node.value).__name__ if node.value is not None else "None")
            case nodes.Getattr():
                return self._field(node, node.node, node.attr)
            case nodes.Getitem(arg=nodes.Const(value=str() as name)):
                return self._field(node, node.node, name)
            case nodes.Getitem():
                items, _ = items_of(self._type(node.node)), self._type(node.arg)
                return items[0] if len(items) == 1 and not isinstance(node.arg, nodes.Slice) else None
            case nodes.Test() if node.name in _ASK and isinstance(node.node, nodes.Getattr | nodes.Getitem):
                self._type(node.node.node)
            case nodes.Filter(name="default" | "d", node=nodes.Getattr() | nodes.Getitem() as asked):
                self._types(asked.node, *node.args)
            case nodes.Filter():
                return self._filtered(node)
            case nodes.CondExpr():
                self._type(node.test)
                return either(self._type(node.expr1), self._type(node.expr2) if node.expr2 else value_type("None"))
            case nodes.And() | nodes.Or():
                return either(self._type(node.left), self._type(node.right))
            case nodes.Call():
                self._call(node)
            case nodes.Node():
                self._types(*node.iter_child_nodes())
        return None

    def _types(self, *several: nodes.Node) -> None:
        for node in several:
            self._type(node)

    def _field(self, node: nodes.Node, owner: nodes.Node, name: str) -> ValueType:
        """The type of the field `name` of what `owner` is."""
        if isinstance(owner, nodes.Name) and isinstance(module := self.scope.get(owner.name), Module):
            self._macro(module.template, name, node)
            return None
        structs = structs_of(self._type(owner), self.names)
        if not structs:
            return None
        types = [fields[name] for struct in structs if name in (fields := self.names.structs[struct])]
        if not types:
            keys = dict.fromkeys(key for struct in structs for key in self._keys(struct))
            self._note("view", structs, node, name, keys)
            return None
        if all(deprecated("view", struct, name) for struct in structs if name in self.names.structs[struct]):
            self._note("view", structs, node, name, old=True)
        return either(*map(value_type, types))

    def _keys(self, struct: str) -> Iterator[str]:
        """The names that a struct gives, without those that are deprecated."""
        return (name for name in self.names.structs[struct] if not deprecated("view", struct, name))

    def _filtered(self, node: nodes.Filter) -> ValueType:
        of = self._type(node.node)
        self._types(*node.args, *(argument.value for argument in node.kwargs))
        named = [argument.value for argument in node.kwargs if argument.key == "attribute"]
        if node.name in _OF_ITEMS:
            named += node.args[:1]
        items = items_of(of)
        structs = structs_of(items[0], self.names) if len(items) == 1 else ()
        for attribute in named:
            if isinstance(attribute, nodes.Const) and isinstance(attribute.value, str) and structs:
                name = attribute.value.partition(".")[0]
                if not any(name in self.names.structs[struct] for struct in structs):
                    self._note("view", structs, node, name, self._keys(structs[0]))
        return filtered(of, node.name)

    def _call(self, node: nodes.Call) -> None:
        self._types(*node.args, *(argument.value for argument in node.kwargs))
        match node:
            case nodes.Call(node=nodes.Name(name="asset"), args=[nodes.Const(value=str() as name)]):
                if "asset" not in self.scope and name not in self.templates.assets:
                    self._note("asset", (), node, name, sorted(self.templates.assets))
            case nodes.Call(node=nodes.Getattr(node=nodes.Name() as owner, attr=attribute)):
                module = self.scope.get(owner.name)
                if not isinstance(module, Module):
                    self._type(node.node)
                elif (macro := self._macro(module.template, attribute, node.node)) is not None:
                    self._arguments(node, macro)
            case _:
                self._type(node.node)

    def _arguments(self, call: nodes.Call, macro: nodes.Macro) -> None:
        taken = parameters(macro)
        if taken is None:
            return
        unknown = [argument.key for argument in call.kwargs if argument.key not in (*taken, "caller")]
        for name in unknown:
            self._note("argument", (macro.name,), call, name, taken)
        if len(call.args) > len(taken):
            self._note("argument", (macro.name,), call, "", taken)


def _outermost(node: nodes.Node) -> Iterator[nodes.Block]:
    """The blocks that stand in no other: those stand in place of one of the extended template."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outermost(child)
