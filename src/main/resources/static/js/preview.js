// Shows the description of the chosen option.

document.addEventListener("change", (event) => {
  for (const preview of event.target.closest("[data-previews]")?.querySelectorAll("[data-preview]") ?? []) {
    preview.hidden = preview.dataset.preview !== event.target.value;
  }
});
