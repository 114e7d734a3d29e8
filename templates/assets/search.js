// The search page: what is typed is looked up in the site's own index, and what is found is shown as links.
// The index is made by hjemsite/render/search_index.py; what both must do alike is held by tests.
export const COMMON = new Set("af at da de den der det en er et for fra har i ikke med men og om på som til var ved vi".split(" "));
const DIGITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
const VALUE = Object.fromEntries([...DIGITS].map((sign, value) => [sign, value]));
const KINDS = ["organisation", "person", "side"];
const BUCKETS = 16;
const LEVELS = 32;
const AT_ONCE = 10;
const WORDS_SHOWN = 30;
const MOST_READ = 60;
const PAUSE = 50; // milliseconds after a keystroke

// Words, as in hjemsite/danish/stemmer.py and search_spelling.py.
const ENDING =
  /(?:hed|ethed|ered|e|erede|ende|erende|ene|erne|ere|en|heden|eren|er|heder|erer|heds|es|endes|erendes|enes|ernes|eres|ens|hedens|erens|ers|ets|erets|et|eret)$/;
export const stem = (word) => {
  if (word.length < 3) return word;
  const start = Math.max(3, /^[^aeiouyæåø]*[aeiouyæåø]+[^aeiouyæåø]/.exec(word)?.[0].length ?? word.length);
  const cut = (pattern, letters) => {
    const found = pattern.exec(word.slice(start));
    if (found) word = word.slice(0, letters ? -letters : start + found.index);
    return found;
  };
  const cutPair = () => cut(/(?:gd|[dgk]t)$/, 1);
  if (!cut(ENDING) && /[abcdfghjklmnoprtvyzå]s$/.test(word)) cut(/s$/);
  cutPair();
  word = word.replace(/igst$/, "ig");
  if (!cut(/løst$/, 1) && cut(/(?:elig|els|lig|ig)$/)) cutPair();
  if (/([bdfgklmnprst])\1$/.test(word)) cut(/.$/);
  return word;
};
const LIKE = { ä: "æ", ö: "ø", ß: "ss" };
const SPELT_OUT = { æ: "ae", ø: "oe", å: "aa" };
const unaccented = (word) =>
  word.replace(/[^\0-\x7fæøå]/gu, (sign) => LIKE[sign] ?? sign.normalize("NFD").replace(/[\u0300-\u036f]/g, ""));
const spelt = (word) => word.replace(/[æøå]/g, (letter) => SPELT_OUT[letter]);
const folded = (word) => spelt(unaccented(word));
export const key = (word) => spelt(stem(unaccented(word))).slice(0, 40);
export const words = (text) =>
  text.replaceAll("\u00ad", "").normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
// Texts share most of their words.
const known = new Map();
const keysIn = (text) => known.get(text) ?? known.set(text, words(text).map(key)).get(text);
const plain = (one) => one.replaceAll("oe", "o").replaceAll("aa", "a");
const danish = (word) => word.replaceAll("ae", "æ").replaceAll("oe", "ø").replaceAll("aa", "å");
// Whether one letter is missing, too many, another, or has changed places with the next.
const isNear = (one, other) => {
  let i = 0;
  while (i < one.length && one[i] === other[i]) i++;
  const [a, b] = [one.slice(i), other.slice(i)];
  const swapped = a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return swapped || a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1);
};

