"""The addresses of an article's downloads: the same text in other formats."""

from typing import NamedTuple

from hjemsite.urls import Url


class Downloads(NamedTuple):
    """Where an article is found as plain text, as Word, as IPTC ninjs for newsrooms' systems, and as Markdown.

    `kit` is a ZIP file with all of it, which only articles with pictures have; `kit_digest` has its SHA-256.
    """

    text: Url
    word: Url
    ninjs: Url
    markdown: Url
    kit: Url
    kit_digest: Url


def downloads(article: Url) -> Downloads:
    """The files that belong to the article at `article`. Saved, they carry its name.

    >>> downloads(Url("/nyheder/aabent-hus/")).word
    '/nyheder/aabent-hus/aabent-hus.docx'
    """
    name = article.rstrip("/").rpartition("/")[2]
    files = f"{name}.txt", f"{name}.docx", "ninjs.json", f"{name}.md", f"{name}.zip", f"{name}.zip.sha256"
    return Downloads(*(Url(article + file) for file in files))
