// Shows what the columns of a file or of pasted rows are read as, where that can be changed before they are sent.

import { asDialog } from "./dialog.js";

// Enough for the titles and a few rows.
const START = 60 * 1024;

export const tokenOf = (form) => form.querySelector("input[name=_csrf]").value;

const look = async (form) => {
  const place = form.querySelector("[data-columns]");
  const file = form.querySelector("[type=file]").files[0];
  const start = file ? file.slice(0, START) : new Blob([form.querySelector("[name=pasted]").value]).slice(0, START);
  const charset = file && place.dataset.of === file.name ? (form.querySelector("[name=charset]")?.value ?? "") : "";
  const answer = start.size && !/\.(ndjson|jsonl)$/i.test(file?.name ?? "")
    ? await fetch(`${form.getAttribute("action")}/look?${new URLSearchParams({ charset })}`, {
        method: "POST",
        headers: { ...asDialog, "Content-Type": "text/csv", "X-XSRF-TOKEN": tokenOf(form) },
        body: start,
      }).catch(() => null)
    : null;
  place.dataset.of = file?.name ?? "";
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  place.replaceChildren(...(page ? page.querySelectorAll(".import-look") : []));
};

// Only what was changed: the server guesses the rest as it did before.
export const chosenColumns = (form) => {
  const changed = [...form.querySelectorAll("[data-column]")].filter((select) => select.value !== select.dataset.guess);
  return changed.length
    ? JSON.stringify(Object.fromEntries(changed.map((select) => [select.dataset.column, select.value || null])))
    : "";
};

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-file]");
  if (form && event.target.matches("[type=file], [name=pasted], [name=charset]")) {
    look(form);
  }
});

document.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-file]")) {
    event.target.querySelector("[name=columns]").value = chosenColumns(event.target);
  }
});
