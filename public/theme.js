// Sets the chosen theme before the first paint. The app writes the key; without one the system decides.
(function () {
  try {
    var theme = JSON.parse(localStorage.getItem("tierlab.theme"));
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch (_) {
    // Storage is off or holds something else: the system's theme stays.
  }
})();
