"use strict";
// Of `kg preview` alone, which puts it into the pages that it sends: no build has it. It loads a page again when
// there is another build, and shows what is wrong with the sources; a line leads to its place in an editor.
(() => {
  const { build } = document.currentScript.dataset;
  const box = document.createElement("section");
  box.id = "kg-preview";
  box.lang = "en";
  box.setAttribute("role", "status");
  box.style.cssText =
    "position:fixed;inset:auto 0 0 0;max-height:40vh;overflow:auto;z-index:99;padding:.5rem 1rem;" +
    "background:#fff4f0;color:#401008;border-top:3px solid #b03010;font:14px/1.5 monospace";

  const lineOf = ([text, link]) => {
    const line = document.createElement("p");
    line.style.margin = "0";
    const end = link ? text.indexOf(" ") : 0;
    if (link) {
      const place = document.createElement("a");
      place.href = link;
      place.textContent = text.slice(0, end);
      place.style.color = "inherit";
      line.append(place);
    }
    line.append(text.slice(end));
    return line;
  };

  const show = (lines) => {
    box.replaceChildren(...lines.map(lineOf));
    if (lines.length) document.body.append(box);
    else box.remove();
  };

  new EventSource("/-/preview").addEventListener("message", ({ data }) => {
    const told = JSON.parse(data);
    if (told.build && told.build !== build) location.reload();
    else show(told.lines);
  });
})();
