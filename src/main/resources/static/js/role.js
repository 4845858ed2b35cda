// Changes a role in its row: the link to the dialog becomes a list of roles.

import { asDialog } from "./dialog.js";
import { unreachable } from "./alert.js";

const changeRole = async (select) => {
  const form = select.closest("form");
  const body = new URLSearchParams({ _csrf: form.querySelector("[name=_csrf]").value, newRole: select.value });
  select.disabled = true;
  const answer = await fetch(select.dataset.action, { method: "POST", headers: asDialog, body }).catch(() => null);
  if (answer?.headers.get("Roster-Location")) {
    location.reload();
  } else if (answer) {
    // Refused: the dialog says why.
    location.assign(select.dataset.dialog);
  } else {
    unreachable();
  }
};

const openRoles = (link, options) => {
  const select = document.createElement("select");
  select.className = "form-select role-select";
  select.setAttribute("aria-label", link.title);
  select.append(options.content.cloneNode(true));
  select.value = link.dataset.role;
  select.dataset.action = link.dataset.action;
  select.dataset.dialog = link.href;
  const back = () => select.isConnected && !select.disabled && select.replaceWith(link);
  select.addEventListener("change", () => changeRole(select));
  select.addEventListener("blur", back);
  select.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      back();
      link.focus();
    }
  });
  link.replaceWith(select);
  select.focus();
  try {
    select.showPicker();
  } catch {
    // It opens with the next click or arrow key.
  }
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-role]");
  const options = document.getElementById("role-options");
  if (link && options && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    event.stopPropagation();
    openRoles(link, options);
  }
});
