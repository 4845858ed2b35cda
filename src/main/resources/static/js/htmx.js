// Additions to htmx: short URLs, and a message if the response is not the expected one.

import { silence, unreachable } from "./alert.js";
import { settle } from "./leave.js";
import { keepTyped } from "./typed.js";

document.addEventListener("htmx:configRequest", (event) => {
  const { verb, formData } = event.detail;
  if (verb === "get") {
    [...formData.entries()].forEach(([name, value]) => value === "" && formData.delete(name));
  }
});

// Signed out in the meantime: htmx leaves the page on its own.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  if (event.detail.xhr.getResponseHeader("HX-Redirect")) {
    keepTyped();
    settle();
  }
});

// Led elsewhere: the response is a different page from the requested one, so show it as a whole.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, pathInfo } = event.detail;
  const asked = new URL(pathInfo.finalRequestPath, location.href).pathname;
  if (xhr.responseURL && new URL(xhr.responseURL).pathname !== asked) {
    event.detail.shouldSwap = false;
    location.assign(xhr.responseURL);
  }
});

document.addEventListener("htmx:responseError", (event) => {
  const { requestConfig, pathInfo } = event.detail;
  requestConfig.verb === "get" ? location.assign(pathInfo.finalRequestPath) : unreachable();
});

document.addEventListener("htmx:sendError", () => unreachable());
document.addEventListener("htmx:afterOnLoad", silence);
