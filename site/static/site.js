/* Comfort only: every page reads the same without this script. */
(function () {
  "use strict";
  /* What scripts say stands in them in English. Of another language words.js has it, which then comes before. */
  var language = (window.tiptraceSaid || {}).language || "en", told = (window.tiptraceSaid || {}).words || {};
  var forms = new Intl.PluralRules(language);
  function fill(text, values) {
    return text.replace(/%\((\w+)\)s/g, function (_, name) {
      return typeof values[name] === "number" ? values[name].toLocaleString(language) : values[name];
    });
  }
  function words(text, values) { return fill(told[text] || text, values); }
  function counted(one, many, values) {
    var form = forms.select(values.num);
    return fill(told[one] ? told[one][form] : form === "one" ? one : many, values);
  }
  window.tiptraceWords = { said: words, counted: counted };
  function each(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }
  function openAll() { each("details", function (box) { box.open = true; }); }
  /* What an address points to is shown, not only the box that holds it. */
  function openTarget() {
    var target = document.getElementById(window.location.hash.slice(1));
    var box = target && (target.querySelector(":scope > details") || target.closest("details"));
    if (box) { box.open = true; }
  }
  var said = document.querySelector("[data-said]");
  function say(text) { if (said) { said.textContent = text; } }
  var work = {
    open: openAll,
    print: function () { window.print(); },
    copy: function () {
      var address = window.location.href; /* with the place on the page */
      if (!navigator.clipboard) { say(address); return; }
      navigator.clipboard.writeText(address).then(
        function () { say(words("The link is copied.")); },
        function () { say(address); }
      );
    }
  };
  each("[data-do]", function (button) {
    button.hidden = false;
    button.addEventListener("click", work[button.getAttribute("data-do")]);
  });
  /* A citation says when its page was read, and can be taken away. */
  var now = new Date();
  var day = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  var padded = day.map(function (part) { return (part < 10 ? "0" : "") + part; });
  var dated = {
    ris: [/\nER {2}- /, "\nY2  - " + padded.join("/") + "$&"],
    bib: [/\n\}/, "\n  urldate = {" + padded.join("-") + "},$&"],
    json: [/\n {2}"URL":/, "\n  \"accessed\": { \"date-parts\": [[" + day.join(", ") + "]] },$&"]
  };
  function save(text, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
    link.download = name;
    link.click();
    window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }
  function offer(label, beside, act) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", act);
    beside.insertAdjacentElement("afterend", button);
    return button;
  }
  each("[data-today]", function (place) {
    place.textContent = now.toLocaleDateString(document.documentElement.lang || [], { day: "numeric", month: "long", year: "numeric" });
  });
  each("[data-file]", function (piece) {
    var name = piece.dataset.file;
    var change = "dated" in piece.dataset && dated[name.split(".").pop()];
    if (change) { piece.textContent = piece.textContent.replace(change[0], change[1]); }
    if (name) {
      offer(words("Save as a file"), piece, function () { save(piece.textContent, name); });
    } else if (navigator.clipboard) {
      var button = offer(words("Copy"), piece, function () {
        navigator.clipboard.writeText(piece.textContent.trim()).then(function () { button.textContent = words("Copied"); });
      });
    }
  });
  window.addEventListener("beforeprint", openAll);
  window.addEventListener("hashchange", openTarget);
  openTarget();
}());
