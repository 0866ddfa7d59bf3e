/* The page that asks the graph. Oxigraph (WebAssembly) runs in a worker made from a Blob, so that a
   query can be ended when its time is up; engine and dataset load at the first run. When a service
   stands behind the page, it can be asked instead. */
(function () {
  "use strict";

  var STATIC = new URL(".", document.currentScript.src);
  var ROOT = new URL("..", STATIC);
  var SHOWN_ROWS = 1000;

  function find(name) {
    return document.querySelector("[data-ask" + name + "]");
  }

  var form = find("");
  if (!form) { return; }
  var field = form.querySelector("textarea");
  var choice = form.querySelector("select");
  var errorLine = find("-error");
  var statusLine = find("-status");
  var result = find("-result");
  var stopButton = find("-stop");
  var where = find("-where");
  var limit = Number(form.dataset.limit) * 1000;
  /* The page of a collection: only a service has all data. */
  var alone = "alone" in form.dataset;

  var worker = null;
  var parts = null;
  var service = null;
  var stop = null;
  var csvAddress = "";

  /* Telling */

  function say(text) { statusLine.textContent = text; }

  var words = window.tiptraceWords.said, counted = window.tiptraceWords.counted;

  /* An error in words for whoever wrote the query; `line` is where, if that is known. */
  function AskError(message, line) {
    this.message = message;
    this.line = line || 0;
  }

  function showError(error) {
    errorLine.textContent = error.line ? words("Line %(line)s: %(fault)s", { line: error.line, fault: error.message }) : error.message;
    if (!error.line) { return; }
    field.setAttribute("aria-invalid", "true");
    selectLine(error.line);
  }

  /* Who gave the answer below: "service", "browser", or "" while there is none. */
  function showWho(name) {
    document.querySelectorAll("[data-ask-who]").forEach(function (line) {
      line.hidden = line.dataset.askWho !== name;
    });
  }

  /* What the service says beside an answer stands in the titles of links. */
  function showWarnings(links) {
    var titles = links.match(/title\*=UTF-8''[^;,]+/g) || [];
    find("-warnings").replaceChildren.apply(find("-warnings"), titles.map(function (title) {
      return element("p", { textContent: decodeURIComponent(title.slice(14)) });
    }));
  }

  function clearError() {
    errorLine.textContent = "";
    field.removeAttribute("aria-invalid");
  }

  function selectLine(number) {
    var lines = field.value.split("\n");
    var start = lines.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
    field.focus();
    field.setSelectionRange(start, start + (lines[number - 1] || "").length);
  }

  /* What the parser says → what a person can do about it. */
  function explain(message, query) {
    var match = /error at (\d+):(\d+): ([\s\S]*)/.exec(message);
    if (/^\s*(#.*)?$/.test(query)) { return new AskError(words("Write a query first, or start from a question.")); }
    if (/^(\s*(PREFIX[^\n]*|#[^\n]*|BASE[^\n]*)\n)*\s*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD|WITH)\b/i.test(query)) {
      return new AskError(words("The graph can be asked, not changed. Begin with SELECT, ASK, CONSTRUCT or DESCRIBE."));
    }
    if (/service/i.test(message) && !match) {
      return new AskError(words("This page asks no other service. Take the SERVICE clause out."));
    }
    if (!match) { return new AskError(words("The engine says: %(message)s", { message: message })); }
    var line = Number(match[1]);
    if (/Prefix not found/i.test(match[3])) { return missingPrefix(query, line, Number(match[2])); }
    var rest = query.split("\n").slice(line - 1).join("\n").slice(Number(match[2]) - 1);
    if (!rest.trim()) { return new AskError(words("the query stops here in the middle. Look for a bracket that is not closed, or for a slip before it."), line); }
    return new AskError(words("the query cannot be read from column %(column)s on.", { column: match[2] }) + " " + expectation(match[3]), line);
  }

  function missingPrefix(query, line, column) {
    var before = query.split("\n")[line - 1].slice(0, column - 1);
    var name = (/([\p{L}\p{N}_-]*):[^\s:]*$/u.exec(before) || ["", ""])[1];
    var known = parts && parts.dataset.prefixes[name];
    var declared = "PREFIX " + name + ": <" + (known || "…") + ">";
    return new AskError(known
      ? words("the prefix %(name)s: is not declared. Put this line at the top: %(line)s", { name: name, line: declared })
      : words("the prefix %(name)s: is not declared. Declare it at the top: %(line)s", { name: name, line: declared }), line);
  }

  /* The words that could stand there, without the parser's classes of letters. */
  function expectation(said) {
    var plain = /^[A-Za-z{}().;"<>=*+-]+$/;
    var names = said.replace(/^expected (one of )?/, "").split(/,\s*/).filter(function (name) { return plain.test(name); });
    if (names.length === 0) { return words("Look for a missing bracket, dot or quotation mark just before."); }
    var few = names.slice(0, 6).join(", ");
    return names.length > 6 ? words("What could stand there: %(names)s and others.", { names: few })
      : words("What could stand there: %(names)s.", { names: few });
  }

  /* The engine in this browser */

  function addScript(path) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = path;
      script.onload = resolve;
      script.onerror = function () { reject(new AskError(words("A part of this page could not be loaded: %(path)s", { path: path }))); };
      document.head.appendChild(script);
    });
  }

  function unpack(base64) {
    var letters = window.atob(base64);
    var bytes = new Uint8Array(letters.length);
    for (var i = 0; i < letters.length; i += 1) { bytes[i] = letters.charCodeAt(i); }
    var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer();
  }

  /* Load engine and dataset once; keep them unpacked, so that an ended worker is soon replaced. */
  function loadParts() {
    if (parts) { return Promise.resolve(parts); }
    say(words("Loading the engine and the data: about 2.5 MB, once …"));
    return Promise.all([
      addScript(new URL("vendor/oxigraph/engine.js", STATIC)),
      addScript(new URL("ask-data.js", ROOT))
    ]).then(function () {
      return Promise.all([unpack(window.tiptraceEngine.wasm), unpack(window.tiptraceDataset.nquads)]);
    }).then(function (unpacked) {
      parts = {
        start: window.tiptraceEngine.start.toString(),
        wasm: unpacked[0], nquads: unpacked[1], dataset: window.tiptraceDataset
      };
      delete window.tiptraceEngine.wasm;
      delete window.tiptraceDataset.nquads;
      return parts;
    });
  }

  /* Runs in the worker. */
  function work(start) {
    var engine = start();
    var store = null;

    function answer(query) {
      var options = { use_default_graph_as_union: true, results_format: "application/sparql-results+json" };
      try {
        return JSON.parse(store.query(query, options));
      } catch (error) {
        if (!/Not supported RDF format/.test(error.message)) { throw error; }
        delete options.results_format;
        return { quads: store.query(query, options).map(function (quad) {
          return [quad.subject, quad.predicate, quad.object].map(function (term) {
            return { type: term.termType === "NamedNode" ? "uri" : "literal", value: term.value };
          });
        }) };
      }
    }

    self.onmessage = function (message) {
      var task = message.data;
      try {
        if (task.wasm) {
          engine.initSync({ module: task.wasm });
          store = new engine.Store();
          store.load(new Uint8Array(task.nquads), { format: "application/n-quads", no_transaction: true });
          self.postMessage({ ready: true });
        } else {
          self.postMessage({ answer: answer(task.query) });
        }
      } catch (error) {
        self.postMessage({ error: String(error.message || error), fatal: error instanceof WebAssembly.RuntimeError });
      }
    };
  }

  function endWorker() {
    if (worker) { worker.terminate(); }
    worker = null;
  }

  /* Return what the worker says next; what it says may be an error of the query. */
  function next(message) {
    return new Promise(function (resolve, reject) {
      worker.onmessage = function (event) { resolve(event.data); };
      worker.onerror = function () { reject(new AskError(words("The engine could not be started."))); };
      worker.postMessage(message);
    });
  }

  function startWorker() {
    if (worker) { return Promise.resolve(); }
    say(words("Starting the engine with %(count)s statements …", { count: parts.dataset.statements }));
    var source = "(" + work.toString() + ")(" + parts.start + ");";
    var address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    worker = new Worker(address);
    URL.revokeObjectURL(address);
    return next({ wasm: parts.wasm, nquads: parts.nquads }).then(function (said) {
      if (said.error) {
        endWorker();
        throw new AskError(words("The engine could not be started: %(message)s", { message: said.error }));
      }
    });
  }

  function askBrowser(query) {
    return loadParts().then(startWorker).then(function () {
      say(words("Running …"));
      return withLimit(next({ query: query }), endWorker);
    }).then(function (said) {
      if (said.fatal) { endWorker(); }
      if (said.fatal) { throw new AskError(words("The query needs more than this browser can give. Make it more selective.")); }
      if (said.error) { throw explain(said.error, query); }
      return said.answer;
    });
  }

  /* End a question when its time is up, or when the reader says so. */
  function withLimit(promise, end) {
    var timer = 0;
    var ended = new Promise(function (_, reject) {
      stop = function (message) {
        end();
        reject(new AskError(message));
      };
      timer = window.setTimeout(function () {
        stop(words("The query was ended after %(seconds)s seconds. Make it more selective, or add LIMIT 100.", { seconds: limit / 1000 }));
      }, limit);
    });
    stopButton.hidden = false;
    return Promise.race([promise, ended]).finally(function () {
      window.clearTimeout(timer);
      stopButton.hidden = true;
      stop = null;
    });
  }

  /* The service behind the page */

  /* A service that serves this page says so: in a <meta>, or by answering at its own address. */
  function findService() {
    var meta = document.querySelector('meta[name="tiptrace-service"]');
    if (meta) { return Promise.resolve(new URL(meta.content, document.baseURI)); }
    if (!window.location.protocol.startsWith("http")) { return Promise.resolve(null); }
    return fetch(new URL("/-/version", window.location.origin)).then(function (response) {
      var isJson = (response.headers.get("Content-Type") || "").includes("json");
      return response.ok && isJson ? new URL("/sparql", window.location.origin) : null;
    }, function () { return null; });
  }

  function offerService(address) {
    service = address;
    if (alone) { return; }
    where.hidden = service === null;
    find("-blocked").hidden = service !== null || !isBlocked();
  }

  function askService(query) {
    var aborter = new AbortController();
    if (!service) {
      return Promise.reject(new AskError(words("No service answers where this page comes from, so no query can be run here.")));
    }
    say(words("Asking the service …"));
    return withLimit(fetch(service, {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, application/n-triples;q=0.9" },
      body: query,
      signal: aborter.signal
    }).then(function (response) {
      var isTable = (response.headers.get("Content-Type") || "").includes("json");
      return response.text().then(function (text) {
        if (!response.ok) { throw explainProblem(text, isTable, query); }
        showWarnings(response.headers.get("Link") || "");
        return isTable ? JSON.parse(text) : { text: text };
      });
    }, function () {
      if (alone) { throw new AskError(words("The service does not answer. Run the query again later.")); }
      throw new AskError(words("The service does not answer. Choose “This browser” and run the query again."));
    }), function () { aborter.abort(); });
  }

  function explainProblem(text, isJson, query) {
    if (!isJson) { return new AskError(words("The service says: %(message)s", { message: text })); }
    var problem = JSON.parse(text);
    if (/error at \d+:\d+:/.test(problem.detail)) { return explain(problem.detail, query); }
    return new AskError(problem.title + ". " + (problem.detail || "") + " " + (problem.remedy || ""), problem.line);
  }

  /* Showing the answer */

  function element(name, properties, children) {
    var node = Object.assign(document.createElement(name), properties);
    (children || []).forEach(function (child) { node.append(child); });
    return node;
  }

  function tableOf(answer) {
    if ("boolean" in answer) { return { heads: ["answer"], rows: [[{ type: "literal", value: answer.boolean ? words("yes") : words("no") }]] }; }
    if (answer.quads) { return { heads: ["subject", "predicate", "object"], rows: answer.quads }; }
    var heads = answer.head.vars;
    return { heads: heads, rows: answer.results.bindings.map(function (row) {
      return heads.map(function (head) { return row[head] || null; });
    }) };
  }

  function textOf(term) {
    if (!term) { return ""; }
    if (typeof term.value === "string") { return term.value; }
    return [term.value.subject, term.value.predicate, term.value.object].map(textOf).join(" ");
  }

  /* The page that shows an IRI of the review, if its kind has pages. */
  function pageOf(iri) {
    var data = window.tiptraceDataset;
    if (!data || !iri.startsWith(data.base)) { return null; }
    var match = /^([a-z-]+)\/([^#]+)(#.*)?$/.exec(iri.slice(data.base.length));
    var pattern = match && data.addresses[match[1]];
    return pattern ? new URL(pattern.replace("{}", match[2]), ROOT).href : null;
  }

  function shortIri(iri) {
    var data = window.tiptraceDataset;
    return data && iri.startsWith(data.base) ? iri.slice(data.base.length) : iri;
  }

  function cell(term) {
    var text = textOf(term);
    if (!term || term.type !== "uri") { return element("td", { textContent: text }); }
    var address = pageOf(text) || (/^https?:/.test(text) ? text : "");
    var shown = shortIri(text);
    return element("td", {}, [address ? element("a", { href: address, textContent: shown }) : shown]);
  }

  function csvOf(table) {
    function quoted(text) { return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text; }
    var lines = [table.heads].concat(table.rows.map(function (row) { return row.map(textOf); }));
    return lines.map(function (line) { return line.map(quoted).join(",") + "\r\n"; }).join("");
  }

  function showTable(table, milliseconds) {
    var shown = table.rows.slice(0, SHOWN_ROWS);
    var rows = counted("%(num)s row", "%(num)s rows", { num: table.rows.length });
    var caption = table.rows.length > shown.length ? words("%(rows)s, the first %(shown)s shown; the CSV has all", { rows: rows, shown: SHOWN_ROWS }) : rows;
    URL.revokeObjectURL(csvAddress);
    csvAddress = URL.createObjectURL(new Blob([csvOf(table)], { type: "text/csv" }));
    var head = element("tr", {}, table.heads.map(function (name) {
      return element("th", { scope: "col", textContent: name.replace(/_/g, " ") });
    }));
    var grid = element("table", {}, [
      element("caption", { textContent: caption }),
      element("thead", {}, [head]),
      element("tbody", {}, shown.map(function (row) { return element("tr", {}, row.map(cell)); }))
    ]);
    var box = element("div", { className: "table-scroll", tabIndex: 0 }, [grid]);
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", words("Answer"));
    result.replaceChildren(
      element("h2", { textContent: words("Answer") }),
      element("p", {}, [element("a", { href: csvAddress, download: "answer.csv", textContent: words("Download the answer as CSV") })]),
      box
    );
    say(words("%(rows)s in %(time)s ms.", { rows: rows, time: Math.max(1, Math.round(milliseconds)) }));
  }

  function showText(text) {
    result.replaceChildren(element("h2", { textContent: words("Answer") }), element("pre", { textContent: text }));
    say(words("Done."));
  }

  /* Running */

  function usesService() {
    return alone || service !== null && form.elements.where.value === "service";
  }

  function isBlocked() {
    return typeof WebAssembly === "undefined" || typeof DecompressionStream === "undefined" || typeof Worker === "undefined";
  }

  function run() {
    var query = field.value;
    var button = find("-run");
    if (button.disabled) { return Promise.resolve(); }
    clearError();
    showWho("");
    showWarnings("");
    if (!usesService() && isBlocked()) {
      find("-blocked").hidden = false;
      say("");
      return Promise.resolve();
    }
    button.disabled = true;
    result.setAttribute("aria-busy", "true");
    share();
    var started = window.performance.now();
    var who = usesService() ? "service" : "browser";
    return (who === "service" ? askService(query) : askBrowser(query)).then(function (answer) {
      var spent = window.performance.now() - started;
      if (answer.text === undefined) { showTable(tableOf(answer), spent); } else { showText(answer.text); }
      showWho(who);
    }).catch(function (error) {
      say("");
      result.replaceChildren();
      showError(error);
    }).finally(function () {
      button.disabled = false;
      result.removeAttribute("aria-busy");
    });
  }

  /* Sharing: the query stands in the address, after #q= */

  function share() {
    var address = new URL(window.location.href);
    address.hash = "q=" + encodeURIComponent(field.value);
    window.history.replaceState(null, "", address);
    return address.href;
  }

  function copyLink() {
    var address = share();
    if (!navigator.clipboard) {
      say(words("The link is the address of this page; copy it from there."));
      return;
    }
    navigator.clipboard.writeText(address).then(function () {
      say(words("The link is copied."));
    }, function () {
      say(words("The link is the address of this page; copy it from there."));
    });
  }

  /* After the # stands `q=` and a query, or the name of a question. */
  function readAddress() {
    var hash = window.location.hash.slice(1);
    var values = new URLSearchParams(hash.replace(/\+/g, "%2B"));
    var named = Array.from(choice.options).find(function (option) { return option.value === hash; });
    if (values.has("q")) { field.value = values.get("q"); }
    if (named) {
      named.selected = true;
      useQuestion();
    }
  }

  function useQuestion() {
    var option = choice.selectedOptions[0];
    if (!option) { return; }
    field.value = option.dataset.query;
    clearError();
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    run();
  });
  field.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    }
  });
  field.addEventListener("input", clearError);
  find("-use").addEventListener("click", function () {
    useQuestion();
    field.focus();
    field.setSelectionRange(0, 0);
  });
  find("-share").addEventListener("click", copyLink);
  stopButton.addEventListener("click", function () {
    if (stop) { stop(words("The query was stopped.")); }
  });
  window.addEventListener("hashchange", readAddress);

  form.hidden = false;
  if (!field.value) { useQuestion(); }
  readAddress();
  offerService(null);
  form.addEventListener("focusin", function () { findService().then(offerService); }, { once: true });
})();
