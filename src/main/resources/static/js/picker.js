// Choosing out of thousands: a search that is under way knows nothing of what is ticked meanwhile, so it is asked anew;
// Enter in its field searches, it does not send the form.

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
