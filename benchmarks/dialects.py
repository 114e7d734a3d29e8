"""The files of a corpus as each builder wants them: pairs of path, below the folder of the site, and text."""

import json
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from benchmarks.corpus import Article, Corpus, Member, slug

Files: TypeAlias = Iterator[tuple[str, str]]
Field: TypeAlias = "str | list[str] | list[dict[str, str]]"

SITE = """\
title: Pressebureauet
address: https://nyheder.example.dk
description: Nyheder fra foreninger, der ikke findes.
alliance:
  name: Pressebureauet
about: Pressebureauet samler nyheder fra foreninger, der ikke findes.
"""


BARE = """\
# What the others do not make either.
social_cards: nej
downloads: []
"""


def hjemsite(corpus: Corpus, *, bare: bool = False) -> Files:
    yield "content/site.yaml", f"{SITE}{BARE if bare else ''}"
    for member in corpus.members():
        fields = {"name": member.name, "kind": "ngo", "joined": member.joined, "website": member.website}
        yield f"content/medlemmer/{member.slug}.md", _page(fields, member.about)
    for article in corpus.articles():
        path = f"content/nyheder/{article.date:%Y}/{article.date:%Y-%m-%d}-{article.slug}.md"
        speakers = [
            {"name": speaker.name, "title": speaker.title, "member": speaker.member.slug}
            for speaker in article.speakers
        ]
        quotes = [{"speaker": quote.speaker.name, "text": quote.text} for quote in article.quotes]
        fields_of_article: dict[str, Field] = {
            "title": article.title,
            "date": f"{article.date:%Y-%m-%d %H:%M}",
            "member": [member.slug for member in article.members],
            "speakers": speakers,
            "quotes": quotes,
            "topics": list(article.topics),
            "credit": article.credit,
        }
        yield path, _page(fields_of_article, article.body)


def hugo(corpus: Corpus) -> Files:
    """Members and people are terms with files of their own, so that names can change without their addresses."""
    for member in corpus.members():
        yield f"content/medlemmer/{member.slug}/_index.md", _page(_of_member(member), member.about)
    people = {speaker.name for article in corpus.articles() for speaker in article.speakers}
    for name in sorted(people):
        yield f"content/personer/{slug(name)}/_index.md", _page({"title": name}, "")
    for article in corpus.articles():
        fields: dict[str, Field] = {
            **_shared_fields(article),
            "medlemmer": [member.slug for member in article.members],
            "personer": [slug(speaker.name) for speaker in article.speakers],
            "emner": list(article.topics),
            "years": [f"{article.date:%Y}"],
        }
        yield f"content/nyheder/{article.slug}.md", _page(fields, article.body)


def eleventy(corpus: Corpus) -> Files:
    for member in corpus.members():
        yield f"content/medlemmer/{member.slug}.md", _page(_of_member(member), member.about)
    for article in corpus.articles():
        fields: dict[str, Field] = {
            **_shared_fields(article),
            "members": [member.slug for member in article.members],
            "topics": list(article.topics),
        }
        yield f"content/nyheder/{article.slug}.md", _page(fields, article.body)


def pelican(corpus: Corpus) -> Files:
    """Pelican's own front matter is lines of text; what has a shape is JSON in it."""
    members = [_of_member(member) | {"about": member.about} for member in corpus.members()]
    yield "members.json", json.dumps(members, ensure_ascii=False, indent=1) + "\n"
    for article in corpus.articles():
        fields = _shared_fields(article)
        lines = [
            f"Title: {article.title}",
            f"Date: {article.date:%Y-%m-%d %H:%M}",
            f"Slug: {article.slug}",
            f"Members: {' '.join(member.slug for member in article.members)}",
            f"Tags: {', '.join(article.topics)}",
            f"Speakers: {json.dumps(fields['speakers'], ensure_ascii=False)}",
            f"Quotes: {json.dumps(fields['quotes'], ensure_ascii=False)}",
            f"Credit: {article.credit}",
        ]
        yield f"content/nyheder/{article.slug}.md", "\n".join(lines) + f"\n\n{article.body}\n"


def _shared_fields(article: Article) -> dict[str, Field]:
    """What the rivals are told outright and hjemsite finds out: who said what as what, with addresses and anchors."""
    speakers = [
        {
            "name": speaker.name,
            "slug": slug(speaker.name),
            "title": speaker.title,
            "organisation": speaker.member.name,
            "member": speaker.member.slug,
        }
        for speaker in article.speakers
    ]
    by_name = {speaker["name"]: speaker for speaker in speakers}
    quotes = [by_name[quote.speaker.name] | {"text": quote.text, "anchor": quote.anchor} for quote in article.quotes]
    date = f"{article.date:%Y-%m-%d %H:%M}:00"
    return {"title": article.title, "date": date, "speakers": speakers, "quotes": quotes, "credit": article.credit}


def _of_member(member: Member) -> dict[str, str]:
    return {"title": member.name, "slug": member.slug, "joined": member.joined, "website": member.website}


def _page(fields: Mapping[str, Field], body: str) -> str:
    """Front matter as an editor writes it, and Markdown.

    >>> print(_page({"title": "Hus", "speakers": [{"name": "Åse", "title": "formand"}]}, "Tekst."), end="")
    ---
    title: Hus
    speakers:
      - name: Åse
        title: formand
    ---
    <BLANKLINE>
    Tekst.
    """
    lines = [line for name, value in fields.items() for line in _lines(name, value)]
    return "\n".join(["---", *lines, "---", "", body]).rstrip("\n") + "\n"


def _lines(name: str, value: Field) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{name}: {value}"
        return
    yield f"{name}:"
    for item in value:
        first, *others = [item] if isinstance(item, str) else [f"{key}: {text}" for key, text in item.items()]
        yield f"  - {first}"
        yield from (f"    {line}" for line in others)
