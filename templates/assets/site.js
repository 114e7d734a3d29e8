// What a page gains where scripts run: a lamp that is lit or put out, and buttons that copy.
// Nothing on the page needs it. The choice of light is all that is ever stored, and only in the reader's own browser.
"use strict";

const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

function kept() {
  try {
    return localStorage.getItem("lys");
  } catch {
    return null; // a browser may forbid even that
  }
}

function keep(choice) {
  try {
    localStorage.setItem("lys", choice);
  } catch {
    // The choice then holds for this page.
  }
}

function made(tag, text, properties) {
  return Object.assign(document.createElement(tag), { textContent: text }, properties);
}

// The page is painted only when this has run, so nobody sees the wrong light.
if (kept()) root.dataset.lys = kept();

function lamp() {
  const button = made("button", "", { type: "button", className: "lamp" });
  const isDark = () => (root.dataset.lys ? root.dataset.lys === "slukket" : dark.matches);
  const label = () => {
    const says = isDark() ? "Tænd lyset" : "Sluk lyset";
    button.title = says;
    button.setAttribute("aria-label", says);
  };
  button.innerHTML =
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 2v4M5 16a7 7 0 0 1 14 0zM9.5 16a2.5 2.5 0 0 0 5 0"/></svg>';
  button.onclick = () => {
    keep((root.dataset.lys = isDark() ? "taendt" : "slukket"));
    label();
  };
  dark.onchange = label;
  label();
  document.querySelector(".top .wide").append(button);
}

const told = made("p", "", { className: "unseen" });
told.setAttribute("role", "status");

// Where words may be divided is for the eye: what is copied does not have it.
const whole = (text) => text.replaceAll("\u00ad", "");

document.addEventListener("copy", (event) => {
  const chosen = getSelection();
  if (!String(chosen).includes("\u00ad")) return;
  const copy = made("div", "");
  copy.append(chosen.getRangeAt(0).cloneContents());
  for (const link of copy.querySelectorAll("a[href]")) link.setAttribute("href", link.href);
  event.clipboardData.setData("text/plain", whole(String(chosen)));
  event.clipboardData.setData("text/html", whole(copy.innerHTML));
  event.preventDefault();
});

async function copied(text) {
  try {
    await navigator.clipboard.writeText(whole(text));
    return true;
  } catch {
    return false;
  }
}

function copier(name, whose, text) {
  const button = made("button", name, { type: "button", className: "copy" });
  if (whose) button.append(made("span", ` af ${whose}`, { className: "unseen" }));
  const label = [...button.childNodes];
  button.onclick = async () => {
    const done = await copied(text());
    told.textContent = "";
    told.textContent = done ? "Kopieret til udklipsholderen" : "Browseren vil ikke kopiere. Markér teksten i stedet.";
    if (!done) return;
    button.textContent = "Kopieret";
    button.classList.add("done");
    setTimeout(() => {
      button.classList.remove("done");
      button.replaceChildren(...label);
    }, 2500);
  };
  return button;
}

function words(element) {
  const copy = element.cloneNode(true);
  for (const note of copy.querySelectorAll("sup")) note.remove();
  const text = copy.textContent.replace(/\s+/g, " ").trim();
  return text.replace(/^[“”„»«"–—-]\s*/, "").replace(/[“”»«",]+$/, "");
}

// The street as it was: a slider fades the houses of those who had not joined by the end of a year.
function years() {
  const road = document.querySelector(".road");
  const houses = [...(road?.children ?? [])];
  const known = houses.map((one) => Number(one.dataset.joined)).filter(Boolean);
  const [min, max] = [Math.min(...known), Math.max(...known)];
  if (!(max > min)) return;
  const slider = made("input", "", { type: "range", min, max, value: max });
  const says = made("output", "", { className: "detail" });
  slider.setAttribute("aria-label", "Gaden ved udgangen af året");
  slider.oninput = () => {
    const later = houses.filter((one) => Number(one.dataset.joined) > slider.value);
    for (const one of houses) one.classList.toggle("later", later.includes(one));
    says.textContent = `${slider.value}: ${houses.length - later.length} huse`;
  };
  slider.oninput();
  const row = made("p", "", { className: "years-along" });
  row.append(slider, says);
  road.after(row);
}

// A quotation as an editor wants it: the words, who said them and as what, when, and where they can be checked.
function quotation(line, place) {
  const saying = line.closest(".saying");
  const parts = saying
    ? [saying.querySelector("blockquote")]
    : line.dataset.quotes.split(" ").flatMap((id) => [
        document.getElementById(id),
        ...document.querySelectorAll(`[data-part="${id}"]`),
      ]);
  const said = parts.map((part) => `“${words(part.querySelector("blockquote") ?? part)}”`).join(" ");
  const by = line.querySelector(".by").textContent.replace(/\s+/g, " ").trim();
  const day = (saying ?? document.querySelector(".release")).querySelector("time").textContent;
  const page = document.querySelector("meta[property='og:url']")?.content ?? location.href;
  return `${said}\n– ${by}, ${day}\n${new URL(place, page)}`;
}

lamp();
for (const place of document.querySelectorAll(".said .place")) {
  const line = place.closest(".said");
  const href = (line.closest(".saying")?.querySelector(".own") ?? place).getAttribute("href");
  const button = copier("Kopiér citat", line.querySelector(".name").textContent, () => quotation(line, href));
  // Where the quote stands, its link leads nowhere else: the button copies it with the words.
  if (line.closest(".saying")) line.append(button);
  else place.replaceWith(button);
}
for (const line of document.querySelectorAll(".cite")) {
  line.after(copier(line.dataset.copy ?? "Kopiér henvisning", "", () => line.textContent.replace(/\s+/g, " ").trim()));
}
document.body.append(told);
years();
