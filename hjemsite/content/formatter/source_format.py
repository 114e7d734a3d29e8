"""A source file in its one layout: what `format` writes, and what every file that we write already is.

The text under the fields stays as it is. What is written is read anew, and must hold the same fields, values and
comments; anything else is a bug, and raises.
"""

from hjemsite.content.formatter.yaml_comments import remarks
from hjemsite.content.formatter.yaml_writer import written
from hjemsite.content.frontmatter import split
from hjemsite.content.frontmatter.syntax import nodes
from hjemsite.content.frontmatter.syntax.nodes import Mapping, Node, Scalar
from hjemsite.content.sources import Source, text_of
from hjemsite.diagnostics.diagnostic import Checked


def formatted(source: Source) -> Checked[bytes]:
    """The bytes of a source in its one layout. The file's own bytes where it cannot be read; the faults say why.

    >>> formatted(Source("content/sider/om.md", b"---\\ntitle:   Om os   # kort\\n---\\nVi.")).value
    b'---\\ntitle: Om os  # kort\\n---\\nVi.\\n'
    """
    text = text_of(source)
    laid_out = _text(text.value, source.path) if not text.faults else text
    if laid_out.faults:
        return Checked(source.data, laid_out.faults)
    # Git may give an editor on Windows every file with line ends of its own.
    first_line, end, _ = source.data.partition(b"\n")
    own_end = "\r\n" if end and first_line.endswith(b"\r") else "\n"
    return Checked(laid_out.value.replace("\n", own_end).encode())


def _text(text: str, path: str) -> Checked[str]:
    """The text of a whole file in the one layout."""
    parts = split.split(text, path)
    if parts.faults:
        return Checked(text, parts.faults)
    if path.endswith(".yaml"):
        return _fields(text, path)
    fields = _fields(parts.value.yaml, path, parts.value.yaml_line)
    body = parts.value.body
    end = "\n" if body and not body.endswith("\n") else ""
    return Checked(f"---\n{fields.value}---\n{body}{end}", fields.faults)


def _fields(yaml: str, path: str, first_line: int = 1) -> Checked[str]:
    """A YAML text that begins on `first_line` of its file, in the one layout; as it is where it has faults."""
    tree = split.parse(yaml, path, first_line)
    if tree.faults:
        return Checked(yaml, tree.faults)
    lines = [*[""] * (first_line - 1), *yaml.split("\n")]
    all_remarks = remarks(tree.value, lines, first_line)
    text = written(tree.value, lines, all_remarks)
    again = split.parse(text, path)
    comments = [remark.text for remark in all_remarks if remark.text]
    kept = [remark.text for remark in remarks(again.value, text.split("\n"), 1) if remark.text]
    assert not again.faults and _values(again.value) == _values(tree.value) and kept == comments, path
    return Checked(text)


def _values(node: Node) -> object:
    """The text or items of a node, without their spans."""
    if isinstance(node, Mapping):
        return [(key, _values(value)) for key, value in node.entries.items()]
    if isinstance(node, nodes.Sequence):
        return [_values(item) for item in node.items]
    return (node.text, node.plain) if isinstance(node, Scalar) else None
