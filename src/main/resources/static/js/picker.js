// Choosing from thousands: a pending search does not know what is ticked in the meantime, so it is repeated;
// Enter in the search field searches instead of submitting the form.

document.addEventListener("change", (event) => {
  const search = event.target.closest("[data-picker]")?.querySelector("[type=search].htmx-request");
  search && window.htmx.trigger(search, "search");
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && window.htmx && event.target.matches("[data-picker] [type=search]")) {
    event.preventDefault();
    window.htmx.trigger(event.target, "search");
  }
});
