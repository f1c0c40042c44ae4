// Before anything else: the chosen theme and whether the start screen comes, so that the first paint has them, and a
// sentence if Tierlab cannot begin.
(function () {
  try {
    // The app writes the key; without one the system decides.
    var theme = JSON.parse(localStorage.getItem("tierlab.theme"));
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch (_) {
    // Storage is off or holds something else: the system's theme stays.
  }
  // Its head stands in the page already; every other screen has a mark that says it is loading.
  if (/^#?\/?$/.test(location.hash)) document.documentElement.dataset.first = "start";
  // A file that did not arrive, was changed on the way, or does not run in this browser. The page removes the
  // element when it begins.
  function trouble() {
    var said = document.querySelector("#loading p");
    if (said) {
      delete document.documentElement.dataset.first;
      said.textContent =
        "Tierlab could not be loaded: a file is missing or was changed on the way, or this browser is too old. Reload the page; your work is kept.";
    }
  }
  addEventListener("error", trouble, true);
  addEventListener("unhandledrejection", trouble);
})();
