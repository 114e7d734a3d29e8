// A site like hjemsite's: articles with quotes in place, and every list, register and feed.

const MONTHS = "januar februar marts april maj juni juli august september oktober november december".split(" ");
const ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå ";
const [NEWS_PER_PAGE, QUOTES_PER_PAGE, QUOTES_OF_MEMBER, FEED_ENTRIES] = [20, 50, 20, 20];
const SITE = "https://nyheder.example.dk";

const day = (date) => `${date.getUTCDate()}. ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
const iso = (date) => date.toISOString().slice(0, 10);
const slug = (text) => text.toLowerCase().replaceAll("æ", "ae").replaceAll("ø", "oe").replaceAll("å", "aa");
const danish = (text) => [...text.toLowerCase()].map((letter) => String.fromCharCode(65 + ALPHABET.indexOf(letter))).join("");
const byTitle = (one, other) => (danish(one.title) < danish(other.title) ? -1 : 1);

function item(page, names) {
  const { data, url, date } = page;
  const when = { iso: iso(date), day: day(date) };
  return {
    ...when, url, page, title: data.title, stamp: date.toISOString(), year: date.getUTCFullYear(),
    members: data.members.map((name) => ({ slug: name, name: names.get(name) })),
    topics: data.topics.map((name) => ({ name, url: `/emner/${slug(name)}/` })),
    speakers: data.speakers, credit: data.credit,
    quotes: data.quotes.map((quote) => ({ ...quote, ...when, url: `${url}#${quote.anchor}`, headline: data.title })),
    summary: page.rawInput.replace(/[*[\]>#]|\([^)]*\)/g, "").slice(0, 200),
  };
}

function marked(content, quotes) {
  for (const quote of quotes) {
    const told = `data-speaker="${quote.name}" data-title="${quote.title}" data-organisation="${quote.organisation}"`;
    const tag = `<q class="citat" id="${quote.anchor}" cite="/personer/${quote.slug}/" ${told}>`;
    content = content.replaceAll(quote.text, `${tag}${quote.text}</q>`);
  }
  return content;
}

function chunks(first, title, found, size, name) {
  const last = Math.max(1, Math.ceil(found.length / size));
  const url = (number) => (number > 1 ? `${first}side/${number}/` : first);
  return Array.from({ length: last }, (_, place) => ({
    url: url(place + 1), number: place + 1, last, title: place ? `${title}, side ${place + 1}` : title,
    newer: place ? url(place) : "", older: place + 1 < last ? url(place + 2) : "",
    [name]: found.slice(place * size, (place + 1) * size),
  }));
}

function group(found, keys, begin) {
  const groups = new Map();
  for (const one of found)
    for (const key of keys(one)) {
      if (!groups.has(key)) groups.set(key, begin(key, one));
      groups.get(key).articles.push(one);
    }
  return groups;
}

// Everything that the site shows, found in one pass over the articles, newest first.
function register(api) {
  const members = api.getFilteredByGlob("content/medlemmer/*.md");
  const names = new Map(members.map((page) => [page.data.slug, page.data.title]));
  const pages = api.getFilteredByGlob("content/nyheder/*.md").sort((one, other) => other.date - one.date);
  const articles = pages.map((page) => item(page, names));
  articles.forEach((one, place) => { one.newer = articles[place - 1]; one.older = articles[place + 1]; });
  const quotes = articles.flatMap((one) => one.quotes);
  const people = new Map();
  for (const article of articles)
    for (const speaker of article.speakers) {
      if (!people.has(speaker.slug))
        people.set(speaker.slug, {
          title: speaker.name, url: `/personer/${speaker.slug}/`, presentation: `${speaker.title}, ${speaker.organisation}`,
          articles: [], quotes: [], members: new Set(),
        });
      const person = people.get(speaker.slug);
      person.articles.push(article);
      person.members.add(speaker.member);
      person.quotes.push(...article.quotes.filter((quote) => quote.slug === speaker.slug));
    }
  const persons = [...people.values()].sort(byTitle);
  const news = group(articles, (one) => one.members.map((member) => member.slug), () => ({ articles: [] }));
  const sorted = members.map(({ data }) => ({
    title: data.title, slug: data.slug, name: data.title, url: `/medlemmer/${data.slug}/`, website: data.website,
    since: day(data.joined), monogram: data.title[0], about: `${data.title} samler sine medlemmer om fælles opgaver.`,
    articles: news.get(data.slug)?.articles ?? [],
    people: persons.filter((person) => person.members.has(data.slug)),
    latest_quotes: quotes.filter((quote) => quote.member === data.slug).slice(0, QUOTES_OF_MEMBER),
  })).sort(byTitle);
  const topics = [...group(articles, (one) => one.topics.map((topic) => topic.name),
    (name) => ({ title: name, url: `/emner/${slug(name)}/`, articles: [] })).values()].sort(byTitle);
  const years = group(articles, (one) => [one.year], (year) => ({ year, articles: [] }));
  return { articles, quotes, members: sorted, topics, persons, years };
}

