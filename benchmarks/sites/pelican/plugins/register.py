"""The lists, registers and feeds that hjemsite makes and Pelican does not."""

import html
import json
import re
from collections import defaultdict
from pathlib import Path

from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator
from pelican.utils import slugify

MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()
REPLACEMENTS = [("æ", "ae"), ("ø", "oe"), ("å", "aa"), (r"[^\w\s-]", ""), (r"\s+", "-")]
NEWS_PER_PAGE, QUOTES_PER_PAGE, QUOTES_OF_MEMBER, FEED_ENTRIES = 20, 50, 20, 20
ALPHABET = {letter: rank for rank, letter in enumerate("abcdefghijklmnopqrstuvwxyzæøå ")}
TAG = re.compile("<[^>]+>")


def day(date):
    return f"{date.day}. {MONTHS[date.month - 1]} {date.year}"


def danish(text):
    return [ALPHABET.get(letter, 99) for letter in text.lower()]


def with_items(generator):
    """Every article gets what the templates show of it, and its neighbours."""
    names = {member["slug"]: member["title"] for member in json.loads(Path("members.json").read_text("utf-8"))}
    for article in generator.articles:
        article.item = item(article, names)
    for newer, older in zip(generator.articles, generator.articles[1:], strict=False):
        newer.item["older"], older.item["newer"] = older.item, newer.item


def item(article, names):
    url, when = f"/{article.url}", {"iso": f"{article.date:%Y-%m-%d}", "day": day(article.date)}
    quotes = [
        {**quote, **when, "url": f"{url}#{quote['anchor']}", "headline": article.title}
        for quote in json.loads(article.quotes)
    ]
    content = article.content
    return {
        **when,
        "url": url,
        "title": article.title,
        "stamp": article.date.isoformat(),
        "year": article.date.year,
        "members": [{"slug": slug, "name": names[slug]} for slug in article.members.split()],
        "topics": [{"name": tag.name, "url": topic_url(tag.name)} for tag in article.tags],
        "speakers": json.loads(article.speakers),
        "quotes": quotes,
        "credit": article.credit,
        "summary": html.unescape(TAG.sub("", content[:600]))[:200],
        "body": marked(content, quotes),
    }


def topic_url(name):
    return f"/emner/{slugify(name, REPLACEMENTS)}/"


def marked(content, quotes):
    """The body with its quotes marked up in place."""
    for quote in quotes:
        attributes = f'data-speaker="{quote["name"]}" data-title="{quote["title"]}"'
        tag = f'<q class="citat" id="{quote["anchor"]}" cite="/personer/{quote["slug"]}/" {attributes}'
        content = content.replace(
            quote["text"], f'{tag} data-organisation="{quote["organisation"]}">{quote["text"]}</q>'
        )
    return Markup(content)  # noqa: S704 - what Markdown made


