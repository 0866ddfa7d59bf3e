/* Search as you type. Enhances every form of search: without this script it leads to search.html, which has
   the lists. What finds is search-engine.js; it loads when the field is first used.

   The results open below the form. On a page with [data-search] they go there instead, the query
   stands in the address behind the #, which browsers send to nobody (?q=, from a form without
   scripts, is read too), and [data-search-all] (the lists) is hidden while there are results. */
(function () {
  "use strict";

  var STATIC = new URL(".", document.currentScript.src);
  var SHOWN = 3;        // results of a kind; the search page has a button for the others
  var OPEN = 4;         // kinds that are open, as what is shown has to be loaded
  var OPEN_OTHERS = 2;  // kinds of results that have some of the words
  var DELAY = 120;

  var words = window.tiptraceWords.said, counted = window.tiptraceWords.counted;
  var loading = null;

  function load(root) {
    loading = loading || new Promise(function (resolve, reject) {
      if (window.tiptraceEngine) { resolve(); return; }
      var script = document.createElement("script");
      script.src = new URL("search-engine.js", STATIC);
      script.onload = resolve;
      script.onerror = reject;
      document.head.appendChild(script);
    }).then(function () { return window.tiptraceEngine(root); });
    return loading;
  }

  /* Words for what was found */

  /* Say of a word what the review and this site have of it; `only`: nothing else was typed. */
  function remarkOn(remark, only) {
    var word = { word: remark.typed };
    var several = /\s/.test(remark.typed);
    if (remark.used === false) {
      return several ? words("The review does not use the words “%(word)s”.", word)
        : only ? words("The review does not use this word.") : words("The review does not use the word “%(word)s”.", word);
    }
    if (remark.used) {
      return several ? words("The review uses the words “%(word)s”, but what can be searched here does not.", word)
        : only ? words("The review uses this word, but what can be searched here does not.")
        : words("The review uses the word “%(word)s”, but what can be searched here does not.", word);
    }
    return several ? words("Nothing that can be searched here uses the words “%(word)s”.", word)
      : only ? words("Nothing that can be searched here uses this word.")
      : words("Nothing that can be searched here uses the word “%(word)s”.", word);
  }

  function countOf(total) {
    return total === 0 ? words("No results") : counted("%(num)s result", "%(num)s results", { num: total });
  }

  /* Showing */

  function element(name, properties, children) {
    var node = Object.assign(document.createElement(name), properties);
    (children || []).forEach(function (child) { node.append(child); });
    return node;
  }

  /* Return a text with its found words in <mark>. */
  function marked(engine, text, terms) {
    var found = new Set(terms);
    return text.split(/([\p{L}\p{N}’']+)/u).map(function (part, position) {
      var isWord = position % 2 === 1 && engine.wordsOf(part).some(function (word) {
        return found.has(engine.stem(word));
      });
      return isWord ? element("mark", { textContent: part }) : part;
    });
  }

  async function itemsOf(engine, ids, terms, root) {
    return (await engine.show(ids)).map(function (row) {
      var link = element("a", { href: new URL(row.address, root).href }, marked(engine, row.title, terms));
      if (row.language) { Object.assign(link, { lang: row.language, dir: "auto" }); }
      var text = row.text ? [element("p", {}, marked(engine, row.text, terms))] : [];
      return element("li", {}, [link].concat(text));
    });
  }

  /* Return a heading with the first results of a kind; on the search page a button shows the others. */
  async function sectionOf(engine, group, terms, root, shown, onPage) {
    var list = element("ul", {}, await itemsOf(engine, group.ids.slice(0, shown), terms, root));
    var section = element("section", {}, [
      element("h2", { textContent: group.name + " (" + group.ids.length + ")" }),
      list
    ]);
    if (onPage && group.ids.length > shown) {
      var label = shown > 0 ? words("Show all %(count)s", { count: group.ids.length }) : words("Show %(count)s", { count: group.ids.length });
      var button = element("button", { type: "button", textContent: label });
      button.setAttribute("aria-label", label + ": " + group.name);
      button.addEventListener("click", async function () {
        var rest = await itemsOf(engine, group.ids.slice(shown), terms, root);
        list.append.apply(list, rest);
        button.remove();
        rest[0].querySelector("a").focus();
      });
      section.append(button);
    }
    return section;
  }

  /* Return the sections of some groups: the first are open, the others have their heading only. */
  function sectionsOf(engine, groups, terms, root, open, onPage) {
    var all = onPage ? groups : groups.slice(0, open);
    return Promise.all(all.map(function (group, place) {
      return sectionOf(engine, group, terms, root, place < open ? SHOWN : 0, onPage);
    }));
  }

  /* Return all that is shown of what was found. */
  async function render(engine, found, root, onPage) {
    var any = found.groups.length + found.others.length > 0;
    var lines = found.remarks.map(function (remark) { return remarkOn(remark, found.only); });
    lines = lines.concat(found.reasons);
    if (!any) { lines.push(words("Try fewer or other words, or look through the lists.")); }
    if (any && found.remarks.length > 0) { lines.push(words("Nearest:")); }
    var note = lines.join(" ");
    var nodes = note ? [element("p", { className: "search-note", textContent: note })] : [];
    nodes = nodes.concat(await sectionsOf(engine, found.groups, found.terms, root, OPEN, onPage));
    if (found.others.length > 0 && (onPage || found.total === 0)) {
      note = found.total === 0 ? words("Nothing has all of these words. These have some:") : words("These have some of the words:");
      nodes.push(element("p", { className: "search-note", textContent: note }));
      nodes = nodes.concat(await sectionsOf(engine, found.others, found.terms, root, OPEN_OTHERS, onPage));
    }
    return nodes;
  }

  /* Return what the address of this page asks for. */
  function queryInAddress() {
    var behind = new URLSearchParams(window.location.hash.slice(1)).get("q");
    return behind || new URL(window.location.href).searchParams.get("q") || "";
  }

  function addressOf(query, from) {
    var address = new URL(from);
    address.search = "";
    address.hash = query ? new URLSearchParams({ q: query }).toString() : "";
    return address.href;
  }

  function enhance(form) {
    var field = form.querySelector("[name=q]");
    var root = new URL(".", new URL(form.getAttribute("action"), document.baseURI));
    var place = document.querySelector("[data-search]");
    var everything = document.querySelector("[data-search-all]");
    var onPage = place !== null;
    var panel = onPage ? place : element("div", { className: "search-panel", hidden: true });
    var status = element("p", { className: "search-status", role: "status" });
    var timer = 0;
    status.setAttribute("aria-live", "polite");
    if (onPage) {
      panel.before(status);
    } else {
      form.append(status, panel);
    }

    function close() {
      window.clearTimeout(timer);
      panel.hidden = true;
      status.textContent = "";
    }

    function clear() {
      panel.replaceChildren();
      panel.classList.remove("searching");
      status.textContent = "";
      panel.hidden = !onPage;
      if (everything) { everything.hidden = false; }
    }

    function show(found, nodes, query) {
      var count = countOf(found.total);
      if (!onPage) {
        nodes.unshift(element("p", { className: "search-note", ariaHidden: "true", textContent: count }));
        nodes.push(element("p", {}, [
          element("a", { href: addressOf(query, new URL("search.html", root)), textContent: words("All results for “%(query)s”", { query: query }) })
        ]));
      }
      panel.replaceChildren.apply(panel, nodes);
      panel.classList.remove("searching");
      panel.hidden = false;
      // Who finds nothing, or only what is near, has the lists as well.
      if (everything) { everything.hidden = found.total > 0 && found.remarks.length === 0; }
      status.textContent = count;
    }

    function keep(query) {
      if (query !== queryInAddress()) {
        window.history.replaceState(null, "", addressOf(query, window.location.href));
      }
    }

    /* `finished`: the last word is whole, as it was sent and not left in the middle. */
    async function search(finished) {
      var query = field.value.trim();
      if (onPage) { keep(query); }
      if (!query) {
        clear();
        return;
      }
      try {
        var engine = await load(root);
        var found = await engine.find(query, finished || /\s$/.test(field.value));
        var nodes = await render(engine, found, root, onPage);
        // Late results neither open behind a reader who has left nor replace the one in focus.
        var active = document.activeElement;
        var wanted = onPage ? !panel.contains(active) : active === field;
        if (wanted && field.value.trim() === query) { show(found, nodes, query); }
      } catch {
        status.textContent = words("The search could not be loaded. Look through the lists instead.");
        if (everything) { everything.hidden = false; }
      }
    }

    function links() {
      return Array.from(panel.querySelectorAll("a"));
    }

    function move(event, step) {
      var all = links();
      var next = all.indexOf(document.activeElement) + step;
      if (panel.hidden || all.length === 0 || next >= all.length) { return; }
      event.preventDefault();
      (next < 0 ? field : all[next]).focus();
    }

    function onKey(event) {
      if (event.key === "ArrowDown") { move(event, 1); }
      if (event.key === "ArrowUp" && document.activeElement !== field) { move(event, -1); }
      if (event.key === "Escape" && !onPage && !panel.hidden) {
        event.preventDefault();
        close();
        field.focus();
      }
    }

    /* Take the query from the address, when the page opens and when its address changes. */
    function start() {
      var query = queryInAddress();
      if (query && query !== field.value.trim()) {
        field.value = query;
        // Room is kept for the results, so that nothing moves when they come.
        panel.classList.add("searching");
        if (everything) { everything.hidden = true; }
        search(true);
      }
    }

    field.addEventListener("focus", function () { load(root).catch(function () {}); });
    field.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(search, DELAY, false);
    });
    form.addEventListener("keydown", onKey);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      window.clearTimeout(timer);
      if (onPage) {
        search(true);
      } else {
        window.location.href = addressOf(field.value.trim(), new URL("search.html", root));
      }
    });
    if (onPage) {
      panel.addEventListener("keydown", onKey);
      window.addEventListener("hashchange", start);
      start();
    } else {
      document.addEventListener("click", function (event) {
        if (!form.contains(event.target)) { close(); }
      });
      form.addEventListener("focusout", function (event) {
        if (event.relatedTarget && !form.contains(event.relatedTarget)) { close(); }
      });
    }
  }

  document.querySelectorAll("form[role=search], form.search").forEach(enhance);
})();
