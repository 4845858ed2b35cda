// Selects rows of a list: all of a page, or a range with Shift. The selection survives paging, but not another filter.

const SELECTED = "selected";

// The list without its page and order.
const listOf = () => {
  const parameters = new URLSearchParams(location.search);
  ["after", "sort"].forEach((name) => parameters.delete(name));
  parameters.sort();
  return `${document.body.dataset.viewer} ${location.pathname}?${parameters}`;
};

const kept = () => {
  const stored = JSON.parse(sessionStorage.getItem(SELECTED) ?? "null");
  return new Set(stored?.list === listOf() ? stored.ids : []);
};

const keep = (ids) => sessionStorage.setItem(SELECTED, JSON.stringify({ list: listOf(), ids: [...ids] }));

const rowsOf = (form) => [...form.querySelectorAll(".pick [name=user]")];

let last = null;

const show = (form, ids) => {
  const rows = rowsOf(form);
  const all = form.querySelector("[data-select-all]");
  const everyone = form.querySelector(".bulk [name=all]");
  const checked = rows.filter((row) => row.checked).length;
  form.querySelector("[data-chosen]").textContent =
    everyone?.checked && everyone.dataset.total ? Number(everyone.dataset.total).toLocaleString(document.documentElement.lang) : ids.size;
  form.toggleAttribute("data-selected", ids.size > 0 || everyone?.checked === true);
  if (all) {
    all.checked = rows.length > 0 && checked === rows.length;
    all.indeterminate = checked > 0 && checked < rows.length;
  }
};

const select = (form, rows, checked) => {
  const ids = kept();
  for (const row of rows) {
    row.checked = checked;
    checked ? ids.add(row.value) : ids.delete(row.value);
  }
  keep(ids);
  show(form, ids);
};

export const selectNone = () => {
  sessionStorage.removeItem(SELECTED);
  for (const form of document.querySelectorAll("form[data-select]")) {
    [...rowsOf(form), ...form.querySelectorAll(".bulk [name=all]")].forEach((box) => (box.checked = false));
    show(form, new Set());
  }
};

const putBackSelection = () => {
  const ids = kept();
  for (const form of document.querySelectorAll("form[data-select]")) {
    rowsOf(form).forEach((row) => (row.checked = ids.has(row.value)));
    show(form, ids);
  }
};

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-select-none]")) {
    selectNone();
    return;
  }
  const row = event.target.closest("form[data-select] .pick [name=user]");
  if (!row) {
    return;
  }
  const rows = rowsOf(row.form);
  const [from, to] = [rows.indexOf(last), rows.indexOf(row)];
  if (event.shiftKey && from >= 0) {
    select(row.form, rows.slice(Math.min(from, to), Math.max(from, to) + 1), row.checked);
  }
  last = row;
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-select]");
  if (!form) {
    return;
  }
  if (event.target.matches("[data-select-all]")) {
    select(form, rowsOf(form), event.target.checked);
  } else if (event.target.matches(".pick [name=user]")) {
    select(form, [event.target], event.target.checked);
  } else {
    show(form, kept());
  }
});

// Those selected on other pages are sent along.
document.addEventListener("formdata", (event) => {
  const form = event.target;
  if (form.matches("form[data-select]")) {
    const here = new Set(rowsOf(form).map((row) => row.value));
    const elsewhere = [...kept()].filter((id) => !here.has(id));
    elsewhere.length && event.formData.append("user", elsewhere.join(","));
  }
});

// After a bulk action there is nothing left to select. Before the dialog is emptied.
document.addEventListener("close", (event) => event.target.querySelector("[data-stale]") && selectNone(), true);

document.addEventListener("htmx:afterSettle", putBackSelection);
addEventListener("pageshow", putBackSelection);
