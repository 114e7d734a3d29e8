"""Posts of a WordPress export: dates, addresses, topics, pictures, and the texts as WordPress shows them."""

from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from hjemsite.content.placeholders import NO_CREDIT
from hjemsite.importer.file_format import ReadOptions
from hjemsite.importer.run import ImportJob, import_drafts

UPLOADS = "/wp-content/uploads"
TODAY = date(2026, 11, 20)
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!-- generator="WordPress/6.6" -->\n<rss version="2.0" '
    'xmlns:excerpt="e" xmlns:content="c" xmlns:wfw="w" xmlns:dc="d" xmlns:wp="p">\n<channel>\n'
    "<title>Nøglen</title><wp:wxr_version>1.2</wp:wxr_version>"
    "<wp:base_blog_url>https://gammel.example</wp:base_blog_url>\n"
)
POST = """<item>
<title><![CDATA[Åben dør &amp; kaffe på Ærø]]></title>
<link>https://gammel.example/2022/09/aaben-doer/</link>
<pubDate>Wed, 28 Sep 2022 08:15:00 +0000</pubDate>
<dc:creator><![CDATA[admin]]></dc:creator>
<content:encoded><![CDATA[{content}]]></content:encoded>
<excerpt:encoded><![CDATA[Kom <b>forbi</b>.]]></excerpt:encoded>
<wp:post_id>7</wp:post_id>
<wp:post_date>2022-09-28 10:15:00</wp:post_date>
<wp:post_name>aaben-d%C3%B8r</wp:post_name>
<wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type>
<wp:post_password></wp:post_password>
<category domain="category" nicename="nyt"><![CDATA[Nyt fra Ærø]]></category>
<category domain="category" nicename="x"><![CDATA[Ikke-kategoriseret]]></category>
<category domain="post_tag" nicename="boliger"><![CDATA[boliger]]></category>
<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value><![CDATA[9]]></wp:meta_value></wp:postmeta>
<wp:comment><wp:comment_content>Spam</wp:comment_content></wp:comment>
</item>
"""
PICTURE = """<item><title>Dør</title><wp:post_id>9</wp:post_id><wp:post_type>attachment</wp:post_type>
<wp:status>inherit</wp:status><wp:attachment_url>https://gammel.example/wp-content/uploads/2022/09/dør.png</wp:attachment_url>
<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>En åben dør</wp:meta_value></wp:postmeta>
</item>"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "site/content/nyheder").mkdir(parents=True)
    for name in ("2022/09/dør.png", "2022/09/hus.jpg", "2021/01/hus.jpg"):
        file = tmp_path / "uploads" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (8, 8), (len(name), int(name[3]), 3)).save(file)
    return tmp_path / "site"


def taken(root: Path, content: str, more: str = "") -> tuple[str, tuple[str, ...]]:
    """The text that a post with this content becomes, and the report."""
    export = root.parent / "eksport.xml"
    export.write_text(HEAD + POST.format(content=content) + more + "</channel></rss>", "utf-8")
    report = import_drafts(ImportJob(root, [str(export)], TODAY, options=ReadOptions(root.parent / "uploads")))
    assert (report.faults, report.misuse) == ((), ())
    (text,) = (root / "content/nyheder").rglob("*.md")
    return text.read_text("utf-8"), report.done


def test_what_wordpress_knows_is_kept(root: Path) -> None:
    """Title, date and hour, address, old address, topics and excerpt; what was public is no draft."""
    text, done = taken(root, "<p>Døren er åben.</p>")
    assert text.startswith(
        "---\ntitle: Åben dør & kaffe på Ærø\ndate: 2022-09-28 10:15\nsummary: Kom forbi.\ntopics:\n"
        "  - Nyt fra Ærø\n  - boliger\nredirects:\n  - /2022/09/aaben-doer/\n---\n\nDøren er åben.\n"
    )
    assert (root / "content/nyheder/2022-09-28-aaben-doer.md").exists()
    assert "  1 kommentar er ikke taget med." in done


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ("Første afsnit\nmed brud.\n\nAndet &amp; sidste.", "Første afsnit  \nmed brud.\n\nAndet & sidste."),
        ("Et.\n\n<h2>To</h2>\nTre.\n\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n\nFire.",
         "Et.\n\n## To\n\nTre.\n\n- a\n- b\n\nFire."),
        ("<!-- wp:paragraph -->\n<p>Et.</p>\n<!-- /wp:paragraph -->\n\n<h2 class='x'>To</h2>\n<!-- /wp -->",
         "Et.\n\n## To"),
        ('<blockquote class="wp-block-quote"><p>Vi er her</p><cite>Åse</cite></blockquote>', "> Vi er her\n>\n> Åse"),
        (f"[caption id='a']<img src='https://gammel.example{UPLOADS}/2022/09/hus.jpg' alt='Et hus' /> Huset[/caption]",
         f'![Et hus](hus.jpg "{NO_CREDIT}") Huset'),
        ("<p><img src='/wp-content/uploads/2022/09/hus-300x200.jpg' alt='Et hus'></p>",
         f'![Et hus](hus.jpg "{NO_CREDIT}")'),
        (f"<p><img src='{UPLOADS}/2022/09/hus.jpg' alt='A'></p><p><img src='{UPLOADS}/2021/01/hus.jpg' alt='B'></p>",
         f'![A](hus.jpg "{NO_CREDIT}")\n\n![B](hus-1.jpg "{NO_CREDIT}")'),
        ("<p>Læs <a href='https://gammel.example/om/'>om os</a>.</p>", "Læs [om os](https://gammel.example/om/)."),
        ("Se [red.] her [1] og [...]", "Se [red.] her [1] og [...]"),
    ],
)  # fmt: skip
def test_a_text_is_read_as_wordpress_shows_it(content: str, body: str, root: Path) -> None:
    """Paragraphs that are only blank lines, blocks, captions; pictures from the folder, the large one of each."""
    assert taken(root, content)[0].partition("\n---\n\n")[2] == f"{body}\n"


def test_the_picture_above_a_post_comes_along(root: Path) -> None:
    """With the description that WordPress has, into the post's own folder; the attachment itself is no post."""
    text, done = taken(root, "<p>Døren er åben.</p>", PICTURE)
    folder = root / "content/nyheder/2022-09-28-aaben-doer"
    assert sorted(path.name for path in folder.iterdir()) == ["doer.png", "index.md"]
    assert text.endswith(f'---\n\n![En åben dør](doer.png "{NO_CREDIT}")\n\nDøren er åben.\n')
    assert "\n# tjek: nyheden er en kladde, til dens billeder er beskrevet og har en fotograf\n" in text
    assert "\n# tjek: skriv, hvem der har taget billedet doer.png\n" in text
    assert "I alt 2 indlæg: 1 indlæst, 1 sprunget over og 0 ikke indlæst." in done


