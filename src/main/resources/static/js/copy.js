// Copies a button's content to the clipboard, and confirms that for a moment.

import { over } from "./dialog.js";

const copyWithoutClipboard = (text) => {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  // Nothing outside an open dialog can be selected.
  (over()?.open ? over() : document.body).append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
};

const copy = async (button) => {
  const text = button.dataset.copy;
  // Browsers offer the clipboard API only on HTTPS and localhost; an appliance in a basement may have neither.
  const copied = navigator.clipboard
    ? await navigator.clipboard.writeText(text).then(() => true, () => copyWithoutClipboard(text))
    : copyWithoutClipboard(text);
  if (!copied) {
    return;
  }
  const label = button.querySelector("[data-copy-label]");
  const before = (button.dataset.copyBefore ??= label.textContent);
  label.textContent = document.body.dataset.copied;
  label.setAttribute("role", "status");
  button.classList.add("copied");
  button.closest("[data-leave-warning]")?.removeAttribute("data-leave-warning");
  clearTimeout(Number(button.dataset.copyTimer));
  button.dataset.copyTimer = setTimeout(() => {
    label.textContent = before;
    button.classList.remove("copied");
  }, 2000);
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-copy]");
  button && copy(button);
});
