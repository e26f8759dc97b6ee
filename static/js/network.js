// A dead line says so, keeps what was typed and offers to try again.

let again = () => location.reload();

const box = () => document.getElementById("network-dead");

function show(retry) {
  again = retry;
  box().hidden = false;
  box().querySelector("button").focus();
}

function hide() {
  box().hidden = true;
}

function htmxFailed({ detail }) {
  const { verb, path, elt } = detail.requestConfig;
  show(() => window.htmx.ajax(verb, path, { source: elt, target: detail.target }));
}

/** A line on top while an answer takes its time. */
function showBusy() {
  let open = 0;
  let timer;
  const count = (step) => {
    open = Math.max(open + step, 0);
    clearTimeout(timer);
    if (open) timer = setTimeout(() => document.documentElement.classList.add("is-busy"), 300);
    else document.documentElement.classList.remove("is-busy");
  };
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (!detail.elt.closest("[data-quiet]")) count(1);
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (!detail.elt.closest("[data-quiet]")) count(-1);
  });
}

function stopWhenOffline(event) {
  if (navigator.onLine) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  show(() => event.target.requestSubmit(event.submitter));
}

export function watchNetwork() {
  if (!box()) return;
  showBusy();
  document.addEventListener("htmx:sendError", htmxFailed);
  document.addEventListener("htmx:timeout", htmxFailed);
  document.addEventListener("htmx:afterOnLoad", hide);
  document.addEventListener("submit", stopWhenOffline, true);
  window.addEventListener("online", hide);
  box().querySelector("button").addEventListener("click", () => {
    hide();
    again();
  });
}