// The files of the index, each fetched once.
const form = document.querySelector("form.search");
const place = form.dataset.index;
const held = new Map();
const get = (name, read = "json") => {
  if (!held.has(name)) {
    const found = fetch(place + name).then((answer) => (answer.ok ? answer[read]() : Promise.reject(new Error(name))));
    held.set(name, found);
    found.catch(() => held.delete(name));
  }
  return held.get(name);
};
const start = () => get("start.json").then(([count, bounds]) => ({ count, bounds: bounds.split(" ") }));
const fileOf = (bound) => `ord-${bound.replace(/[^a-z0-9]/g, (sign) => `_${sign.codePointAt(0).toString(16)}_`)}.txt`;
// The rows of the stems that begin so: stem and groups of documents. They lie in one file, or in several on end.
const rowsFrom = async (beginning, mostFiles) => {
  const { bounds } = await start();
  const first = Math.max(0, bounds.findLastIndex((one) => one <= beginning));
  const last = bounds.findLastIndex((one) => one <= `${beginning}~`);
  const files = bounds.slice(first, Math.min(last + 1, first + mostFiles));
  const texts = await Promise.all(files.map((one) => get(fileOf(one), "text")));
  const rows = texts.flatMap((text) => text.split("\n")).map((line) => line.split(/ (.*)/, 2));
  return rows.filter(([one]) => one && plain(one).startsWith(beginning));
};
const visit = (groups, tell) => {
  for (const signs of groups.split(" ")) {
    const segment = [...signs.slice(0, 3)].reduce((sum, sign) => sum * 64 + VALUE[sign], 0);
    let number = -1;
    for (let i = 3; i < signs.length; ) {
      let gap = 0;
      let unit = 1;
      for (; VALUE[signs[i]] >= 32; unit *= 32) gap += (VALUE[signs[i++]] - 32) * unit;
      number += gap + VALUE[signs[i++]] * unit + 1;
      tell(segment * 65536 + number, VALUE[signs[i++]]);
    }
  }
};

// What is found: documents by number, the newest with the highest.
const segmentOf = (id) => Math.floor(id / 65536);
const kindOf = (id) => KINDS[Math.floor(segmentOf(id) / BUCKETS)] ?? "nyhed";

// The rows that a word of a question means, and how much each counts. One that is written together where the site has
// two words (»Kejthøjfonden«) means both.
const lookUp = async (word, isUnfinished) => {
  const forms = [...new Set([key(word), key(danish(word))])];
  const beginnings = [...new Set(forms.map(plain))];
  const isLong = word.length > 2;
  const rows = new Map((await Promise.all(beginnings.map((one) => rowsFrom(one, isLong ? 3 : 1)))).flat());
  const isExact = forms.some((one) => rows.has(one));
  const worth = (one) => {
    if (forms.includes(one)) return 1;
    if (beginnings.includes(plain(one))) return isExact ? 0 : 0.8;
    if (!isLong) return 0;
    return forms.some((form) => one.startsWith(form)) ? 0.3 : isExact ? 0 : 0.25;
  };
  const found = [...rows].map(([one, groups]) => [one, groups, worth(one)]).filter((row) => row[2]);
  if (found.length || !isLong) return [{ found }];
  const [sought] = beginnings;
  // An ending that is not yet written out is no part of the stem.
  for (let letters = 1; isUnfinished && letters < 4 && word.length - letters > 3; letters++) {
    const known = (await rowsFrom(plain(key(word.slice(0, -letters))), 1)).filter(([one]) => sought.startsWith(plain(one)));
    if (known.length) return [{ found: known.map((row) => [...row, 0.5]) }];
  }
  for (const beginning of sought.length > 3 ? [sought.slice(0, sought.length >> 1), sought[0]] : []) {
    const near = (await rowsFrom(beginning, 9)).filter(([one]) => isNear(plain(one), sought));
    if (near.length) return [{ found: near.map((row) => [...row, 0.5]), isNear: true }];
  }
  const heads = word.length > 6 ? await rowsFrom(sought.slice(0, 3), 3) : [];
  for (let cut = word.length - 3; cut > 3; cut--) {
    const [head, joined] = [word.slice(0, cut), word.slice(0, cut).replace(/[es]$/, "")].map((one) => plain(key(one)));
    const first = heads.filter(([one]) => [head, joined].includes(plain(one)));
    const tail = plain(key(word.slice(cut)));
    const second = first.length ? (await rowsFrom(tail, 1)).filter(([one]) => plain(one) === tail) : [];
    if (second.length) return [first, second].map((rows) => ({ found: rows.map((row) => [...row, 0.8]), isNear: true }));
  }
  return [{ found }];
};
// How much each document counts for one word, and in which the word stands in a quote.
const weigh = async ({ found }) => {
  const { count } = await start();
  const scores = new Map();
  const quoted = new Set();
  for (const [, groups, worth] of found)
    visit(groups, (id, weight) => {
      scores.set(id, Math.max(scores.get(id) ?? 0, worth * ((weight % LEVELS) + 1)));
      if (weight >= LEVELS) quoted.add(id);
    });
  const rarity = Math.log(1 + (count - scores.size + 0.5) / (scores.size + 0.5));
  return { scores, quoted, rarity };
};
const documentsOf = async (filter) => {
  const rows = new Map(await rowsFrom(plain(filter), 1));
  const found = new Set();
  if (rows.has(filter)) visit(rows.get(filter), (id) => found.add(id));
  return found;
};

