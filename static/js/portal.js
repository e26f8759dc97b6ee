// What every page needs. Each part works alone; a page without JavaScript loses comfort, not function.
import { guardForms } from "./forms.js";
import { watchNetwork } from "./network.js";
import { enhance, openOnDemand, menus, reactions, themeSwitch } from "./parts.js";

guardForms();
watchNetwork();
openOnDemand();
menus();
reactions();
themeSwitch();
enhance(document);
document.addEventListener("htmx:load", (event) => enhance(event.detail.elt));
