// A form is sent once: a second press while the first is under way is dropped (the server has its own guard, the once key).

function mark(form, submitter) {
  form.dataset.sending = "";
  submitter?.classList.add("is-sending");
  submitter?.setAttribute("aria-disabled", "true");
}

function release(form) {
  delete form.dataset.sending;
  form.querySelectorAll(".is-sending").forEach((button) => {
    button.classList.remove("is-sending");
    button.removeAttribute("aria-disabled");
  });
}

// Filters may be sent as often as wanted, and a download leaves the page where it is.
const once = (form) => form.method === "post" && form.dataset.repeatable === undefined;

function dropRepeat(event) {
  if (event.target.dataset.sending === undefined) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

function markSent(event) {
  // Prevented: refused by another script, or sent by htmx, whose own events follow.
  if (!event.defaultPrevented && once(event.target)) mark(event.target, event.submitter);
}

export function guardForms() {
  document.addEventListener("submit", dropRepeat, true);
  document.addEventListener("submit", markSent);
  document.addEventListener("htmx:beforeRequest", ({ target, detail }) => {
    if (target instanceof HTMLFormElement && once(target)) {
      mark(target, detail.requestConfig?.triggeringEvent?.submitter);
    }
  });
  document.addEventListener("htmx:afterRequest", ({ target }) => {
    if (target instanceof HTMLFormElement) release(target);
  });
  // Back button: the page returns from memory as it was left.
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(release));
}
