// Runs before the first paint: the server cannot know what "system" means on this screen.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const chosen = root.dataset.theme;
    root.dataset.bsTheme = chosen === "system" ? (dark.matches ? "dark" : "light") : chosen;
  };
  root.classList.add("js");
  apply();
  dark.addEventListener("change", apply);
})();
