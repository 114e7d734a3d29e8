"""A site like hjemsite's: Pelican makes the pages of the articles, the plugin all lists."""

import sys

SITENAME = "Pressebureauet"
SITEURL = ""
PATH = "content"
OUTPUT_PATH = "output"
TIMEZONE = "Europe/Copenhagen"
DEFAULT_LANG = "da"
THEME = "theme"
THEME_STATIC_DIR = "assets"
STATIC_PATHS: list[str] = []
DEFAULT_CATEGORY = "nyheder"
ARTICLE_URL = "nyheder/{slug}/"
ARTICLE_SAVE_AS = "nyheder/{slug}/index.html"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
DIRECT_TEMPLATES: list[str] = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
MARKDOWN = {
    "extensions": ["tables", "footnotes", "attr_list", "smarty", "toc", "meta"],
    "output_format": "html5",
}
LOAD_CONTENT_CACHE = CACHE_CONTENT = True
CHECK_MODIFIED_METHOD = "mtime"
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}

sys.path.insert(0, "plugins")
PLUGINS = ["register"]
