"""Values as they are written in front matter: our reader finds the very text again."""

from hypothesis import example, given
from hypothesis import strategies as st

from hjemsite.content.frontmatter import split
from hjemsite.content.frontmatter.syntax.nodes import Mapping, Scalar, Sequence
from hjemsite.importer.draft import frontmatter
from hjemsite.importer.extract.result import Confidence

SIGNS = st.text(st.sampled_from("aåØ 1:#-'\"\\[]{},&*!|>%@`?~=\u00a0\n\t–"), max_size=20)
TEXTS = st.one_of(SIGNS, st.text(max_size=40), st.text("ab :#", min_size=90, max_size=130))


@given(TEXTS)
@example("null")
@example("a: b")
@example("a #b")
@example("\"'\\")
@example("- a")
@example("12:30")
@example("a:")
@example('Vi er klar"')
@example('1="')
def test_a_text_is_read_back(text: str) -> None:
    """Whatever signs it holds; only white space and what cannot be seen is made plain."""
    expected = frontmatter.one_line(text)
    for written in (f"key: {frontmatter.scalar(text)}", frontmatter.field_lines("key", text.replace("\n\n", " "))):
        if not expected:
            continue
        tree = split.parse(written, "content/nyheder/x.md")
        assert tree.faults == (), written
        value = tree.value.entries["key"]
        assert isinstance(value, Scalar)
        assert (value.text, value.is_empty) == (expected, False)


@given(st.lists(SIGNS.map(frontmatter.one_line).filter(bool), min_size=2, max_size=3), st.sampled_from(Confidence))
def test_paragraphs_and_marks_are_read_back(paragraphs: list[str], sure: Confidence) -> None:
    """In an item of a list, too, and behind a mark."""
    mark = frontmatter.review_mark(sure, "se efter: #1")
    item = frontmatter.field_lines("text", "\n\n".join(paragraphs), "    ", mark)
    tree = split.parse(f"quotes:\n  - speaker: Bo{mark}\n{item}\n", "content/nyheder/x.md")
    assert tree.faults == ()
    quotes = tree.value.entries["quotes"]
    assert isinstance(quotes, Sequence)
    quote = quotes.items[0]
    assert isinstance(quote, Mapping)
    value = quote.entries["text"]
    assert isinstance(value, Scalar)
    assert value.text == "\n\n".join(paragraphs)
