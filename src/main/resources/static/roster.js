// Refines pages that work without it. Listeners sit on the document, so what htmx swaps in is served too.

const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
const openMenus = () => document.querySelectorAll("details.menu[open]");

// Menus

const closeMenus = (except) => openMenus().forEach((menu) => menu === except || (menu.open = false));

document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!(menu instanceof HTMLDetailsElement) || !menu.matches(".menu") || !menu.open) {
    return;
  }
  closeMenus(menu);
  const list = menu.querySelector(".dropdown-menu");
  menu.classList.remove("menu-start", "menu-up");
  const box = list.getBoundingClientRect();
  menu.classList.toggle("menu-start", box.left < 8);
  menu.classList.toggle("menu-up", box.bottom > innerHeight && menu.getBoundingClientRect().top > box.height + 8);
}, true);

document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));

document.addEventListener("focusout", (event) => {
  const menu = event.target.closest("details.menu[open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) {
    menu.open = false;
  }
});

document.addEventListener("submit", (event) => {
  const menu = event.submitter?.closest("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

const walk = (event, menu) => {
  const items = [...menu.querySelectorAll("a.dropdown-item, button.dropdown-item:not(:disabled)")];
  const step = event.key === "ArrowDown" ? 1 : -1;
  const at = items.indexOf(document.activeElement);
  items.at(at < 0 && step < 0 ? -1 : (at + step) % items.length)?.focus();
  event.preventDefault();
};

// Keys

const escape = () => {
  if (over()?.open) {
    return;
  }
  const menu = [...openMenus()].at(-1);
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
    return;
  }
  if (!typing(document.activeElement)) {
    document.querySelector("a[data-escape]")?.click();
  }
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
    return;
  }
  const menu = event.target.closest?.("details.menu[open]");
  if (event.key === "Escape") {
    escape();
  } else if (menu && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    walk(event, menu);
  } else if (event.key.length === 1 && !typing(event.target)) {
    const field = document.querySelector(`[data-hotkey="${CSS.escape(event.key)}"]`);
    if (field) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  }
});

// Passwords

const kinds = { lower: /\p{Lowercase}/u, upper: /\p{Uppercase}/u, digit: /\p{Nd}/u, special: /[^\p{L}\p{Nd}]/u };

const count = (characters, kind) =>
  kind === "min-length" ? characters.length : characters.filter((character) => kinds[kind]?.test(character)).length;

document.addEventListener("input", (event) => {
  const rules = event.target.closest("[data-password]")?.querySelector(".rules");
  if (!rules) {
    return;
  }
  const characters = [...event.target.value.normalize("NFC")];
  for (const rule of rules.querySelectorAll("li:not([data-kind=server])")) {
    const met = count(characters, rule.dataset.kind) >= Number(rule.dataset.number);
    rule.classList.toggle("met", met);
    rule.querySelector("[data-state]").textContent = met ? rules.dataset.met : "";
  }
});

const reveal = (button) => {
  const field = document.getElementById(button.getAttribute("aria-controls"));
  const shown = field.type === "password";
  field.type = shown ? "text" : "password";
  button.setAttribute("aria-pressed", String(shown));
};

// What the chosen option means

document.addEventListener("change", (event) => {
  for (const preview of event.target.closest("[data-previews]")?.querySelectorAll("[data-preview]") ?? []) {
    preview.hidden = preview.dataset.preview !== event.target.value;
  }
});

// Choosing all rows of a list, and seeing whether all are chosen

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-select]");
  const all = form?.querySelector("[data-select-all]");
  if (!all) {
    return;
  }
  const rows = [...form.querySelectorAll(".pick [name]")];
  if (event.target === all) {
    rows.forEach((row) => (row.checked = all.checked));
  }
  const chosen = rows.filter((row) => row.checked).length;
  form.querySelector("[data-chosen]").textContent = chosen;
  all.checked = chosen === rows.length;
  all.indeterminate = chosen > 0 && chosen < rows.length;
});

// Copying

const copyWithoutClipboard = (text) => {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  // What lies outside an open dialog cannot be selected.
  (over()?.open ? over() : document.body).append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
};

const copy = async (button) => {
  const text = button.dataset.copy;
  // Browsers offer the clipboard on https and localhost only; an appliance in a cellar has neither.
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
  const button = event.target.closest("button");
  if (button?.matches("[data-reveal]")) {
    reveal(button);
  } else if (button?.matches("[data-copy]")) {
    copy(button);
  } else if (button?.matches("[data-dismiss]")) {
    button.closest(".alert").remove();
  } else if (event.target.closest("[data-leave-ok]")) {
    settle();
  }
});

// Leaving: a form warns once something was typed, anything else as long as it is there.

const settle = () =>
  document.querySelectorAll("[data-leave-warning]").forEach((element) => element.removeAttribute("data-leave-warning"));

document.addEventListener("input", (event) => event.target.form?.setAttribute("data-changed", ""));

addEventListener("beforeunload", (event) => {
  if (document.querySelector("[data-leave-warning]:not(form), form[data-leave-warning][data-changed]")) {
    event.preventDefault();
  }
});

// Dialogs are pages of their own; here they open over the page at hand. A form in one is sent from there, and what it
// did is told where the server says, or on the page that stays.

const over = () => document.getElementById("dialog");
const asDialog = { "Roster-Dialog": "true" };

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

