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

const walk = (event, menu) => {
  const items = [...menu.querySelectorAll("a.dropdown-item, button.dropdown-item:not(:disabled)")];
  const step = event.key === "ArrowDown" ? 1 : -1;
  const at = items.indexOf(document.activeElement);
  items.at(at < 0 && step < 0 ? -1 : (at + step) % items.length)?.focus();
  event.preventDefault();
};

// Keys

const escape = () => {
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

// Copying

const copyWithoutClipboard = (text) => {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  document.body.append(area);
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

const unreachable = () => {
  document.querySelector("[data-unreachable-line]")?.remove();
  const line = document.createElement("div");
  line.className = "alert alert-danger";
  line.setAttribute("role", "alert");
  line.dataset.unreachableLine = "";
  line.textContent = document.body.dataset.unreachable;
  document.querySelector("main .main-width, main")?.prepend(line);
};

document.addEventListener("htmx:responseError", (event) => {
  const { requestConfig, pathInfo } = event.detail;
  requestConfig.verb === "get" ? location.assign(pathInfo.finalRequestPath) : unreachable();
});

document.addEventListener("htmx:sendError", unreachable);
document.addEventListener("htmx:afterOnLoad", () => document.querySelector("[data-unreachable-line]")?.remove());