class Register(Generator):
    """Everything but the pages of the articles themselves."""

    def generate_output(self, writer):
        self.write, self.urls = writer.write_file, []
        self.articles = [article.item for article in self.context["articles"]]
        self.bodies = {article["url"]: str(article["body"]) for article in self.articles}
        members, topics, people = self.members(), self.topics(), self.people()
        self.news(members)
        self.quotes()
        self.page("/medlemmer/", "members", {"title": "Medlemmer", "members": members})
        self.page("/emner/", "topics", {"title": "Emner", "topics": topics})
        letters = defaultdict(list)
        for person in people.values():
            letters[person["title"][0]].append(person)
        groups = [{"name": letter, "people": group} for letter, group in letters.items()]
        self.page("/personer/", "people", {"title": "Personer", "letters": groups})
        for member in members:
            member["people"] = [person for slug, person in people.items() if member["slug"] in person["members"]]
            self.page(member["url"], "member", member)
        for topic in topics:
            self.page(topic["url"], "topic", topic)
        for person in people.values():
            self.page(person["url"], "person", person)
        for view in ({"url": "/", "title": "Pressebureauet", "articles": self.articles}, *members, *topics):
            self.feeds(view)
        self.site_files()

    def members(self):
        members = json.loads(Path("members.json").read_text("utf-8"))
        articles, quotes = defaultdict(list), defaultdict(list)
        for article in self.articles:
            for member in article["members"]:
                articles[member["slug"]].append(article)
            for quote in article["quotes"]:
                quotes[quote["member"]].append(quote)
        for member in members:
            year, month, number = map(int, member["joined"].split("-"))
            member["since"] = f"{number}. {MONTHS[month - 1]} {year}"
            member["url"] = f"/medlemmer/{member['slug']}/"
            member["monogram"] = member["title"][0]
            member["articles"] = articles[member["slug"]]
            member["latest_quotes"] = quotes[member["slug"]][:QUOTES_OF_MEMBER]
        return sorted(members, key=lambda member: danish(member["title"]))

    def topics(self):
        topics = {}
        for article in self.articles:
            for topic in article["topics"]:
                view = topics.setdefault(topic["name"], {"title": topic["name"], "url": topic["url"], "articles": []})
                view["articles"].append(article)
        return sorted(topics.values(), key=lambda topic: danish(topic["title"]))

    def people(self):
        people = {}
        for article in self.articles:
            for speaker in article["speakers"]:
                person = people.setdefault(speaker["slug"], self.person(speaker))
                person["articles"].append(article)
                person["members"].add(speaker["member"])
                person["quotes"] += [quote for quote in article["quotes"] if quote["slug"] == speaker["slug"]]
        return dict(sorted(people.items(), key=lambda pair: danish(pair[1]["title"])))

    def person(self, speaker):
        return {
            "title": speaker["name"],
            "url": f"/personer/{speaker['slug']}/",
            "presentation": f"{speaker['title']}, {speaker['organisation']}",
            "articles": [],
            "quotes": [],
            "members": set(),
        }

    def news(self, members):
        years = defaultdict(list)
        for article in self.articles:
            years[article["year"]].append(article)
        lead, *others = self.articles
        self.page("/", "home", {"title": "Pressebureauet", "lead": lead, "articles": others[:6], "members": members})
        for number, view in self.chunks("/nyheder/", self.articles, NEWS_PER_PAGE, "articles"):
            title = "Nyheder" if number == 1 else f"Nyheder, side {number}"
            self.page(view["url"], "news", {**view, "title": title, "years": list(years)})
        for year, articles in years.items():
            view = {"title": f"Nyheder fra {year}", "years": list(years), "articles": articles}
            self.page(f"/nyheder/{year}/", "year", view)

    def quotes(self):
        quotes = [quote for article in self.articles for quote in article["quotes"]]
        for number, view in self.chunks("/citater/", quotes, QUOTES_PER_PAGE, "quotes"):
            self.page(view["url"], "quotes", {**view, "title": "Citater" if number == 1 else f"Citater, side {number}"})

    def chunks(self, first, rows, size, name):
        last = max(1, -(-len(rows) // size))
        urls = {number: f"{first}side/{number}/" if number > 1 else first for number in range(1, last + 1)}
        for number, url in urls.items():
            view = {"url": url, "number": number, "last": last, name: rows[(number - 1) * size : number * size]}
            yield number, {**view, "newer": urls.get(number - 1), "older": urls.get(number + 1)}

    def page(self, url, kind, view):
        path = f"{url[1:]}index.html" if url.endswith("/") else url[1:]
        self.urls.append(url)
        self.write(path, self.env.get_template("page.html"), self.context, kind=kind, view=view, url=url)

    def feeds(self, view):
        view = {**view, "newest": view["articles"][:FEED_ENTRIES]}
        if not view["newest"]:
            return
        path = f"{view['url'][1:]}feed"
        self.write(f"{path}.xml", self.env.get_template("feed.xml"), self.context, view=view, bodies=self.bodies)
        rss = f"{view['url'][1:]}rss.xml"
        self.write(rss, self.env.get_template("rss.xml"), self.context, view=view, bodies=self.bodies)
        text = json.dumps(self.json_feed(view), ensure_ascii=False)
        self.write(f"{path}.json", self.env.from_string("{{ text|safe }}"), self.context, text=text)

    def json_feed(self, view):
        site = "https://nyheder.example.dk"
        return {
            "version": "https://jsonfeed.org/version/1.1",
            "title": view["title"],
            "home_page_url": site + view["url"],
            "feed_url": f"{site}{view['url']}feed.json",
            "language": "da",
            "items": [
                {
                    "id": site + article["url"],
                    "url": site + article["url"],
                    "title": article["title"],
                    "content_html": self.bodies[article["url"]],
                    "summary": article["summary"],
                    "date_published": article["stamp"],
                    "date_modified": article["stamp"],
                    "authors": [{"name": member["name"]} for member in article["members"]],
                    "tags": [topic["name"] for topic in article["topics"]],
                }
                for article in view["newest"]
            ],
        }

    def site_files(self):
        self.page("/404.html", "lost", {"title": "Siden findes ikke", "articles": self.articles[:5]})
        changed = {article["url"]: article["iso"] for article in self.articles}
        pages = [(url, changed.get(url, "")) for url in (*self.urls, *changed)]
        self.write("sitemap.xml", self.env.get_template("sitemap.xml"), self.context, pages=pages)
        self.write("robots.txt", self.env.get_template("robots.txt"), self.context)


def register():
    signals.article_generator_finalized.connect(with_items)
    signals.get_generators.connect(lambda _: Register, weak=False)
