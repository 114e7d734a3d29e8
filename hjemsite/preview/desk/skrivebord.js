// What the desk does beyond its forms: files can be dropped, and a text that is not saved is not left by mistake.
"use strict";
(() => {
  for (const area of document.querySelectorAll("[data-slip]")) {
    const input = area.querySelector("input[type=file]");
    const over = (event) => {
      event.preventDefault();
      area.classList.add("over");
    };
    area.addEventListener("dragover", over);
    area.addEventListener("dragenter", over);
    area.addEventListener("dragleave", () => area.classList.remove("over"));
    area.addEventListener("drop", (event) => {
      event.preventDefault();
      area.classList.remove("over");
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      if (area.dataset.slip === "send") input.form.requestSubmit();
    });
  }
  // A file that misses the area would be opened in place of the page.
  for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault());

  for (const form of document.querySelectorAll("form[data-husk]")) {
    let changed = false;
    form.addEventListener("input", () => {
      changed = true;
    });
    form.addEventListener("submit", () => {
      changed = false;
    });
    addEventListener("beforeunload", (event) => {
      if (changed) event.preventDefault();
    });
  }
})();
