/* Taking things away from disk. A browser that reads this site from a disk opens files of references as text
   instead of saving them, whatever the link says. There, and only there, this script puts the file
   together from references.js at the site's root and saves it. Links: [data-reference] is the format;
   [data-codes] on the link or around it are the sources, a line each; all where there is none.
   What is [data-online] leads to what a copy on a disk does not hold, and is hidden there. */
(function () {
  "use strict";

  var loading = null;

  function load() {
    loading = loading || new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = document.body.dataset.root + "references.js";
      script.onload = function () { resolve(window.tiptraceReferences); };
      script.onerror = reject;
      document.head.appendChild(script);
    });
    return loading;
  }

  function textOf(references, format, codes) {
    var frame = references.frames[format];
    var texts = references.texts[format];
    var chosen = codes ? codes.split("\n") : Object.keys(texts);
    var written = chosen.map(function (code) { return texts[code]; });
    return frame[0] + written.join(frame[1]) + frame[2];
  }

  function save(text, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
    link.download = name;
    link.click();
    window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  function onClick(event) {
    var link = event.currentTarget;
    var around = link.closest("[data-codes]");
    event.preventDefault();
    load().then(function (references) {
      var text = textOf(references, link.dataset.reference, around && around.dataset.codes);
      save(text, decodeURIComponent(link.pathname.split("/").pop()));
    }).catch(function () { window.location.assign(link.href); });
  }

  if (window.location.protocol === "file:") {
    document.querySelectorAll("[data-reference]").forEach(function (link) {
      link.addEventListener("click", onClick);
    });
    document.querySelectorAll("[data-online]").forEach(function (part) { part.hidden = true; });
  }
})();
