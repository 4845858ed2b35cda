// Shows errors in an alert, which the next success dismisses.

export const silence = () => document.querySelector("[data-unreachable-line]")?.remove();

export const say = (sentence, place) => {
  silence();
  const line = document.createElement("div");
  line.className = "alert alert-danger";
  line.setAttribute("role", "alert");
  line.dataset.unreachableLine = "";
  line.textContent = sentence;
  place?.prepend(line);
};

export const unreachable = (place = document.querySelector("main .main-width, main")) =>
  say(document.body.dataset.unreachable, place);

document.addEventListener("click", (event) => event.target.closest("button[data-dismiss]")?.closest(".alert").remove());
