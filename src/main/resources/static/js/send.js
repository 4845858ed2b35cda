// Submits forms only once. The timeout lets the pressed button's name and value be sent.

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
