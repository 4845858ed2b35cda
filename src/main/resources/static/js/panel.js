// A click on a row of the list opens the user's page beside the list. What is changed there is shown in both.

import { unreachable } from "./alert.js";
import { asDialog } from "./dialog.js";

const OPENED = "#user=";
const WIDE_ENOUGH = 1024;

const panel = () => document.getElementById("panel");
const rowOf = (path) => document.querySelector(`tr[data-href="${CSS.escape(path)}"]`);

const markRow = (path) =>
  document.querySelectorAll("tr[data-href]").forEach((row) => row.classList.toggle("row-open", row.dataset.href === path));

const fillPanel = (page, url) => {
  const content = page.querySelector("main .main-width");
  if (!content || page.querySelector("main .dialog, main .problem")) {
    return false;
  }
  content.querySelectorAll(".flash").forEach((flash) => flash.remove());
  for (const heading of content.querySelectorAll("h1")) {
    const smaller = document.createElement("h2");
    smaller.className = "panel-title";
    smaller.id = "panel-title";
    smaller.tabIndex = -1;
    smaller.append(...heading.childNodes);
    heading.replaceWith(smaller);
  }
  content.querySelectorAll("a[data-dialog]").forEach((link) => (link.dataset.dialog = "stay"));
  const bar = document.getElementById("panel-bar").content.cloneNode(true);
  bar.querySelector("[data-panel-page]").href = url;
  panel().replaceChildren(bar, ...content.childNodes);
  panel().hidden = false;
  window.htmx?.process(panel());
  return true;
};

const openPanel = async (url, focused) => {
  const answer = await fetch(url).catch(() => null);
  const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page || answer.redirected || !fillPanel(page, url)) {
    location.assign(url);
    return;
  }
  const path = url.replace(/^(.*\/users\/[0-9a-f-]{36}).*$/, "$1");
  history.replaceState(null, "", `${location.pathname}${location.search}${OPENED}${url.slice(url.lastIndexOf("/users/") + 7)}`);
  markRow(path);
  focused && document.getElementById("panel-title")?.focus();
};

const closePanel = () => {
  const row = document.querySelector("tr.row-open");
  panel().hidden = true;
  panel().replaceChildren();
  history.replaceState(null, "", location.pathname + location.search);
  markRow(null);
  row?.querySelector(".who a")?.focus();
};

const sendPanel = async (form, submitter) => {
  const body = new URLSearchParams(new FormData(form, submitter));
  const action = submitter?.getAttribute("formaction") ?? form.getAttribute("action");
  const answer = await fetch(action, { method: "POST", headers: asDialog, body }).catch(() => null);
  if (!answer) {
    unreachable(panel());
  } else if (answer.headers.get("Roster-Location")) {
    location.reload();
  } else if (!fillPanel(new DOMParser().parseFromString(await answer.text(), "text/html"), action)) {
    location.reload();
  }
};

document.addEventListener("click", (event) => {
  if (!panel() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) {
    return;
  }
  const within = event.target.closest("#panel a.tab, #panel a[rel=next], #panel a[rel=prev]");
  const row = event.target.closest("tr[data-href]");
  if (event.target.closest("[data-panel-close]")) {
    event.preventDefault();
    closePanel();
  } else if (within) {
    event.preventDefault();
    openPanel(within.getAttribute("href"), false);
  } else if (row && innerWidth >= WIDE_ENOUGH && !event.target.closest("a, button, input, label, select, summary, details")
      && !String(getSelection())) {
    openPanel(row.dataset.href, true);
  }
});

document.addEventListener("submit", (event) => {
  if (event.target.matches("#panel form[method=post]") && !event.target.dataset.dialog && !event.defaultPrevented) {
    event.preventDefault();
    sendPanel(event.target, event.submitter);
  }
});

addEventListener("load", () => {
  if (panel() && location.hash.startsWith(OPENED) && innerWidth >= WIDE_ENOUGH) {
    const path = `${location.pathname}/${location.hash.slice(OPENED.length)}`;
    /^[0-9a-f-]{36}(\/[a-z]+)?$/.test(location.hash.slice(OPENED.length)) && openPanel(path, false);
  }
});