function views({ articles, quotes, members, topics, persons, years }) {
  const all = [...years.keys()];
  const letters = new Map();
  for (const person of persons) letters.set(person.title[0], [...(letters.get(person.title[0]) ?? []), person]);
  return [
    { kind: "home", url: "/", title: "Pressebureauet", lead: articles[0], articles: articles.slice(1, 7), members },
    ...chunks("/nyheder/", "Nyheder", articles, NEWS_PER_PAGE, "articles").map((view) => ({ ...view, kind: "news", years: all })),
    ...[...years.values()].map(({ year, articles }) => (
      { kind: "year", url: `/nyheder/${year}/`, title: `Nyheder fra ${year}`, years: all, articles })),
    ...chunks("/citater/", "Citater", quotes, QUOTES_PER_PAGE, "quotes").map((view) => ({ ...view, kind: "quotes" })),
    { kind: "members", url: "/medlemmer/", title: "Medlemmer", members },
    { kind: "topics", url: "/emner/", title: "Emner", topics },
    { kind: "people", url: "/personer/", title: "Personer", letters: [...letters].map(([name, people]) => ({ name, people })) },
    ...members.map((view) => ({ ...view, kind: "member", feeds: [view] })),
    ...topics.map((view) => ({ ...view, kind: "topic" })),
    ...persons.map((view) => ({ ...view, kind: "person" })),
    { kind: "lost", url: "/404.html", title: "Siden findes ikke", articles: articles.slice(0, 5) },
  ];
}

function jsonFeed(view, bodies) {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1", title: view.title, home_page_url: SITE + view.url,
    feed_url: `${SITE}${view.url}feed.json`, language: "da",
    items: view.newest.map((one) => ({
      id: SITE + one.url, url: SITE + one.url, title: one.title, content_html: bodies[one.url], summary: one.summary,
      date_published: one.stamp, date_modified: one.stamp, authors: one.members.map(({ name }) => ({ name })),
      tags: one.topics.map((topic) => topic.name),
    })),
  });
}

export default function (config) {
  let found;
  config.on("eleventy.before", () => { found = undefined; });
  const once = (api) => (found ??= register(api));
  config.setQuietMode(true);
  config.setNunjucksEnvironmentOptions({ trimBlocks: true, lstripBlocks: true });
  config.amendLibrary("md", (library) => library.set({ html: false, typographer: true }));
  config.addPassthroughCopy("assets");
  config.addCollection("items", (api) => Object.fromEntries(once(api).articles.map((one) => [one.url, one])));
  config.addCollection("views", (api) => views(once(api)));
  config.addCollection("feeds", (api) => {
    const { articles, members, topics } = once(api);
    const site = { url: "/", title: "Pressebureauet", articles };
    return [site, ...members, ...topics].filter((view) => view.articles.length)
      .map((view) => ({ ...view, newest: view.articles.slice(0, FEED_ENTRIES) }));
  });
  config.addFilter("marked", marked);
  // The pages of the articles hold their bodies rendered; the marks are put in once more.
  config.addFilter("bodies", (view) => Object.fromEntries(
    view.newest.map((one) => [one.url, marked(one.page.content, one.quotes)])));
  config.addFilter("jsonfeed", (view, bodies) => jsonFeed(view, bodies));
  return { dir: { input: "content", includes: "../_includes", output: "_site" }, markdownTemplateEngine: false };
}
