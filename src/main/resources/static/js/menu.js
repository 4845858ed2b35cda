// Menus: one is open at a time, on the side with enough room; arrow keys move through it.

const openMenus = () => document.querySelectorAll("details.menu[open]");

export const closeMenus = (except) => openMenus().forEach((menu) => menu === except || (menu.open = false));

const closeBehind = (menu) => {
  menu.open = false;
  menu.querySelector("summary").focus();
};

/** Returns whether there was one to close. */
export const closeLastMenu = () => {
  const menu = [...openMenus()].at(-1);
  menu && closeBehind(menu);
  return menu !== undefined;
};

const place = (menu) => {
  menu.classList.remove("menu-start", "menu-up");
  const box = menu.querySelector(".dropdown-menu").getBoundingClientRect();
  menu.classList.toggle("menu-start", box.left < 8);
  menu.classList.toggle("menu-up", box.bottom > innerHeight && menu.getBoundingClientRect().top > box.height + 8);
};

document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (menu instanceof HTMLDetailsElement && menu.matches(".menu") && menu.open) {
    closeMenus(menu);
    place(menu);
  }
}, true);

document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));

document.addEventListener("focusout", (event) => {
  const menu = event.target.closest("details.menu[open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) {
    menu.open = false;
  }
});

document.addEventListener("submit", (event) => {
  const menu = event.submitter?.closest("details.menu[open]");
  menu && closeBehind(menu);
});

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("details.menu[open]");
  if (!menu || (event.key !== "ArrowDown" && event.key !== "ArrowUp") || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const items = [...menu.querySelectorAll("a.dropdown-item, button.dropdown-item:not(:disabled)")];
  const step = event.key === "ArrowDown" ? 1 : -1;
  const at = items.indexOf(document.activeElement);
  items.at(at < 0 && step < 0 ? -1 : (at + step) % items.length)?.focus();
  event.preventDefault();
});
