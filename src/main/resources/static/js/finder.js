// The search field on top: Ctrl K goes there, arrow keys go through what it finds, Enter opens the first.

const finder = () => document.getElementById("finder");
const entries = () => [...document.querySelectorAll(".finder .found-entry")];

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && finder()) {
    event.preventDefault();
    finder().focus();
    finder().select();
    return;
  }
  const field = event.target.closest?.(".finder");
  if (!field) {
    return;
  }
  const found = entries();
  const at = found.indexOf(document.activeElement);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const next = at + (event.key === "ArrowDown" ? 1 : -1);
    next < 0 ? finder().focus() : found[Math.min(next, found.length - 1)]?.focus();
    event.preventDefault();
  } else if (event.key === "Escape") {
    finder().value = "";
    document.activeElement.blur();
    event.preventDefault();
  } else if (event.key === "Enter" && at < 0 && finder().value.trim() && !finder().matches(".htmx-request") && found.length) {
    event.preventDefault();
    found[0].click();
  }
});
