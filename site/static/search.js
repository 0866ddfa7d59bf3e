/* Search as you type. Enhances every <form role="search">: without this script the form leads to
   search.html, which lists everything. The data and the engine load when the field is first used.

   The results open below the form. On a page with [data-search] they go there instead, the query
   stands in the address as ?q=, and [data-search-all] (the list of everything) is hidden while
   there is a query. */
(function () {
  "use strict";

  var STATIC = new URL(".", document.currentScript.src);
  var SHOWN_PER_KIND = 3;
  var DELAY = 120;
  var COMMON = new Set(("a about an and any are as at be but by can could do does for from has have how i if in is " +
    "it its me my of on or our should so that the their there they this to was we were what when which " +
    "who why will with would you your").split(" "));
  var LETTERS = { "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "ß": "ss", "đ": "d" };

  var loading = null;

  /* Words */

  function fold(text) {
    return text.toLowerCase().replace(/[’']s?\b/g, "").normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "").replace(/[øæœłßđ]/g, function (letter) { return LETTERS[letter]; });
  }

  /* Return the singular: the commonest slip between what is written and what is typed. */
  function singular(word) {
    return word.length < 4 ? word : word.replace(/ies$/, "y").replace(/([^s])s$/, "$1");
  }

  function wordsOf(text) {
    return fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  }

  function tokenize(text) {
    return wordsOf(text).filter(function (word) { return !COMMON.has(word); }).map(singular);
  }

  /* Return a text by which to tell whether two are the same but for marks and plurals. */
  function phrase(text) {
    return wordsOf(text).map(singular).join(" ");
  }

  /* Loading */

  function addScript(address) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = function () { reject(new Error(address)); };
      document.head.appendChild(script);
    });
  }

  function load(root) {
    loading = loading || Promise.all([
      addScript(new URL("vendor/minisearch/minisearch.js", STATIC)),
      addScript(new URL("search-data.js", root))
    ]).then(buildIndex);
    return loading;
  }

  function buildIndex() {
    var data = window.tiptraceSearch;
    var named = new Map();
    var engine = new window.MiniSearch({
      fields: ["title", "words", "text", "more"],
      tokenize: tokenize,
      processTerm: function (term) { return term; }
    });
    engine.addAll(data.documents.map(function (row, id) {
      var words = row[5].map(function (number) { return data.words[number]; });
      words.concat(row[1]).map(phrase).forEach(function (name) {
        named.set(name, (named.get(name) || new Set()).add(id));
      });
      return { id: id, title: row[1], text: row[3], more: row[4], words: words.join(" ") };
    }));
    return { engine: engine, data: data, named: named };
  }

  /* Searching */

  /* Look for all of the words as they stand; then for words close to them; then for some of them. */
  var WAYS = [
    { note: "", combineWith: "AND", fuzzy: false },
    { note: "Nothing has just these words. These come close.", combineWith: "AND", fuzzy: distance },
    { note: "Nothing has all of these words. These have some.", combineWith: "OR", fuzzy: distance }
  ];

  /* Return how many letters of a word may be wrong. */
  function distance(term) {
    return term.length < 4 ? false : term.length < 6 ? 1 : 2;
  }

  /* Return the hits with those first that are called just what was asked for, kind by kind; alone,
     where the words that are left of a common phrase ("what works") would find too much. */
  function nameFirst(index, query, hits) {
    var named = index.named.get(phrase(query)) || new Set();
    var rank = new Map(hits.map(function (hit, place) { return [hit.id, place]; }));
    var first = Array.from(named, function (id) { return { id: id, terms: tokenize(query) }; });
    function kind(hit) { return index.data.documents[hit.id][0]; }
    first.sort(function (one, other) {
      return kind(one) - kind(other) || (rank.get(one.id) || 0) - (rank.get(other.id) || 0);
    });
    var whole = phrase(query) === tokenize(query).join(" ");
    return named.size > 0 && !whole ? first : first.concat(hits.filter(function (hit) {
      return !named.has(hit.id);
    }));
  }

  function find(index, query) {
    var hits = [];
    var sought = tokenize(query).length > 0 ? query : "";
    var way = WAYS.find(function (candidate) {
      hits = index.engine.search(sought, {
        boost: { title: 4, words: 2, text: 1.5 },
        boostDocument: function (id) { return 1.5 - 0.08 * index.data.documents[id][0]; },
        prefix: function (term) { return term.length > 1; },
        fuzzy: candidate.fuzzy,
        combineWith: candidate.combineWith
      });
      return hits.length > 0;
    });
    hits = nameFirst(index, query, hits);
    return { total: hits.length, note: way ? way.note : "", groups: group(index, hits) };
  }

  function group(index, hits) {
    var groups = new Map();
    hits.forEach(function (hit) {
      var row = index.data.documents[hit.id];
      if (!groups.has(row[0])) {
        groups.set(row[0], { name: index.data.kinds[row[0]], hits: [] });
      }
      groups.get(row[0]).hits.push({ title: row[1], address: row[2], text: row[3], terms: hit.terms });
    });
    return Array.from(groups.values());
  }

  /* Showing */

  function element(name, properties, children) {
    var node = Object.assign(document.createElement(name), properties);
    (children || []).forEach(function (child) { node.append(child); });
    return node;
  }

  /* Return a text with its found words in <mark>. */
  function marked(text, terms) {
    var found = new Set(terms);
    return text.split(/([\p{L}\p{N}’']+)/u).map(function (part, position) {
      var isWord = position % 2 === 1 && tokenize(part).some(function (term) { return found.has(term); });
      return isWord ? element("mark", { textContent: part }) : part;
    });
  }

  function resultItem(hit, root) {
    var link = element("a", { href: new URL(hit.address, root).href }, marked(hit.title, hit.terms));
    var item = element("li", {}, [link]);
    if (hit.text) {
      item.append(element("p", {}, marked(hit.text, hit.terms)));
    }
    return item;
  }

  function resultGroup(group, root, limit) {
    var heading = group.name + " (" + group.hits.length + ")";
    var items = group.hits.slice(0, limit).map(function (hit) { return resultItem(hit, root); });
    return element("section", {}, [
      element("h2", { textContent: heading }),
      element("ul", {}, items)
    ]);
  }

  function countOf(total) {
    return total === 0 ? "No results" : total === 1 ? "1 result" : total + " results";
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
    form.append(status);
    if (!onPage) {
      form.append(panel);
    }

    function close() {
      window.clearTimeout(timer);
      panel.hidden = true;
      status.textContent = "";
    }

    function clear() {
      panel.replaceChildren();
      status.textContent = "";
      panel.hidden = !onPage;
      if (everything) { everything.hidden = false; }
    }

    function show(found, query) {
      var limit = onPage ? Infinity : SHOWN_PER_KIND;
      var children = found.groups.map(function (group) { return resultGroup(group, root, limit); });
      if (found.note) {
        children.unshift(element("p", { textContent: found.note }));
      }
      if (found.total === 0) {
        children.push(element("p", { textContent: "Try fewer or other words, or look through the lists." }));
      }
      if (!onPage) {
        var all = new URL("search.html", root);
        all.searchParams.set("q", query);
        children.push(element("p", {}, [
          element("a", { href: all.href, textContent: "All results for “" + query + "”" })
        ]));
      }
      panel.replaceChildren.apply(panel, children);
      panel.hidden = false;
      if (everything) { everything.hidden = true; }
      status.textContent = countOf(found.total);
    }

    function keep(query) {
      var address = new URL(window.location.href);
      if (query) { address.searchParams.set("q", query); } else { address.searchParams.delete("q"); }
      window.history.replaceState(null, "", address);
    }

    function search() {
      var query = field.value.trim();
      if (onPage) { keep(query); }
      if (!query) {
        clear();
        return;
      }
      load(root).then(function (index) {
        // Late results neither open behind a reader who has left nor replace the one in focus.
        var active = document.activeElement;
        var wanted = onPage ? !panel.contains(active) : active === field;
        if (wanted && field.value.trim() === query) { show(find(index, query), query); }
      }, function () {
        status.textContent = "The search could not be loaded. Look through the lists instead.";
      });
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

    field.addEventListener("focus", function () { load(root).catch(function () {}); });
    field.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(search, DELAY);
    });
    form.addEventListener("keydown", onKey);
    if (onPage) {
      panel.addEventListener("keydown", onKey);
      form.addEventListener("submit", function (event) {
        event.preventDefault();
        window.clearTimeout(timer);
        search();
      });
      field.value = new URL(window.location.href).searchParams.get("q") || "";
      if (field.value) { search(); }
    } else {
      document.addEventListener("click", function (event) {
        if (!form.contains(event.target)) { close(); }
      });
      form.addEventListener("focusout", function (event) {
        if (event.relatedTarget && !form.contains(event.relatedTarget)) { close(); }
      });
    }
  }

  document.querySelectorAll("form[role=search]").forEach(enhance);
})();
