/* Comfort only: every page reads the same without this script. */
(function () {
  "use strict";
  var said = document.querySelector("[data-said]");
  function say(text) { if (said) { said.textContent = text; } }
  var work = {
    print: function () { window.print(); },
    copy: function () {
      var address = window.location.href.split("#")[0];
      if (!navigator.clipboard) { say(address); return; }
      navigator.clipboard.writeText(address).then(
        function () { say("The link is copied."); },
        function () { say(address); }
      );
    }
  };
  Array.prototype.forEach.call(document.querySelectorAll("[data-do]"), function (button) {
    button.hidden = false;
    button.addEventListener("click", work[button.getAttribute("data-do")]);
  });
  window.addEventListener("beforeprint", function () {
    Array.prototype.forEach.call(document.querySelectorAll("details"), function (box) { box.open = true; });
  });
}());
