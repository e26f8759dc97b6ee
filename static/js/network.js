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

function stopWhenOffline(event) {
  if (navigator.onLine) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  show(() => event.target.requestSubmit(event.submitter));
}

export function watchNetwork() {
  if (!box()) return;
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