const parse = (query) => {
  const text = query.replace(/[»«“”„]/g, '"');
  const phrases = [...text.matchAll(/"([^"]*)("?)/g)]
    .map(([, inside, end]) => ({ text: ` ${words(inside).map(folded).join(" ")}${end && " "}`, count: words(inside).length }))
    .filter((one) => one.count);
  const all = [...new Set(words(text))];
  const telling = all.filter((one) => !COMMON.has(one));
  return { phrases: phrases.map((one) => one.text), asked: telling.length ? telling : all, isOpen: /[\p{L}\p{N}]$/u.test(text) };
};
const holds = (text, phrases) => {
  const line = phrases.length ? ` ${words(text).map(folded).join(" ")} ` : "";
  return phrases.every((one) => line.includes(one));
};

// All documents that answer, best or newest first; how many there are of each kind; and the stems to mark.
const answer = async ({ q, slags, organisation, emne, aar, orden }) => {
  const { phrases, asked, isOpen } = parse(q);
  await start();
  const isUnfinished = (i) => isOpen && i === asked.length - 1;
  const rows = await Promise.all(asked.map((word, i) => lookUp(word, isUnfinished(i))));
  // One or two letters at the end may become any word.
  const lookedUp = rows.filter(([{ found }], i) => found.length || !i || !isUnfinished(i) || asked[i].length > 2).flat();
  const each = await Promise.all(lookedUp.map(weigh));
  const filters = Object.entries({ m: organisation, e: emne, a: aar }).flatMap(([sign, name]) => (name ? [`#${sign}/${name}`] : []));
  const narrow = await Promise.all(filters.map(documentsOf));
  const isAllowed = (id) => narrow.every((one) => one.has(id));
  const all = new Set([...(each.length ? each.map((one) => one.scores) : narrow)].flatMap((one) => [...one.keys()]));
  const allowed = [...all].filter(isAllowed);
  const having = (id) => each.filter((one) => one.scores.has(id)).length;
  let ids = allowed.filter((id) => having(id) === each.length);
  // Nobody has all the words: then those with more than half, or else those with any.
  const isPartly = !ids.length && !phrases.length && each.length > 1;
  if (isPartly) ids = allowed.filter((id) => having(id) * 2 > each.length);
  if (isPartly && !ids.length) ids = allowed;
  const inQuotes = ids.filter((id) => each.length && each.every((one) => one.quoted.has(id)));
  const counts = { "": ids.length, citat: inQuotes.length };
  for (const id of ids) counts[kindOf(id)] = (counts[kindOf(id)] ?? 0) + 1;
  // A member's own page comes before what mentions it as often.
  const score = (id) =>
    each.reduce((sum, one) => sum + one.rarity * (one.scores.get(id) ?? 0), 0) * (kindOf(id) === "organisation" ? 1.1 : 1);
  const scores = new Map(ids.map((id) => [id, score(id)]));
  const wanted = slags === "citat" ? inQuotes : slags ? ids.filter((id) => kindOf(id) === slags) : ids;
  // Of what counts the same, members and people come first, and then the newest.
  const isNews = (id) => Number(kindOf(id) === "nyhed");
  wanted.sort(
    (one, other) => (!orden && each.length && (scores.get(other) - scores.get(one) || isNews(one) - isNews(other))) || other - one,
  );
  const stems = lookedUp.map((one) => new Set(one.found.map(([row]) => row)));
  const marks = new Set(stems.flatMap((one) => [...one]));
  return { ids: wanted, counts, phrases, stems, marks, isPartly, isNear: lookedUp.some((one) => one.isNear) };
};
// The hits of documents; of those with `quotes`, the quotes that have all the words. What is gone since is left out.
const hitsOf = async (ids, { phrases, stems }, wantsQuotes) => {
  const read = async (id) => {
    const hit = await get(`fund-${segmentOf(id)}-${id % 65536}.json`).catch(() => null);
    if (!hit) return [];
    const [url, title, detail, text, quotes] = hit;
    if (!wantsQuotes) return holds(`${title}. ${detail}. ${text}`, phrases) ? [{ kind: kindOf(id), url, title, detail, text }] : [];
    return quotes
      .filter(([, said]) => {
        const keys = keysIn(said);
        return stems.every((one) => keys.some((found) => one.has(found))) && holds(said, phrases);
      })
      .map(([anchor, said, speaker]) => ({ kind: "citat", url: `${url}#${anchor}`, title, detail: `${speaker} i »${title}« · ${detail}`, text: said }));
  };
  return (await Promise.all(ids.map(read))).flat();
};

// The answer to a question: how many hits, and a function that reads on. Phrases, and which quote it was, only the texts
// can tell; of those the likeliest are read.
export const find = async (question) => {
  const found = await answer(question);
  const wantsQuotes = question.slags === "citat";
  const isRead = found.phrases.length > 0 || wantsQuotes;
  const read = isRead && (await hitsOf(found.ids.slice(0, MOST_READ), found, wantsQuotes));
  const count = isRead ? read.length : found.ids.length;
  let shown = 0;
  const more = async () => {
    const from = shown;
    shown += AT_ONCE;
    const hits = isRead ? read.slice(from, shown) : await hitsOf(found.ids.slice(from, shown), found);
    return { hits, marks: found.marks, isMore: shown < count };
  };
  return { ...found, count, more, isAtLeast: isRead && found.ids.length > MOST_READ };
};

// The page.
const { q: field } = form.elements;
const status = document.querySelector("#hits");
const list = document.querySelector(".finds");
const more = document.querySelector(".more");
const narrowing = document.querySelector(".narrow");
let latest = 0;
let next;
let timer;

const element = (tag, className, ...inside) => {
  const made = Object.assign(document.createElement(tag), { className });
  made.append(...inside);
  return made;
};
const isMarked = (text, marks) => keysIn(text).some((one) => marks.has(one));
const marked = (text, marks) =>
  text.split(/([\p{L}\p{N}]+)/u).map((part) => (isMarked(part, marks) ? element("mark", "", part) : part));
// Some of the text, around as many as possible of the words that were looked for.
const excerpt = (text, marks) => {
  const tokens = text.split(" ");
  const places = tokens.flatMap((token, i) => (isMarked(token, marks) ? [i] : []));
  const reach = (from) => places.filter((i) => i >= from && i < from + WORDS_SHOWN - 8).length;
  const best = places.reduce((one, other) => (reach(other) > reach(one) ? other : one), places[0] ?? 0);
  const first = Math.max(0, Math.min(best - 8, tokens.length - WORDS_SHOWN));
  const last = first + WORDS_SHOWN;
  const shown = tokens.slice(first, last).join(" ");
  return element("p", "summary", first ? "… " : "", ...marked(shown, marks), last < tokens.length ? " …" : "");
};
const nameOf = (kind) => [...form.elements.slags].find((radio) => radio.value === kind)?.dataset.one;
const entry = ({ kind, url, title, detail, text }, marks) => {
  const isQuote = kind === "citat";
  const link = element("a", "", ...(isQuote ? ["“", ...marked(text, marks), "”"] : [title]));
  link.href = place.replace("/soeg/indeks/", url);
  const row = [nameOf(kind), detail].filter(Boolean).join(" · ");
  const made = element("li", kind, element("h2", "", link), element("p", "detail", row));
  if (!isQuote) made.append(excerpt(text, marks));
  return made;
};
const showMore = async () => {
  const search = latest;
  const { hits, marks, isMore } = await next();
  if (search !== latest) return;
  list.append(...hits.map((hit) => entry(hit, marks)));
  more.hidden = !isMore;
};

const asked = () => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
const say = ({ q }, { count, isNear, isPartly, isAtLeast }) => {
  const sought = q && ` for »${q}«`;
  if (!count) return `Ingen fund${sought}. Prøv færre eller andre ord.`;
  return `${isAtLeast ? "Mindst " : ""}${count.toLocaleString("da-DK")} fund${sought}${isNear ? ", stavet lidt anderledes" : ""}${isPartly ? ", uden alle ordene" : ""}`;
};
const showChoices = async (counts) => {
  for (const radio of form.elements.slags) {
    const count = counts[radio.value] ?? 0;
    radio.closest("label").hidden = !count && !radio.checked && radio.value;
    // Of quotes it counts the news that they stand in.
    radio.nextElementSibling.textContent = radio.value === "citat" ? "" : count.toLocaleString("da-DK");
  }
  narrowing.disabled = narrowing.hidden = false;
  for (const [name, options] of Object.entries(await get("valg.json"))) {
    const select = form.elements[name];
    if (select.length === 1) select.append(...options.map(([value, text]) => new Option(text, value)));
    select.closest("label").hidden = options.length < 2;
  }
};

const look = async () => {
  clearTimeout(timer);
  const question = asked();
  const search = ++latest;
  try {
    const found = await find(question);
    if (search !== latest) return;
    next = found.more;
    list.replaceChildren();
    await showMore();
    if (search !== latest) return;
    const isEmpty = !(question.q || question.organisation || question.emne || question.aar);
    status.textContent = isEmpty ? "" : say(question, found);
    if (isEmpty) narrowing.hidden = true;
    else await showChoices(found.counts);
  } catch {
    status.textContent = "Søgningen kan ikke hentes lige nu. Prøv igen om lidt, eller find vej ved hjælp af år og emner.";
  }
};

// What is asked stands in the address.
const inAddress = () => new URLSearchParams(location.search);
const remember = () => {
  const question = new URLSearchParams(Object.entries(asked()).filter(([, value]) => value)).toString();
  if (question !== inAddress().toString()) history.pushState(null, "", question ? `?${question}` : location.pathname);
};
const recall = async () => {
  const question = inAddress();
  field.value = question.get("q") ?? "";
  const isNarrow = [...question.keys()].some((name) => name !== "q");
  if (isNarrow || !narrowing.disabled) {
    await showChoices({}).catch(() => {});
    for (const name of ["slags", "organisation", "emne", "aar", "orden"]) form.elements[name].value = question.get(name) ?? "";
  }
  look();
};

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
});
form.addEventListener("change", ({ target }) => {
  remember();
  if (target !== field) look();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  remember();
  look();
});
more.addEventListener("click", async () => {
  const first = list.children.length;
  await showMore();
  list.children[first]?.querySelector("a").focus();
});
addEventListener("popstate", recall);
addEventListener("keydown", (event) => {
  const stops = [field, ...list.querySelectorAll("a"), ...(more.hidden ? [] : [more])];
  const here = stops.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1, Escape: -here }[event.key];
  if (here < 0 || !(here + step in stops)) return;
  event.preventDefault();
  stops[here + step].focus();
  if (step) return;
  field.value = "";
  remember();
  look();
});
recall();
