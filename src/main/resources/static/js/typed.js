// Keeps what was typed into a page whose reader has to sign in again, and puts it back for the same reader. No passwords.

const KEPT = "typed";
const KEPT_FOR = 60 * 60 * 1000;

const viewer = () => document.body.dataset.viewer;
const thisPage = () => location.pathname + location.search;

const fieldsOf = (form) =>
  [...form.elements].filter((field) => field.name && field.matches("input, select, textarea") &&
    !field.matches("[type=hidden], [type=password], [type=file], [type=submit], [readonly]"));

const isBox = (field) => field.matches("[type=checkbox], [type=radio]");

const formsOf = (page) => [...page.querySelectorAll("main form[method=post]")];

export const keepTyped = () => {
  if (viewer()) {
    const forms = formsOf(document).map((form) => ({
      action: form.getAttribute("action"),
      fields: fieldsOf(form).map((field) => [field.name, isBox(field) ? field.value : "", isBox(field) ? field.checked : field.value]),
    }));
    sessionStorage.setItem(KEPT, JSON.stringify({ page: thisPage(), viewer: viewer(), at: Date.now(), forms }));
  }
};

const fill = (form, kept) => {
  const fields = fieldsOf(form);
  for (const [name, choice, typed] of kept.fields) {
    const at = fields.findIndex((field) => field.name === name && (!isBox(field) || field.value === choice));
    const field = at < 0 ? null : fields.splice(at, 1)[0];
    if (field && (isBox(field) ? field.checked : field.value) !== typed) {
      isBox(field) ? (field.checked = typed) : (field.value = typed);
      ["input", "change"].forEach((kind) => field.dispatchEvent(new Event(kind, { bubbles: true })));
    }
  }
};

const putBack = () => {
  const kept = JSON.parse(sessionStorage.getItem(KEPT));
  if (!kept) {
    return;
  }
  if (!viewer()) {
    sessionStorage.setItem(KEPT, JSON.stringify({ ...kept, signedOut: true }));
    return;
  }
  sessionStorage.removeItem(KEPT);
  const isMine = kept.viewer === viewer() && kept.page === thisPage() && Date.now() - kept.at < KEPT_FOR;
  if (kept.signedOut && isMine) {
    formsOf(document).forEach((form) => {
      const its = kept.forms.find((other) => other.action === form.getAttribute("action"));
      its && fill(form, its);
    });
  }
};

document.addEventListener("submit", (event) => event.target.matches("main form[method=post]") && keepTyped());

// After htmx has seen the page: what is put back may look something up.
addEventListener("load", putBack);