// A page instead of a dialog: what went wrong stands in it, and goes above what was typed.
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
  const body = new URLSearchParams(new FormData(form, submitter)); // before the button is disabled, which takes its value away
  if (form.dataset.dialog) {
    over().toggleAttribute("data-stay", form.dataset.dialog === "stay");
  }
  const again = () => {
    form.removeAttribute("data-sent");
    buttons.forEach((button) => (button.disabled = false));
  };
  const buttons = [...form.elements].filter((element) => element.matches("button"));
  buttons.forEach((button) => (button.disabled = true));
  // Not form.action: that is the button of this name, where the form has one.
  const answer = await fetch(form.getAttribute("action"), { method: "POST", headers: asDialog, body })
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

// Escape: a browser lets a page refuse the first "cancel" only, so the key itself is what is listened to.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && over()?.open && handsOver()) {
    event.preventDefault();
    mayClose() && over().close();
  }
}, true);
document.addEventListener("cancel", (event) => event.target === over() && !mayClose() && event.preventDefault(), true);
// What a browser keeps of a page for the button Back must not hold a password that was shown in it.
addEventListener("pagehide", () => {
  document.querySelectorAll(".once").forEach((password) => password.remove());
  over()?.replaceChildren();
  over()?.close();
});
document.addEventListener("close", (event) => {
  if (event.target === over()) {
    // Whoever was just made or given a password is not yet in the page below.
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

// Choosing out of thousands: a search that is under way knows nothing of what is ticked meanwhile, so it is asked anew;
// Enter in its field searches, it does not send the form.

document.addEventListener("change", (event) => {
  const search = event.target.closest("[data-picker]")?.querySelector("[type=search].htmx-request");
  search && window.htmx.trigger(search, "search");
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && window.htmx && event.target.matches("[data-picker] [type=search]")) {
    event.preventDefault();
    window.htmx.trigger(event.target, "search");
  }
});

// A file goes as it is: it may be larger than any form. What was pasted goes as a form, and needs no script.

const sendFile = async (form, file, button) => {
  form.setAttribute("data-sent", "");
  button.disabled = true;
  const token = form.querySelector("input[name=_csrf]").value;
  const options = new URLSearchParams({ dryRun: button.value, mail: form.querySelector("[name=mail]").checked });
  const type = /\.(ndjson|jsonl)$/i.test(file.name) ? "application/x-ndjson" : "text/csv";
  const answer = await fetch(`${form.getAttribute("action")}?${options}`, {
    method: "POST",
    headers: { ...asDialog, "Content-Type": type, "X-XSRF-TOKEN": token },
    body: file,
  }).catch(() => null);
  const next = answer?.headers.get("Roster-Location");
  if (next) {
    location.assign(next);
    return;
  }
  form.removeAttribute("data-sent");
  button.disabled = false;
  const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
  const sentence = page?.querySelector(".problem-sentence")?.textContent;
  const place = form.querySelector(".card-body");
  sentence ? say(sentence, place) : unreachable(place);
};

document.addEventListener("submit", (event) => {
  const file = event.target.matches("form[data-file]") && event.target.querySelector("[type=file]").files[0];
  if (file && !event.defaultPrevented) {
    event.preventDefault();
    event.target.matches("[data-sent]") || sendFile(event.target, file, event.submitter);
  }
});

// Sending once. The timeout lets the pressed button's own name and value go along.

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") {
    return;
  }
  if (form.matches("[data-sent]")) {
    event.preventDefault();
    return;
  }
  form.setAttribute("data-sent", "");
  form.removeAttribute("data-leave-warning");
  setTimeout(() => [...form.elements].forEach((e) => e.matches("button:not(:disabled)") && (e.disabled = e.dataset.busy = true)));
});

addEventListener("pageshow", (event) => {
  if (!event.persisted) {
    return;
  }
  document.querySelectorAll("[data-sent]").forEach((form) => form.removeAttribute("data-sent"));
  document.querySelectorAll("button[data-busy]").forEach((button) => {
    button.disabled = false;
    delete button.dataset.busy;
  });
});

// htmx

document.addEventListener("htmx:configRequest", (event) => {
  const { verb, formData } = event.detail;
  if (verb === "get") {
    [...formData.entries()].forEach(([name, value]) => value === "" && formData.delete(name));
  }
});

// Signed out meanwhile: the answer is another page than the one that was asked for, so show it whole.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, pathInfo } = event.detail;
  const asked = new URL(pathInfo.finalRequestPath, location.href).pathname;
  if (xhr.responseURL && new URL(xhr.responseURL).pathname !== asked) {
    event.detail.shouldSwap = false;
    location.assign(xhr.responseURL);
  }
});

const say = (sentence, place) => {
  document.querySelector("[data-unreachable-line]")?.remove();
  const line = document.createElement("div");
  line.className = "alert alert-danger";
  line.setAttribute("role", "alert");
  line.dataset.unreachableLine = "";
  line.textContent = sentence;
  place?.prepend(line);
};

const unreachable = (place = document.querySelector("main .main-width, main")) =>
  say(document.body.dataset.unreachable, place);

document.addEventListener("htmx:responseError", (event) => {
  const { requestConfig, pathInfo } = event.detail;
  requestConfig.verb === "get" ? location.assign(pathInfo.finalRequestPath) : unreachable();
});

document.addEventListener("htmx:sendError", () => unreachable());
document.addEventListener("htmx:afterOnLoad", () => document.querySelector("[data-unreachable-line]")?.remove());
