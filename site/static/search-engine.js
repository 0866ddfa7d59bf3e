/* What finds: loaded when the search is first used. window.tiptraceEngine(root) gives find(query,
   finished) → a promise of what was found. No word that is typed leaves the browser: a file is
   loaded for the first two letters of each word, and one for each handful of results shown.

   kg/outputs/searchfiles.py writes the files and says what is in them; kg/words.py does to texts
   what stem does here to what is typed. */
(function () {
  "use strict";

  var LETTERS = { "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "ß": "ss", "đ": "d" };
  var IRREGULAR = { children: "child", women: "woman", men: "man" };
  var SHORT = /^[^aeiou]*[aeiouy][^aeiouwxy]$/;
  var LONGEST_NAME = 6;      // words
  var LEAST_TO_BEGIN = 3;    // letters of a word that may not be finished
  var LEAST_BEGINNING = 5;   // letters of a whole word that is taken for the beginning of others
  var LED = 60;              // weight of a record that an editor leads to
  var CALLED = 24;           // weight of a word that stands in a record's title
  var MOST_IN_A_PHRASE = 3;  // words, of which each is worth a remark
  var FEW = 5;               // fewer results than that are followed by some that are less near
  var RARE = 0.01;           // share of the records: a word in fewer counts as one in so many
  var ENOUGH = 0.75;         // share of the best result's words that another must have

  var common = new Set();    // words that alone say nothing of what is sought: from the core file
  var endings = true;        // whether words have the endings of English: from there too

  /* Words */

  function fold(text) {
    return text.toLowerCase().replace(/['’]s?(?![\p{L}\p{N}])/gu, "").normalize("NFD")
      .replace(/\p{M}/gu, "").replace(/[øæœłßđ]/g, function (letter) { return LETTERS[letter]; });
  }

  function wordsOf(text) {
    return fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  }

  function singular(word) {
    if (word.length < 3) { return word; }
    if (word.length > 4 && /ies$/.test(word)) { return word.slice(0, -3) + "y"; }
    if (/(ss|x|ch|sh|zz)es$/.test(word)) { return word.slice(0, -2); }
    return /[^aious]s$|..[ao]s$/.test(word) ? word.slice(0, -1) : word;
  }

  function withoutEnding(word) {
    var rest = /eed$/.test(word) ? word : word.replace(/(ed|ing)$/, "");
    if (rest === word || rest.length < 3 || !/[aeiouy]/.test(rest)) { return word; }
    if (/([^aeiouylsz])\1$/.test(rest)) { return rest.slice(0, -1); }
    return SHORT.test(rest) || /(at|bl|iz)$/.test(rest) ? rest + "e" : rest;
  }

  function withoutE(word) {
    var rest = word.replace(/e$/, "");
    return rest === word || rest.length < 3 || SHORT.test(rest) ? word : rest;
  }

  function stem(word) {
    if (!endings || common.has(word) || /\p{N}/u.test(word)) { return word; }
    var plain = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : word;
    return withoutE(withoutEnding(singular(plain)));
  }

  /* Return how far two words are apart: letters put in, left out, changed, or two that changed
     places; more than `most` is not counted to its end. */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) { return most + 1; }
    var before = [], last = [], row = [];
    for (var j = 0; j <= other.length; j += 1) { last[j] = j; }
    for (var i = 1; i <= one.length; i += 1) {
      row = [i];
      for (j = 1; j <= other.length; j += 1) {
        var same = one[i - 1] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = row;
    }
    return last[other.length];
  }

  /* Return how many letters of a word may be wrong. */
  function slips(word) {
    return stem(word).length <= 4 ? 0 : word.length < 8 ? 1 : 2;
  }

  /* Files */

  function addScript(address) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = function () { reject(new Error(address)); };
      document.head.appendChild(script);
    });
  }

  /* Files call tiptraceSearch.put(name, value). */
  var values = new Map();
  window.tiptraceSearch = { put: function (name, value) { values.set(name, value); } };

  function makeShelf(root) {
    var asked = new Map();
    return function (name) {
      if (!asked.has(name)) {
        // The search page has loaded the first file itself, to lose no time.
        asked.set(name, values.has(name) ? Promise.resolve(values.get(name)) : addScript(new URL("search/" + name + ".js", root)).then(function () {
          return values.get(name);
        }));
      }
      return asked.get(name);
    };
  }

  /* Return which file holds a term or a name: by the first letters of its first telling word. */
  function bucketOf(phrase) {
    var words = phrase.split(" ");
    var word = words.find(function (one) { return !common.has(one); }) || words[0];
    var first = Array.from(word).slice(0, 2).join("");
    return /^([a-z]{1,2}|[0-9]{1,2})$/.test(first) ? first : "other";
  }

  function readTerms(coded) {
    var last = "";
    return coded === "" ? [] : coded.split(" ").map(function (entry) {
      last = last.slice(0, parseInt(entry[0], 36)) + entry.slice(1);
      return last;
    });
  }

  /* Return the files of some words by name, read. */
  function readBuckets(get, core, words) {
    return readNamed(get, new Set(words.map(bucketOf).filter(function (name) {
      return core.buckets.includes(name);
    })));
  }

  /* Return all files of words that begin like some others: a slip may be in the second letter. */
  function readAlike(get, core, words) {
    var firsts = words.map(function (word) { return word[0]; });
    return readNamed(get, new Set(core.buckets.filter(function (name) {
      return name !== "other" && firsts.includes(name[0]);
    })));
  }

  function readNamed(get, names) {
    return Promise.all(Array.from(names, function (name) {
      return get(name).then(function (bucket) {
        if (Array.isArray(bucket.read)) { return [name, bucket]; }
        bucket.read = readTerms(bucket.terms);
        bucket.place = new Map(bucket.read.map(function (term, place) { return [term, place]; }));
        return [name, bucket];
      });
    })).then(function (found) { return new Map(found); });
  }

  function postingsAt(bucket, place) {
    var found = new Map(), id = 0;
    bucket.found[place].forEach(function (number) {
      id += Math.floor(number / 256);
      found.set(id, number % 256);
    });
    return found;
  }

  /* Return the records with a stem and how much each is about it, or null for a stem that no
     record has; `used`: whether the review uses it, or null where nobody knows. */
  function lookUp(buckets, core, term) {
    var bucket = buckets.get(bucketOf(term));
    var place = bucket && bucket.place.get(term);
    // The list of words that the review uses has none with a digit.
    var known = core.known && !/\p{N}/u.test(term);
    if (place === undefined) { return { found: null, used: known ? false : null }; }
    var found = postingsAt(bucket, place);
    return { found: found.size ? found : null, used: known ? bucket.used[place] === "1" : null };
  }

  function tableOf(buckets, core, which, phrase) {
    var bucket = buckets.get(bucketOf(phrase));
    return bucket && Object.hasOwn(bucket[which], phrase) ? bucket[which][phrase] : null;
  }

  /* Units: what of a query is looked up as one */

  function merge(into, found, share) {
    found.forEach(function (weight, id) {
      into.set(id, Math.max(into.get(id) || 0, weight * share));
    });
    return into;
  }

  /* Return the records that have all of some words, but for common ones. */
  function withAll(buckets, core, words) {
    var telling = words.filter(function (word) { return !common.has(word); });
    if (telling.length === 0) { return new Map(); }
    var lists = telling.map(function (word) {
      return lookUp(buckets, core, stem(word)).found || new Map();
    });
    var shared = new Map();
    lists[0].forEach(function (weight, id) {
      if (lists.every(function (list) { return list.has(id); })) {
        shared.set(id, lists.reduce(function (sum, list) { return sum + list.get(id); }, 0) / lists.length);
      }
    });
    return shared;
  }

  /* Return the terms that records have and that are near, each with its bucket and place there. */
  function near(buckets, isNear) {
    var found = [];
    buckets.forEach(function (bucket) {
      bucket.read.forEach(function (term, place) {
        if (bucket.found[place].length > 0 && isNear(term)) { found.push([term, bucket, place]); }
      });
    });
    return found;
  }

  /* Look up one word: as it is; or, as the last one, what it begins; or what is near it. */
  function unitOfWord(buckets, core, word, unfinished) {
    var term = stem(word);
    var unit = Object.assign(lookUp(buckets, core, term), { words: [word], terms: [term], near: [] });
    unit.typed = word;
    if (unit.found) { return unit; }
    var begun = word.length >= (unfinished ? LEAST_TO_BEGIN : LEAST_BEGINNING) ? near(buckets, function (known) {
      return known.startsWith(word);
    }) : [];
    unit.begun = unfinished && begun.length > 0;
    var close = begun.length || unit.used ? begun : closest(buckets, word);
    if (close.length) {
      unit.found = new Map();
      close.forEach(function (one) {
        merge(unit.found, postingsAt(one[1], one[2]), begun.length ? 0.8 : 0.6);
      });
      unit.terms = unit.near = close.map(function (one) { return one[0]; });
    }
    return unit;
  }

  function closest(buckets, word) {
    for (var most = 1; most <= slips(word); most += 1) {
      var found = near(buckets, function (known) {
        return known[0] === word[0] && Math.min(distance(word, known, most), distance(stem(word), known, most)) <= most;
      });
      if (found.length) { return found; }
    }
    return [];
  }

  /* Look up several words that belong together: a name, or what an editor leads from. */
  function unitOfPhrase(buckets, core, words, phrase) {
    var terms = words.map(stem);
    var lead = tableOf(buckets, core, "leads", phrase);
    // Who asks how to work together asks not for what is called *Working Together*.
    if (lead && lead.as && lead.as !== words.join(" ")) { lead = null; }
    var named = tableOf(buckets, core, "names", phrase);
    if (!lead && !named) { return null; }
    var unit = { words: words, typed: words.join(" "), terms: terms, near: [], lead: lead, named: named || [] };
    var states = words.map(function (word) {
      return common.has(word) || lookUp(buckets, core, stem(word)).used;
    });
    unit.used = states.includes(false) ? false : states.includes(null) ? null : true;
    // The one telling word of a name ("what works") would find too much.
    var telling = words.filter(function (word) { return !common.has(word); });
    unit.found = telling.length === words.length || telling.length > 1 ? withAll(buckets, core, words) : new Map();
    unit.said = new Map(unit.found);
    (named || []).forEach(function (id) { unit.found.set(id, Math.max(unit.found.get(id) || 0, LED)); });
    if (lead) {
      lead.words.forEach(function (other) {
        merge(unit.found, withAll(buckets, core, wordsOf(other)), 0.9);
      });
      lead.records.forEach(function (id, place) { unit.found.set(id, 2 * LED - place); });
    }
    return unit;
  }

  /* Look up two words that are written as one. */
  function unitOfJoined(buckets, core, words) {
    var unit = unitOfWord(buckets, core, words.join(""), false);
    var apart = words.every(function (word) { return lookUp(buckets, core, stem(word)).used; });
    return Object.assign(unit, { words: words, typed: words.join(" "), used: unit.used || apart });
  }

  /* Return the units of a query: the longest names in it, then words joined that are written as one
     ("co location"), then single words. Common words only count within a name. */
  function unitsOf(buckets, core, words, finished) {
    var units = [];
    for (var start = 0; start < words.length;) {
      var unit = null, length = Math.min(LONGEST_NAME, words.length - start);
      for (; length > 0 && !unit; length -= 1) {
        var some = words.slice(start, start + length);
        var whole = length === words.length;
        if (whole || !some.every(function (word) { return common.has(word); })) {
          unit = unitOfPhrase(buckets, core, some, some.map(stem).join(" "));
        }
        if (!unit && length === 2 && lookUp(buckets, core, stem(some.join(""))).found) {
          unit = unitOfJoined(buckets, core, some);
        }
      }
      if (!unit && !common.has(words[start])) {
        unit = unitOfWord(buckets, core, words[start], !finished && start === words.length - 1);
      }
      start += unit ? unit.words.length : 1;
      if (unit) { units.push(unit); }
    }
    return units;
  }

  /* Ranking */

  /* Return what a unit counts: the rarer the more, but no word so much that it decides alone. */
  function rarity(core, unit) {
    return Math.log(1 + core.total / Math.max(unit.found.size, core.total * RARE));
  }

  /* Return the records that have all units, best first, and apart those that have most of them. */
  function rank(core, units) {
    var scores = new Map(), covered = new Map();
    units.forEach(function (unit) {
      var rare = rarity(core, unit);
      unit.found.forEach(function (weight, id) {
        scores.set(id, (scores.get(id) || 0) + rare * weight);
        covered.set(id, (covered.get(id) || 0) + rare);
      });
    });
    var whole = units.reduce(function (sum, unit) { return sum + rarity(core, unit); }, 0) - 1e-9;
    var ids = Array.from(scores.keys()).sort(function (one, other) {
      return scores.get(other) - scores.get(one) || one - other;
    });
    var partly = ids.filter(function (id) { return covered.get(id) < whole; });
    var best = partly.reduce(function (most, id) { return Math.max(most, covered.get(id)); }, 0);
    return {
      all: ids.filter(function (id) { return covered.get(id) >= whole; }),
      some: partly.filter(function (id) { return covered.get(id) >= best * ENOUGH; })
    };
  }

  /* Put those first that are called just what was typed, kind by kind, and before them those that
     an editor leads to. */
  function putFirst(units, hits) {
    if (units.length !== 1) { return hits; }
    var led = units[0].lead ? units[0].lead.records : [];
    var named = (units[0].named || []).filter(function (id) { return !led.includes(id); });
    var first = led.concat(named);
    return first.concat(hits.filter(function (id) { return !first.includes(id); }));
  }

  /* Return what several words of a longer query are the name of, and before that what an editor leads
     to from them: whoever asks "does key working help families" asks of key workers first. */
  function meant(core, units) {
    var long = units.length > 1 ? units.filter(function (unit) { return unit.words.length > 1; }) : [];
    var found = long.map(function (unit) { return unit.lead ? unit.lead.records : []; });
    return Array.from(new Set([].concat.apply([], found.concat(named(core, long)))));
  }

  /* Return what units are the names of, but for pages of this site ("what does the review say of"). */
  function named(core, units) {
    return units.map(function (unit) {
      return (unit.named || []).filter(function (id) { return !isPage(core, id); });
    });
  }

  /* Whether the words of a unit stand in the title of a record: that it is about them is less. */
  function isTitled(unit, id) {
    return ((unit.said || unit.found || new Map()).get(id) || 0) >= CALLED;
  }

  /* Put what is meant before other hits, but behind those that have all that was typed in their title.
     What is one word or name is in order already. */
  function putMeantFirst(core, units, hits) {
    if (units.length === 1) { return hits; }
    var called = hits.filter(function (id) {
      return units.every(function (unit) { return isTitled(unit, id); });
    });
    return Array.from(new Set(called.concat(meant(core, units), hits)));
  }

  function kindOf(core, id) {
    return core.kinds.findIndex(function (kind) { return id < kind[1]; });
  }

  function group(core, hits) {
    var groups = new Map();
    hits.forEach(function (id) {
      var kind = kindOf(core, id);
      if (!groups.has(kind)) { groups.set(kind, { name: core.kinds[kind][0], ids: [] }); }
      groups.get(kind).ids.push(id);
    });
    return Array.from(groups.values());
  }

  /* Return the words of a short query that the review does not use, or that nothing here has. */
  function remarksOn(units) {
    if (units.length > MOST_IN_A_PHRASE) { return []; }
    return units.filter(function (unit) {
      var asks = unit.words.length > 1 && unit.words.some(function (word) { return common.has(word); });
      return !asks && !unit.begun && (unit.used === false || !unit.found || unit.near.length > 0);
    }).map(function (unit) {
      return { typed: unit.typed, used: unit.used };
    });
  }

  /* Whether a result is a page of this site: who asks for that asks not for the review's words. */
  function isPage(core, id) {
    return id !== undefined && kindOf(core, id) === core.pages;
  }

  /* Return what was found: `groups` have all of the words, `others` have some; a word that
     nothing has is left aside. `only`: the query is one word or name. */
  function findIn(buckets, core, words, finished) {
    var units = unitsOf(buckets, core, words, finished);
    var useful = units.filter(function (unit) { return unit.found && unit.found.size > 0; });
    var ranked = rank(core, useful);
    var all = putFirst(units, ranked.all), some = [];
    if (all.length) {
      all = putMeantFirst(core, units, all);
      some = all.length < FEW ? ranked.some.filter(function (id) { return !all.includes(id); }) : [];
    } else {
      // Nothing has all of the words, and the page says so. What a single word names comes last.
      some = putMeantFirst(core, units, ranked.some).concat([].concat.apply([], named(core, units)));
      some = Array.from(new Set(some));
    }
    return {
      total: all.length,
      only: units.length === 1,
      remarks: isPage(core, all[0]) ? [] : remarksOn(units),
      reasons: units.map(function (unit) { return unit.lead && unit.lead.reason; }).filter(Boolean),
      terms: [].concat.apply([], units.map(function (unit) { return unit.terms; })),
      groups: group(core, all),
      others: group(core, some)
    };
  }

  /* Return what to load for a query: its telling words, or all if there are no others. */
  function toLoad(words) {
    var telling = words.filter(function (word) { return !common.has(word); });
    return telling.length ? telling : words.slice(0, 1);
  }

  /* Return the words to which editors lead from what stands in a query. */
  function wordsLedTo(buckets, words) {
    var phrase = " " + words.map(stem).join(" ") + " ", found = [];
    buckets.forEach(function (bucket) {
      Object.keys(bucket.leads).forEach(function (typed) {
        if (phrase.includes(" " + typed + " ")) { found = found.concat(bucket.leads[typed].words); }
      });
    });
    return wordsOf(found.join(" "));
  }

  window.tiptraceEngine = function (root) {
    var get = makeShelf(root);
    var core = get("core").then(function (value) {
      common = new Set(value.common);
      endings = value.endings;
      return value;
    });

    async function find(query, finished) {
      var known = await core, words = wordsOf(query);
      var sought = toLoad(words);
      var buckets = await readBuckets(get, known, sought);
      var others = wordsLedTo(buckets, words);
      if (others.length) { buckets = await readBuckets(get, known, sought.concat(others)); }
      var strange = sought.filter(function (word) {
        var state = lookUp(buckets, known, stem(word));
        return !state.found && !state.used && slips(word) > 0;
      });
      if (strange.length) { buckets = new Map([...buckets, ...await readAlike(get, known, strange)]); }
      return findIn(buckets, known, words, finished);
    }

    /* Return title, address and text of each result, in order. */
    async function show(ids) {
      var together = (await core).together;
      return Promise.all(ids.map(async function (id) {
        var row = (await get("shown-" + Math.floor(id / together)))[id % together];
        return { title: row[0], address: row[1], text: row[2], language: row[3] || "" };
      }));
    }

    return {
      find: find,
      show: show,
      stem: stem,
      wordsOf: wordsOf,
      isCommon: function (word) { return common.has(word); }
    };
  };
})();
