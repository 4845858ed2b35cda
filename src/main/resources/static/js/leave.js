// Warns before leaving: with a form once something was typed, with anything else as long as it exists.

export const settle = () =>
  document.querySelectorAll("[data-leave-warning]").forEach((element) => element.removeAttribute("data-leave-warning"));

document.addEventListener("click", (event) => event.target.closest("[data-leave-ok]") && settle());

document.addEventListener("input", (event) => event.target.form?.setAttribute("data-changed", ""));

addEventListener("beforeunload", (event) => {
  if (document.querySelector("[data-leave-warning]:not(form), form[data-leave-warning][data-changed]")) {
    event.preventDefault();
  }
});
