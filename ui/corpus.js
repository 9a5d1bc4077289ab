// Runs once, when the corpus is on the page. The view goes to the server as JSON.
const view = { sort: "published", descending: true, page: 0, words: "" };

function tell(change) {
  Object.assign(view, change);
  trigger("select", { view: JSON.stringify(view) });
}

element.addEventListener("click", (event) => {
  const head = event.target.closest("[data-sort]");
  const page = event.target.closest("[data-page]");
  if (head) {
    const by = head.dataset.sort;
    const first = by === "published" || by === "passages"; // the most and the newest first
    tell({ sort: by, descending: by === view.sort ? !view.descending : first, page: 0 });
  }
  if (page) tell({ page: Number(page.dataset.page) });
  if (event.target.closest("[data-sample]")) trigger("submit");
});
document.addEventListener("input", (event) => { // the box may come later than this script
  if (event.target.closest("#gw-corpus-search")) tell({ words: event.target.value, page: 0 });
});
