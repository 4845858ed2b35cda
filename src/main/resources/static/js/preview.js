// Shows what the chosen option means.

document.addEventListener("change", (event) => {
  for (const preview of event.target.closest("[data-previews]")?.querySelectorAll("[data-preview]") ?? []) {
    preview.hidden = preview.dataset.preview !== event.target.value;
  }
});
