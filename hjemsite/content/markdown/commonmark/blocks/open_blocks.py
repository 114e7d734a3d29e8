"""The blocks that a line may go on in, while a body is read: the containers around it and the leaf before it."""

from hjemsite.content.markdown.commonmark.blocks.blocks_model import Container, Leaf
from hjemsite.content.markdown.commonmark.inlines.link_syntax import Target, definition
from hjemsite.content.markdown.commonmark.inlines.text_places import TextPlaces

Definitions = dict[str, tuple[Target, TextPlaces]]
"""The key of a label → where it leads, and the text in which that is written."""


class OpenBlocks:
    """`containers` are open, from the document inwards, and `leaf` too; what is closed stays in the document's tree."""

    def __init__(self) -> None:
        self.document = Container("document", 0)
        self.definitions: Definitions = {}
        self.notes: dict[str, Container] = {}
        self.containers = [self.document]
        self.leaf: Leaf | None = None

    @property
    def siblings(self) -> list[Leaf | Container]:
        """The blocks of the innermost container."""
        return self.containers[-1].children

    def close(self, depth: int) -> None:
        """Close the leaf, and all containers but the first `depth`."""
        self.end_leaf()
        del self.containers[depth:]

    def end_leaf(self) -> None:
        """Close the leaf; a paragraph loses the link definitions with which it begins."""
        leaf, self.leaf = self.leaf, None
        if leaf is not None and leaf.kind == "paragraph" and leaf.lines[0][0][0] == "[":
            self.take_definitions(leaf)

    def open_container(self, depth: int, container: Container) -> None:
        """Open a container in the one at `depth`."""
        self.close(depth)
        self.siblings.append(container)
        self.containers.append(container)

    def open_item(self, depth: int, item: Container, sign: str, start: int) -> None:
        """Open a list item in the container at `depth`, in the list before it if that has the same sign."""
        self.close(depth)
        last = self.siblings[-1] if self.siblings else None
        is_same = isinstance(last, Container) and last.kind == "list" and last.marker == sign
        if not isinstance(last, Container) or not is_same or last.attributes:
            last = Container("list", item.first, marker=sign, start=start)
            self.siblings.append(last)
        last.children.append(item)
        self.containers.append(item)

    def open_note(self, depth: int, note: Container) -> None:
        """Open a footnote; it stands apart from the text, and the first one with a label counts."""
        self.close(depth)
        self.notes.setdefault(note.marker, note)
        self.containers.append(note)

    def add_leaf(self, depth: int, leaf: Leaf, *, stays_open: bool = False) -> None:
        """Add a leaf to the container at `depth`."""
        self.close(depth)
        self.siblings.append(leaf)
        self.leaf = leaf if stays_open else None

    def take_definitions(self, leaf: Leaf) -> None:
        """Take the link definitions from the beginning of a paragraph; the first one for a label counts."""
        places = TextPlaces.of_lines(leaf.lines)
        done = 0
        while defined := definition(places.text, done):
            key, target, done = defined
            self.definitions.setdefault(key, (target, places))
        if done:
            del leaf.lines[: places.text.count("\n", 0, done) if done < len(places.text) else len(leaf.lines)]
        if not leaf.lines:
            leaf.kind = "definition"
