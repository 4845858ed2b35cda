// Passwords: ticks off the rules while one is typed, and reveals it.

const kinds = { lower: /\p{Lowercase}/u, upper: /\p{Uppercase}/u, digit: /\p{Nd}/u, special: /[^\p{L}\p{Nd}]/u };

const count = (characters, kind) =>
  kind === "min-length" ? characters.length : characters.filter((character) => kinds[kind]?.test(character)).length;

document.addEventListener("input", (event) => {
  const rules = event.target.closest("[data-password]")?.querySelector(".rules");
  if (!rules) {
    return;
  }
  const characters = [...event.target.value.normalize("NFC")];
  for (const rule of rules.querySelectorAll(".missed")) {
    rule.classList.remove("missed");
    rule.querySelector("[data-state]").textContent = "";
  }
  for (const rule of rules.querySelectorAll("li:not([data-kind=server])")) {
    const met = count(characters, rule.dataset.kind) >= Number(rule.dataset.number);
    rule.classList.toggle("met", met);
    rule.querySelector("[data-state]").textContent = met ? rules.dataset.met : "";
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-reveal]");
  if (button) {
    const field = document.getElementById(button.getAttribute("aria-controls"));
    const revealed = field.type === "password";
    field.type = revealed ? "text" : "password";
    button.setAttribute("aria-pressed", String(revealed));
  }
});
