"""Front matter: its YAML read as typed fields, with all that is wrong in it and does not depend on the body."""

from collections.abc import Iterable, Iterator

from hjemsite.content.document import FrontMatter
from hjemsite.content.frontmatter.field_errors import spans_of, typed
from hjemsite.content.frontmatter.fields import SourceFields
from hjemsite.content.frontmatter.formatting import formatting_faults
from hjemsite.content.frontmatter.renamed_fields import renamed
from hjemsite.content.frontmatter.review_marks import review_marks
from hjemsite.content.frontmatter.split import Parts, parse
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic


def front_matter(parts: Parts, path: str, kind: type[SourceFields]) -> Checked[FrontMatter | None]:
    """The front matter of the source at `path`, with the fields of `kind`; None where it is not readable."""
    tree = parse(parts.yaml, path, parts.yaml_line)
    if tree.faults and not tree.value.entries:
        return Checked(None, tree.faults)
    renamed_tree = renamed(tree.value, kind)
    values = typed(renamed_tree.value, kind)
    read = FrontMatter(values.value.fields, spans_of(renamed_tree.value), values.value.broken)
    faults = (
        *tree.faults,
        *_without_repeats((*renamed_tree.faults, *values.faults), tree.faults),
        *review_marks(parts.yaml, path, parts.yaml_line, is_draft=read.is_draft),
        *formatting_faults(tree.value, parts.yaml, parts.yaml_line),
    )
    return Checked(read, faults)


def _without_repeats(faults: Iterable[Diagnostic], refused: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """`faults` without those that call a value empty or of the wrong kind on a line that has been refused already."""
    lines = {fault.span.line for fault in refused}
    empty = ("tomt-felt", "forkert-slags")
    return (fault for fault in faults if fault.rule not in empty or fault.span.line not in lines)
