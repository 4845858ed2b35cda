// Selects all rows of a list, and shows whether all are selected.

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
