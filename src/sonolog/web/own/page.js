"use strict";
document.getElementById("again").addEventListener("click", () => window.location.reload());

// Keys go to the terminal as soon as there is one, so that nobody has to click first.
const watching = new MutationObserver(() => {
  const typed = document.querySelector("#terminal textarea");
  if (typed !== null) {
    watching.disconnect();
    typed.focus();
  }
});
watching.observe(document.getElementById("terminal"), { childList: true, subtree: true });
