// Runs before the page is drawn, so that neither theme flashes. Choice: "light", "dark" or none (the device's).
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try { return localStorage.getItem("theme"); } catch { return null; }
  };
  const set = (theme) => {
    root.dataset.bsTheme = theme;
    root.dispatchEvent(new CustomEvent("theme:shown"));
  };
  const show = () => set(chosen() || (dark.matches ? "dark" : "light"));
  window.portalTheme = {
    get choice() { return chosen() || "auto"; },
    choose(theme) {
      try { theme === "auto" ? localStorage.removeItem("theme") : localStorage.setItem("theme", theme); } catch { /* private mode: this page only */ }
      show();
    },
  };
  root.classList.add("js");
  dark.addEventListener("change", show);
  addEventListener("beforeprint", () => set("light")); // paper is white
  addEventListener("afterprint", show);
  show();
})();
