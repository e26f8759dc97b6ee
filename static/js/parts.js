// Dialogs, menus, long pickers and the theme switch, by data attributes.

/** [data-opens="id"] opens the <dialog> with that id; [data-closes] closes the one it stands in. */
export function openOnDemand() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens);
    if (dialog && !dialog.open) {
      if (opener.tagName !== "A" || opener.hasAttribute("hx-get")) event.preventDefault();
      if (opener.hasAttribute("hx-get")) dialog.querySelector(".dialog-body").textContent = "Sedang memuat…";
      dialog.showModal();
    }
    if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
    if (event.target.matches("dialog.dialog")) event.target.close(); // the backdrop
  });
}

/** <details class="menu"> closes on a press elsewhere and on Escape. */
export function menus() {
  const close = (keep) => document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (menu !== keep) menu.open = false;
  });
  document.addEventListener("click", (event) => close(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

/** [data-theme="light|dark|auto"] buttons choose the theme. */
export function themeSwitch() {
  const buttons = document.querySelectorAll("[data-theme]");
  const show = () => buttons.forEach((button) => {
    button.setAttribute("aria-pressed", button.dataset.theme === window.portalTheme.choice);
  });
  buttons.forEach((button) => button.addEventListener("click", () => {
    window.portalTheme.choose(button.dataset.theme);
    show();
  }));
  show();
}

/** Small reactions, by data attribute, wherever the element came from. */
export function reactions() {
  document.addEventListener("change", ({ target }) => {
    if (target.dataset.checks !== undefined) tickAll(target);
    if (target.dataset.submits !== undefined) target.form.requestSubmit();
  });
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-prints]")) window.print();
  });
}

/** [data-checks="name"] ticks every checkbox of that name in its form. */
function tickAll(master) {
  const boxes = (master.form ?? document).querySelectorAll(`input[type=checkbox][name="${master.dataset.checks}"]:not(:disabled)`);
  boxes.forEach((box) => { box.checked = master.checked; });
}

const within = (root, selector) => [...(root.matches?.(selector) ? [root] : []), ...root.querySelectorAll(selector)];

/** [data-select] makes a long <select> searchable. */
function pickers(root) {
  if (!window.TomSelect) return;
  within(root, "select[data-select]:not(.tomselected)").forEach((select) => {
    const blank = select.querySelector('option[value=""]')?.textContent;
    const picker = new window.TomSelect(select, {
      maxOptions: null,
      placeholder: select.dataset.placeholder ?? blank,
      plugins: select.multiple ? ["remove_button"] : [],
      render: { no_results: () => '<div class="no-results">Tidak ditemukan</div>' },
    });
    // The picker speaks for the select from here on.
    select.setAttribute("aria-hidden", "true");
    ["aria-describedby", "aria-invalid"].forEach((name) => {
      if (select.hasAttribute(name)) picker.control_input.setAttribute(name, select.getAttribute(name));
    });
  });
}

/** A table that stacks on phones loses its meaning for screen readers with `display: block`; say it again. */
function keepTableMeaning(root) {
  const roles = { table: "table", thead: "rowgroup", tbody: "rowgroup", tfoot: "rowgroup", tr: "row", td: "cell" };
  within(root, "table.table-stack").forEach((table) => {
    Object.entries(roles).forEach(([tag, role]) => within(table, tag).forEach((part) => part.setAttribute("role", role)));
    within(table, "th").forEach((th) => th.setAttribute("role", th.closest("thead") ? "columnheader" : "rowheader"));
  });
}

/** On a phone the filters give way to what they filter. */
function foldWhenSmall(root) {
  if (!matchMedia("(max-width: 767.98px)").matches) return;
  within(root, "details.fold-small").forEach((fold) => {
    fold.open = Boolean(fold.querySelector(".is-invalid"));
  });
}

/** What a freshly arrived piece of page needs; harmless when done twice. */
export function enhance(root) {
  pickers(root);
  keepTableMeaning(root);
  foldWhenSmall(root);
}
