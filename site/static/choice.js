/* What is ticked stands behind the # of the address (#tip-9,tip-12), so that a choice can be passed on. On a plan of an
   hour only what is ticked is shown, with its minutes. */
(function () {
  "use strict";
  var words = window.tiptraceWords.said, counted = window.tiptraceWords.counted;
  var HOUR = 60, LEAST = 5; /* minutes; less is too short to say much */
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
  var boxes = all("[data-choice] input[type=checkbox]");
  var fixed = all("[data-length]"), parts = all("[data-chosen]");
  function names() {
    return boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
  }
  function length(part) { return Number(part.getAttribute("data-length")); }
  function say(part, minutes) {
    part.querySelector("[data-minutes]").textContent = minutes ? counted("(%(num)s minute)", "(%(num)s minutes)", { num: minutes }) : "";
  }
  /* Whole minutes that sum to the hour: what cannot be parted evenly goes to those that come first. */
  function share() {
    var chosen = names();
    var taken = parts.filter(function (part) { return chosen.indexOf(part.getAttribute("data-chosen")) >= 0; });
    var left = fixed.reduce(function (rest, part) { return rest - length(part); }, HOUR);
    var fits = taken.length > 0 && taken.length <= left;
    parts.forEach(function (part) {
      part.hidden = taken.length > 0 && taken.indexOf(part) < 0;
      say(part, 0);
    });
    fixed.forEach(function (part) { say(part, fits ? length(part) : 0); });
    taken.forEach(function (part, place) {
      say(part, fits ? Math.floor(left / taken.length) + (place < left % taken.length ? 1 : 0) : 0);
    });
    var remark = document.querySelector("[data-remark]");
    if (remark) {
      remark.textContent = taken.length * LEAST > left
        ? words("That is much for an hour: with %(number)s or fewer, each has five minutes or more.", { number: Math.floor(left / LEAST) }) : "";
    }
  }
  function carry() {
    var choice = names().join(",");
    all("a[data-carry]").forEach(function (link) {
      link.href = link.href.split("#")[0] + (choice ? "#" + choice : "");
    });
    if (parts.length) { share(); }
  }
  function read() {
    var wanted = decodeURIComponent(window.location.hash.slice(1)).split(",");
    var known = boxes.filter(function (box) { return wanted.indexOf(box.value) >= 0; });
    /* Another place on the page, such as the one to skip to, is no choice. */
    if (known.length > 0 || !window.location.hash) {
      boxes.forEach(function (box) { box.checked = known.indexOf(box) >= 0; });
    }
    carry();
  }
  function write() {
    var choice = names().join(",");
    /* An address that is only replaced leaves the way back as it was. */
    window.history.replaceState(null, "", choice ? "#" + choice : window.location.pathname);
    carry();
  }
  boxes.forEach(function (box) { box.addEventListener("change", write); });
  window.addEventListener("hashchange", read);
  read();
}());
