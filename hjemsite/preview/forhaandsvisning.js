// Keeps an open page up to date: a new page where the reader stood, or only a new style.
"use strict";
(() => {
  const script = document.currentScript;
  const remembered = `hjemsite:${location.pathname}`;
  let version = script.dataset.version;
  let events = null;

  const bar = document.querySelector("hjemsite-forhaandsvisning")?.shadowRoot;
  const details = bar?.querySelector("details");

  function reload() {
    const opened = details && !details.querySelector("section.fejl") ? details.open : false;
    sessionStorage.setItem(remembered, JSON.stringify({ left: scrollX, top: scrollY, opened }));
    location.reload();
  }

  function settle() {
    const kept = JSON.parse(sessionStorage.getItem(remembered) ?? "null");
    if (!kept) return;
    sessionStorage.removeItem(remembered);
    if (details && kept.opened) details.open = true;
    const back = () => scrollTo({ left: kept.left, top: kept.top, behavior: "instant" });
    back();
    // Pictures and fonts that arrive later move the text.
    addEventListener("load", back, { once: true });
  }

  async function restyle() {
    const answer = await fetch(location.href, { cache: "no-store" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const sheets = (page) => [...page.head.querySelectorAll('link[rel="stylesheet"]')];
    const [old, wanted] = [sheets(document), sheets(fresh)];
    if (old.length !== wanted.length) return reload();
    old.forEach((sheet, number) => {
      const href = wanted[number].getAttribute("href");
      if (sheet.getAttribute("href") === href) return;
      const next = sheet.cloneNode();
      next.href = href;
      // The old one stays until the new one is there, so that the page never stands naked.
      next.addEventListener("load", () => sheet.remove(), { once: true });
      next.addEventListener("error", reload, { once: true });
      sheet.after(next);
    });
  }

  function listen() {
    if (document.hidden || events) return;
    events = new EventSource(`/_forhaandsvisning/haendelser?${version}&${encodeURIComponent(location.pathname)}`);
    events.addEventListener("side", reload);
    events.addEventListener("samme", (event) => {
      version = event.data;
    });
    events.addEventListener("stil", (event) => {
      version = event.data;
      restyle().catch(reload);
    });
  }

  // A browser opens few connections to one server; pages that nobody looks at must not use them up.
  function rest() {
    events?.close();
    events = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);
  settle();
  listen();
})();
