// What was done can be undone for half a minute: then the offer goes.

const UNDO_OFFERED = 30_000;

addEventListener("load", () => {
  document.querySelectorAll("[data-undo]").forEach((offer) => setTimeout(() => offer.remove(), UNDO_OFFERED));
});