def test_what_is_public_says_only_what_is_certain(root: Path) -> None:
    """A published post gets no speaker or quote that may be wrong: nothing in it carries a mark of doubt."""
    text, _ = taken(root, "<p>Hun glæder sig:</p><p>- Det bliver godt at komme i gang med at bygge, siger hun.</p>")
    front = text.partition("\n---\n")[0]
    assert "sandsynlig" not in front
    assert "usikker" not in front
    assert "draft" not in front


def test_posts_with_one_address_do_not_cover_each_other(root: Path) -> None:
    """Both are kept: the second gets a number behind its address, and the editor is told."""
    export = root.parent / "eksport.xml"
    posts = POST.format(content="En") + POST.format(content="To")
    export.write_text(HEAD + posts + "</channel></rss>", "utf-8")
    report = import_drafts(ImportJob(root, [str(export)], TODAY))
    assert report.misuse == ()
    assert "I alt 2 indlæg: 2 indlæst, 0 sprunget over og 0 ikke indlæst." in report.done
    assert any("så dette hedder aaben-doer-2." in line for line in report.done)
    texts = {path.name: path.read_text("utf-8") for path in (root / "content/nyheder").iterdir()}
    assert {name: text.split()[-1] for name, text in texts.items()} == {
        "2022-09-28-aaben-doer.md": "En",
        "2022-09-28-aaben-doer-2.md": "To",
    }


@pytest.mark.parametrize("kinds", [("post",), ("pressemeddelelse",), ("post", "pressemeddelelse")])
def test_an_editor_says_which_kinds_are_news(kinds: tuple[str, ...], root: Path) -> None:
    """Types of posts that a site has made for itself are taken in when they are asked for, and else are named."""
    export = root.parent / "eksport.xml"
    own = POST.format(content="Egen").replace("<wp:post_type>post<", "<wp:post_type>pressemeddelelse<")
    export.write_text(HEAD + POST.format(content="Et") + own.replace("aaben-d", "egen-d") + "</channel></rss>", "utf-8")
    report = import_drafts(ImportJob(root, [str(export)], TODAY, options=ReadOptions(post_types=kinds)))
    written = sorted(path.name for path in (root / "content/nyheder").iterdir())
    names = {"post": "2022-09-28-aaben-doer.md", "pressemeddelelse": "2022-09-28-egen-doer.md"}
    assert written == [names[kind] for kind in kinds]
    advice = any("--post-types post,pressemeddelelse" in line for line in report.done)
    assert advice is ("pressemeddelelse" not in kinds)


def test_a_reused_block_may_hold_itself(root: Path) -> None:
    """It is written once, and so is what stands around it."""
    block = POST.replace("<wp:post_type>post<", "<wp:post_type>wp_block<").replace("_id>7<", "_id>8<")
    block = block.format(content='Fast. <!-- wp:block {{"ref":8}} /-->'.replace("{{", "{").replace("}}", "}"))
    text, _ = taken(root, 'Før. <!-- wp:block {"ref":8} /--> Efter.', block)
    assert text.partition("\n---\n\n")[2].split() == ["Før.", "Fast.", "Efter."]


@pytest.mark.parametrize(
    "content",
    [
        "EMBARGO til den 4. december 2026 kl. 06.00\n\nDøren er åben.",
        "Teksten må først offentliggøres på mandag.\n\nDøren er åben.",
    ],
)
def test_what_may_not_be_public_becomes_a_draft(content: str, root: Path) -> None:
    """A published post with an embargo in it does not go out by itself."""
    text, _ = taken(root, content)
    assert "draft: ja" in text
    assert "# tjek: teksten har en embargo" in text
