"""Fields that an editor wrote by a deprecated name, read by the new one, with a warning where the old name stands."""

from collections.abc import Iterable
from typing import TypeVar, get_type_hints

from hjemsite.content.frontmatter.field_errors import fields_in
from hjemsite.content.frontmatter.fields import Fields
from hjemsite.content.frontmatter.syntax.nodes import Mapping, Node, Sequence
from hjemsite.diagnostics.deprecated_names import DEPRECATED, DeprecatedName, warning
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic

_Tree = TypeVar("_Tree", bound=Node)


def renamed(tree: Mapping, kind: type[Fields], table: Iterable[DeprecatedName] = DEPRECATED) -> Checked[Mapping]:
    """`tree` with the names that fields of `kind`, and of the records in them, have now.

    Where both names stand, the old one is left and reported as unknown.
    """
    rows = [row for row in table if row.kind == "field"]
    if not rows:
        return Checked(tree)
    faults: list[Diagnostic] = []
    return Checked(_renamed(tree, kind, rows, faults), tuple(faults))


def _renamed(node: _Tree, kind: type[Fields], rows: list[DeprecatedName], faults: list[Diagnostic]) -> _Tree:
    if isinstance(node, Sequence):
        return node._replace(items=tuple(_renamed(item, kind, rows, faults) for item in node.items))
    if not isinstance(node, Mapping):
        return node
    of_kind = {row.old: row for row in rows if row.owner == kind.__name__}
    hints = get_type_hints(kind)
    entries: dict[str, Node] = {}
    keys = {}
    for key, value in node.entries.items():
        row = of_kind.get(key)
        name = row.new if row is not None and row.new not in node.entries else key
        if row is not None and name != key:
            faults.append(warning(row, node.keys[key], is_spelling=True))
        # A field of the site's own has a name that no struct knows.
        entries[name] = _renamed(value, fields_in(hints.get(name)) or kind, rows, faults)
        keys[name] = node.keys[key]
    return node._replace(entries=entries, keys=keys)
