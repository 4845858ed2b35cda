// Refines pages that work without it. Each behaviour is a module of its own; the server joins them, in this order, to one
// file, so a module stands below those it imports. Listeners sit on the document, so what htmx swaps in is served too.

import "./js/menu.js";
import "./js/alert.js";
import "./js/leave.js";
import "./js/select.js";
import "./js/dialog.js";
import "./js/undo.js";
import "./js/role.js";
import "./js/panel.js";
import "./js/finder.js";
import "./js/keys.js";
import "./js/field.js";
import "./js/password.js";
import "./js/preview.js";
import "./js/copy.js";
import "./js/picker.js";
import "./js/columns.js";
import "./js/file.js";
import "./js/typed.js";
import "./js/send.js";
import "./js/submit.js";
import "./js/htmx.js";
