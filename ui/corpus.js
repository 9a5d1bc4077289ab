// Runs once, when the corpus is on the page. The view goes to the server as JSON in `props.view`.
const view = { sort: "published", descending: true, page: 0, words: "" };
const search = document.querySelector("#gw-corpus-search input, #gw-corpus-search textarea");

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
search?.addEventListener("input", () => tell({ words: search.value, page: 0 }));
