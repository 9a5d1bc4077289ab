// Runs once, when the corpus is on the page. The view goes to the server as JSON.
const view = { sort: "published", descending: true, page: 0, words: "" };
const changes = document.getElementById("gw-changes");
changes.setAttribute("aria-live", "polite");
changes.tabIndex = -1;
let asked = null; // the button of the article that is to be taken out

function tell(change) {
  Object.assign(view, change);
  element.dataset.view = JSON.stringify(view); // for the scripts beside this one
  trigger("select", { view: element.dataset.view });
}

function act(event, what = {}) {
  changes.scrollIntoView({ block: "nearest" });
  changes.focus({ preventScroll: true }); // the button may go with its row
  trigger(event, { ...what, view: JSON.stringify(view) });
}

function button(words, look) {
  return Object.assign(document.createElement("button"), {
    type: "button", textContent: words, className: look,
  });
}

function confirmation() {
  const dialog = document.createElement("dialog");
  dialog.className = "gw-dialog";
  dialog.setAttribute("aria-labelledby", "gw-dialog-head");
  const head = Object.assign(document.createElement("h2"), {
    id: "gw-dialog-head", textContent: TEXTS.question,
  });
  const name = document.createElement("p");
  name.append(document.createElement("bdi"));
  const details = Object.assign(document.createElement("p"), { textContent: TEXTS.details });
  const cancel = button(TEXTS.cancel, "gw-cancel"), remove = button(TEXTS.remove, "gw-confirm");
  cancel.addEventListener("click", () => dialog.close());
  remove.addEventListener("click", () => {
    const { remove: id } = asked.dataset;
    dialog.close();
    act("delete", { id });
  });
  dialog.append(head, name, details, cancel, remove);
  document.querySelector(".gradio-container").append(dialog);
  return dialog;
}
const dialog = confirmation();

watch("stamp", () => tell({})); // the corpus was changed, maybe on another page

element.addEventListener("click", (event) => {
  const head = event.target.closest("[data-sort]");
  const page = event.target.closest("[data-page]");
  const remove = event.target.closest("[data-remove]");
  if (head) {
    const by = head.dataset.sort;
    const first = by === "published" || by === "passages"; // the most and the newest first
    tell({ sort: by, descending: by === view.sort ? !view.descending : first, page: 0 });
  }
  if (page) tell({ page: Number(page.dataset.page) });
  if (remove) {
    asked = remove;
    dialog.querySelector("bdi").textContent = remove.dataset.name;
    dialog.showModal();
  }
  if (event.target.closest("[data-sample]")) act("submit");
  if (event.target.closest("[data-reindex]")) act("retry");
});
document.addEventListener("click", (event) => { // also what undoes the last removal
  const back = event.target.closest("#gw-corpus-tab [data-put-back]");
  if (back) act("undo", { key: back.dataset.putBack });
});
document.addEventListener("input", (event) => { // the box may come later than this script
  if (event.target.closest("#gw-corpus-search")) tell({ words: event.target.value, page: 0 });
});
