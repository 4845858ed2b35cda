// The error of a field goes once the field is changed: what is said about the new input replaces it.

document.addEventListener("input", (event) => {
  const field = event.target.closest("[aria-invalid=true]") ?? event.target.closest("fieldset.field:has(.field-error)");
  const error = field && document.getElementById(`${field.id || `field-${event.target.name}`}-error`);
  if (!error) {
    return;
  }
  field.removeAttribute("aria-invalid");
  const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== error.id);
  others.length ? field.setAttribute("aria-describedby", others.join(" ")) : field.removeAttribute("aria-describedby");
  error.remove();
});
