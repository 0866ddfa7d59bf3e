/* What is ticked stands behind the # of the address (#tip-9,tip-12), so that a choice can be passed on. */
(function () {
  "use strict";
  var boxes = Array.prototype.slice.call(document.querySelectorAll("[data-choice] input[type=checkbox]"));
  function read() {
    var names = decodeURIComponent(window.location.hash.slice(1)).split(",");
    var known = boxes.filter(function (box) { return names.indexOf(box.value) >= 0; });
    /* Another place on the page, such as the one to skip to, is no choice. */
    if (known.length === 0 && window.location.hash) { return; }
    boxes.forEach(function (box) { box.checked = known.indexOf(box) >= 0; });
  }
  function write() {
    var names = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
    /* An address that is only replaced leaves the way back as it was. */
    window.history.replaceState(null, "", names.length ? "#" + names.join(",") : window.location.pathname);
  }
  boxes.forEach(function (box) { box.addEventListener("change", write); });
  window.addEventListener("hashchange", read);
  read();
}());
