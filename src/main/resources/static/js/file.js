// Files are sent as they are: they may be larger than any form. Pasted rows are sent as a form, without a script.

import { say, unreachable } from "./alert.js";
import { asDialog } from "./dialog.js";
import { tokenOf } from "./columns.js";

const sendFile = async (form, file, button) => {
  form.setAttribute("data-sent", "");
  button.disabled = true;
  const options = new URLSearchParams({ dryRun: button.value, mail: form.querySelector("[name=mail]").checked });
  for (const name of ["role", "group", "charset", "columns"]) {
    const value = form.querySelector(`[name=${name}]`)?.value;
    value && options.set(name, value);
  }
  const type = /\.(ndjson|jsonl)$/i.test(file.name) ? "application/x-ndjson" : "text/csv";
  const answer = await fetch(`${form.getAttribute("action")}?${options}`, {
    method: "POST",
    headers: { ...asDialog, "Content-Type": type, "X-XSRF-TOKEN": tokenOf(form) },
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
  const sentence = page?.querySelector(".problem-sentence, #field-file-error")?.textContent;
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
