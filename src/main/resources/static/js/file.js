// Files are sent as they are: they may be larger than any form. Pasted rows are sent as a form, without a script.

import { say, unreachable } from "./alert.js";
import { asDialog } from "./dialog.js";

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
