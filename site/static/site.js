/* Comfort only: every page reads the same without this script. */
(function () {
  "use strict";
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
        function () { say("The link is copied."); },
        function () { say(address); }
      );
    }
  };
  each("[data-do]", function (button) {
    button.hidden = false;
    button.addEventListener("click", work[button.getAttribute("data-do")]);
  });
  window.addEventListener("beforeprint", openAll);
  window.addEventListener("hashchange", openTarget);
  openTarget();
}());
