// Keys: Escape goes back one step, a field's shortcut key focuses the field.

import { over } from "./dialog.js";
import { closeLastMenu } from "./menu.js";

const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

const escape = () => {
  if (over()?.open || closeLastMenu() || typing(document.activeElement)) {
    return;
  }
  document.querySelector("a[data-escape]")?.click();
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
    return;
  }
  if (event.key === "Escape") {
    escape();
  } else if (event.key.length === 1 && !typing(event.target)) {
    const field = document.querySelector(`[data-hotkey="${CSS.escape(event.key)}"]`);
    if (field) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  }
});
