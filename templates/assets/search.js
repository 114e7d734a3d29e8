// The search page: what is typed is looked up in Pagefind's index, and what is found is shown as links.
// The index spells æ, ø and å out and marks the words where it did; see hjemsite/danish/folding.py.
const SPELT_OUT = { æ: "ae", ø: "oe", å: "aa" };
const LETTERS = { ae: "æ", oe: "ø", aa: "å" };
const AT_ONCE = 10;
const WORDS = 30;

const form = document.querySelector("form.search");
const field = form.elements.q;
const status = document.querySelector("#hits");
const list = document.querySelector(".finds");
const more = document.querySelector(".more");
// Without a worker of its own: that would have to be let through by a policy of its own.
const engine = import(form.dataset.index).then((pagefind) => pagefind.createInstance({ noWorker: true }));
let results = [];
let latest = 0;
let timer;

const folded = (text) =>
  text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[æøå]/g, (letter) => SPELT_OUT[letter])
    .replace(/[»«“”„]/g, '"')
    .replace(/\p{S}/gu, "")
    // Pagefind takes the ending off »hjemløse« and »hjemløshed«; it would off »hjemløst« too, if it saw the ø.
    .replace(/(\w\w)loest\b/g, "$1loes");

const word = (token) => {
  const marks = /\\([~^]*)$/.exec(token);
  if (!marks) return token;
  let place = 0;
  const letter = (first, pair) => {
    if (marks[1][place++] !== "^") return first;
    const small = LETTERS[pair.toLowerCase()];
    return `${first === pair[0].toLowerCase() ? small : small.toUpperCase()}\0`;
  };
  return token.slice(0, marks.index).replace(/(?=(aa|ae|oe))./gi, letter).replace(/\0./g, "");
};
const words = (text) => text.split(" ").map(word).join(" ");

const element = (tag, className, ...inside) => {
  const made = Object.assign(document.createElement(tag), { className });
  made.append(...inside);
  return made;
};

const excerpt = ({ content, locations }) => {
  const tokens = content.split(/\s+/);
  const start = Math.max(0, Math.min((locations[0] ?? 0) - 8, tokens.length - WORDS));
  const shown = tokens.slice(start, start + WORDS).map((token, number) => {
    const text = word(token);
    return locations.includes(start + number) ? element("mark", "", text) : text;
  });
  const spaced = shown.flatMap((one) => [one, " "]);
  return element("p", "summary", start ? "… " : "", ...spaced, start + WORDS < tokens.length ? "…" : "");
};

const entry = ({ url, meta, ...found }) => {
  const link = Object.assign(element("a", "", words(meta.title)), { href: url.replace(/\.html$/, "/") });
  return element("li", "", element("h2", "", link), element("p", "detail", words(meta.detail ?? "")), excerpt(found));
};

const showMore = async () => {
  const shown = list.children.length;
  const search = latest;
  const found = await Promise.all(results.slice(shown, shown + AT_ONCE).map((one) => one.data()));
  if (search !== latest) return;
  list.append(...found.map(entry));
  more.hidden = list.children.length >= results.length;
};

const say = (query) =>
  results.length
    ? `${results.length.toLocaleString("da-DK")} fund for »${query}«`
    : `Ingen fund for »${query}«. Prøv færre eller andre ord.`;

const look = async () => {
  clearTimeout(timer);
  const query = field.value.trim();
  const search = ++latest;
  try {
    const found = await (await engine).search(folded(query));
    if (search !== latest) return;
    results = found.results;
    list.replaceChildren();
    await showMore();
    if (search === latest) status.textContent = query && say(query);
  } catch {
    status.textContent = "Søgningen kan ikke hentes lige nu. Prøv igen om lidt, eller find vej ved hjælp af år og emner.";
  }
};

const inAddress = () => new URLSearchParams(location.search).get("q") ?? "";
const remember = () => {
  const q = field.value.trim();
  if (q !== inAddress()) history.pushState(null, "", q ? `?${new URLSearchParams({ q })}` : location.pathname);
};
const recall = () => {
  field.value = inAddress();
  look();
};

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, 150);
});
field.addEventListener("change", remember);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  remember();
  look();
});
more.addEventListener("click", async () => {
  const next = list.children.length;
  await showMore();
  list.children[next]?.querySelector("a").focus();
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
