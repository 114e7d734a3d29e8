"""`/redaktion/`: the page that starts the editors' program, its configuration, and what it may do in a browser.

The program is large third-party code. So it is included only where the settings ask for it, on one page with a content
security policy of its own: it may connect to the git host that editors sign in to, and to nothing else.
"""

import json
from collections.abc import Iterator, Sequence
from html import escape

from hjemsite.pages.context import PageContext
from hjemsite.pages.editing.editor_config import configuration, git_origins
from hjemsite.pages.editing.editor_fields import Choices
from hjemsite.pages.layout import Layout
from hjemsite.pages.page import Page, page
from hjemsite.urls import EDITOR, Slug, Url

CONFIG, START = Url(f"{EDITOR}config.yml"), Url(f"{EDITOR}start.js")
PROGRAM = "sveltia-cms.js"
"""Name of the program's file beside the page."""

_START = """\
// Redaktionen taler dansk, til en redaktør selv vælger et andet sprog.
try {
  const key = "sveltia-cms.prefs";
  const chosen = JSON.parse(localStorage.getItem(key) || "{}");
  if (!chosen.locale) localStorage.setItem(key, JSON.stringify({ ...chosen, locale: "da" }));
} catch {}
// config.yml kan læses af både Sveltia og Decap. Kun Sveltia kan få at vide, at det nyeste står øverst.
window.CMS_MANUAL_INIT = true;
addEventListener("DOMContentLoaded", async () => {
  const config = await (await fetch("config.yml")).json();
  for (const collection of config.collections) {
    const fields = collection.sortable_fields;
    if (fields) collection.sortable_fields = { fields, default: { field: fields[0], direction: "descending" } };
  }
  CMS.init({ config: { ...config, load_config_file: false } });
});
"""


def editor_pages(layout: Layout) -> Iterator[Page]:
    """The page and what it loads, where the settings name a repository."""
    edition = layout.edition
    if not edition.settings.editing:
        return
    members = tuple((slug, member.name) for slug, member in edition.members.items())
    people = tuple((slug, person.name) for slug, person in edition.people.items())
    topics = tuple(topic.title for topic in layout.topics.values())
    yield page(EDITOR, "text", editor_view)
    yield page(CONFIG, "text", editor_config_view, members, people, topics)
    yield page(START, "text", editor_start_view)


def policy(repository: str) -> str:
    """What the editors' page may do; the git host of `repository` is the only foreign place it may ask."""
    origins = " ".join(git_origins(repository))
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self'",
            f"img-src 'self' blob: data: {origins}",
            "media-src 'self' blob:",
            f"connect-src 'self' blob: data: {origins}",
            "worker-src 'self' blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def editor_view(context: PageContext) -> str:
    settings = context.edition.settings
    title = escape(f"Redaktionen – {settings.title}")
    return f"""<!doctype html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(policy(settings.editing))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<script src="start.js"></script>
</head>
<body>
<noscript><p>Redaktionen er et program, der kører i browseren, og den kan ikke vises uden JavaScript.</p></noscript>
<script src="{PROGRAM}"></script>
</body>
</html>
"""


def editor_config_view(
    context: PageContext,
    members: Sequence[tuple[Slug, str]],
    people: Sequence[tuple[Slug, str]],
    topics: Sequence[str],
) -> str:
    settings = context.edition.settings
    choices = Choices(tuple(members), tuple(people), tuple(topics))
    options = configuration(settings.editing, settings.title, context.addresses.prefix, choices)
    # JSON is YAML, and says the same to every reader of it.
    return json.dumps(options, ensure_ascii=False, indent=1) + "\n"


def editor_start_view(_: PageContext) -> str:
    return _START
