// Dialogs are pages of their own; here they open over the current page. Their forms are submitted from the dialog, and
// the outcome is shown on the page that the server names, or on the page below.

import { say, unreachable } from "./alert.js";
import { settle } from "./leave.js";
import { closeMenus } from "./menu.js";

export const over = () => document.getElementById("dialog");
export const asDialog = { "Roster-Dialog": "true" };

const shown = async (answer) => {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const dialog = page.querySelector("main .dialog");
  if (!dialog) {
    return tell(page.querySelector(".problem-sentence")?.textContent);
  }
  over().replaceChildren(dialog);
  window.htmx?.process(dialog);
  over().open || over().showModal();
  over().querySelector("[aria-invalid=true], [autofocus]")?.focus();
  return true;
};

// A page instead of a dialog: its error is shown above the input.
const tell = (sentence) => {
  const place = over().querySelector(".dialog-body");
  if (!sentence || !place) {
    return false;
  }
  say(sentence, place);
  return true;
};

const openDialog = async (link) => {
  link.closest("details.menu")?.querySelector("summary").focus();
  over().toggleAttribute("data-stay", link.dataset.dialog === "stay");
  const answer = await fetch(link.href, { headers: asDialog }).catch(() => null);
  if (!answer || !(await shown(answer))) {
    location.assign(link.href);
  }
};

const sendDialog = async (form, submitter) => {
  if (form.matches("[data-sent]")) {
    return;
  }
  form.setAttribute("data-sent", "");
  const body = new URLSearchParams(new FormData(form, submitter)); // before the button is disabled, which would drop its value
  if (form.dataset.dialog) {
    over().toggleAttribute("data-stay", form.dataset.dialog === "stay");
  }
  const again = () => {
    form.removeAttribute("data-sent");
    buttons.forEach((button) => (button.disabled = false));
  };
  const buttons = [...form.elements].filter((element) => element.matches("button"));
  buttons.forEach((button) => (button.disabled = true));
  // Not form.action, which is the button of this name if the form has one.
  const answer = await fetch(submitter?.getAttribute("formaction") ?? form.getAttribute("action"), { method: "POST", headers: asDialog, body })
    .catch(() => null);
  const next = answer?.headers.get("Roster-Location");
  if (next) {
    settle();
    over().matches("[data-stay]") ? location.reload() : location.assign(next);
  } else if (!answer) {
    again();
    unreachable(over().querySelector(".dialog-body") ?? undefined);
  } else if (await shown(answer)) {
    again();
  } else {
    location.reload();
  }
};

const handsOver = () => over().querySelector("[data-leave-warning]:not(form)") !== null;
const mayClose = () => !handsOver() || confirm(over().dataset.discard);

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0 || !over()) {
    return;
  }
  const link = event.target.closest("a[data-dialog]");
  const close = event.target.closest("#dialog a[data-close], #dialog a[data-escape]");
  if (link) {
    event.preventDefault();
    closeMenus(null);
    openDialog(link);
  } else if (close) {
    event.preventDefault();
    mayClose() && over().close();
  }
});

// Escape: browsers let a page prevent only the first "cancel", so listen to the key itself.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && over()?.open && handsOver()) {
    event.preventDefault();
    mayClose() && over().close();
  }
}, true);
document.addEventListener("cancel", (event) => event.target === over() && !mayClose() && event.preventDefault(), true);

// The back/forward cache must not contain a password that was shown in a page.
addEventListener("pagehide", () => {
  document.querySelectorAll(".once").forEach((password) => password.remove());
  over()?.replaceChildren();
  over()?.close();
});

document.addEventListener("close", (event) => {
  if (event.target === over()) {
    // The page below does not yet show the user who was just created or given a password.
    const stale = over().querySelector(".once, [data-stale]") !== null;
    over().replaceChildren();
    stale && location.reload();
  }
}, true);

document.addEventListener("submit", (event) => {
  if (event.target.matches("#dialog form, form[data-dialog]") && !event.defaultPrevented) {
    event.preventDefault();
    sendDialog(event.target, event.submitter);
  }
});
