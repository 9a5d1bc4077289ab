// Runs once, when the conversation is on the page. Gradio provides `element` (the conversation),
// `trigger` (tell the server) and `watch` (hear that new HTML has been put in).
const source = document.getElementById("gw-reader");
const offers = document.getElementById("gw-offers");
const narrow = window.matchMedia("(max-width: 899px)");
let opener = null; // the marker a reader of the page chose last, as its data-cites

const markers = () => [...element.querySelectorAll("[data-cites]")];
const lastTurn = () => [...element.querySelectorAll(".gw-turn")].pop();
const article = () => source.querySelector("[data-shown]");

const said = document.createElement("div");
said.setAttribute("role", "status");
said.className = "gw-said";
document.body.append(said);

function scrollWithin(pane, target, share) {
  const distance = target.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTop += distance - pane.clientHeight * share;
}

function flagOpenMarker() {
  const shown = article()?.dataset.shown;
  for (const marker of markers()) {
    if (marker.dataset.cites === shown) marker.setAttribute("aria-current", "true");
    else marker.removeAttribute("aria-current");
  }
}

function showCitation() {
  flagOpenMarker();
  const mark = source.querySelector("mark.gw-cited");
  const chosen = opener !== null && article()?.dataset.shown === opener;
  if (!mark) return;
  if (!narrow.matches) scrollWithin(article(), mark, 0.3);
  if (!chosen) return; // it opened by itself: the question box keeps the focus
  mark.focus({ preventScroll: true });
  if (!narrow.matches) return;
  source.scrollIntoView();
  if (mark.getBoundingClientRect().bottom > innerHeight) mark.scrollIntoView({ block: "center" });
}

function open(marker) {
  opener = marker.dataset.cites;
  if (article()?.dataset.shown === opener) showCitation();
  else trigger("click", { cites: opener, ...keptAt(marker) });
}

// Where the answer of a marker is kept: the server may have let go of it since.
function keptAt(marker) {
  const kept = marker.closest(".gw-turn").querySelector("[data-talk]");
  return kept ? { talk: kept.dataset.talk, turn: kept.dataset.turn } : {};
}

function goBack() {
  const shown = article()?.dataset.shown;
  const marker = markers().find((candidate) => candidate.dataset.cites === shown);
  if (!marker) return;
  marker.focus({ preventScroll: true });
  marker.scrollIntoView({ block: narrow.matches ? "center" : "nearest" });
}

function showLastTurn() {
  flagOpenMarker();
  const turn = lastTurn();
  if (!turn) return;
  if (!turn.querySelector(".gw-draft")) said.textContent = turn.innerText; // not at every word
  if (narrow.matches) turn.scrollIntoView({ block: "start" });
  else scrollWithin(element.querySelector(".gw-turns"), turn, 0.02);
}

async function copy(button) {
  let copied = true;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch { // no clipboard without https, or the browser forbids it
    copied = copyBySelection(button);
  }
  const words = button.textContent;
  said.textContent = button.textContent = copied ? TEXTS.copied : TEXTS.notCopied;
  setTimeout(() => (button.textContent = words), 2500);
}

function copyBySelection(button) {
  const box = Object.assign(document.createElement("textarea"), {
    value: button.dataset.copy, className: "gw-said",
  });
  document.body.append(box);
  box.select();
  const copied = document.execCommand("copy");
  box.remove();
  button.focus();
  return copied;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
  if (event.target.closest(".gw-skip")) {
    event.preventDefault();
    document.querySelector("#gw-question textarea").focus();
  }
});
// Questions to go on with belong to one answer: those of another, come late, are not shown.
function showOffers() {
  const shown = offers.querySelector("[data-after]");
  if (shown) shown.hidden = Number(shown.dataset.after) !== element.querySelectorAll(".gw-turn").length;
}
new MutationObserver(showOffers).observe(offers, { childList: true, subtree: true });

element.addEventListener("click", (event) => {
  const marker = event.target.closest("[data-cites]");
  if (marker) open(marker);
});
source.addEventListener("click", (event) => {
  if (event.target.closest(".gw-back")) goBack();
});
source.addEventListener("keydown", (event) => {
  if (event.key === "Escape") goBack();
});
watch("value", () => {
  opener = null;
  showOffers();
  showLastTurn();
});
new MutationObserver(() => requestAnimationFrame(showCitation)).observe(source, {
  attributeFilter: ["data-shown"],
  childList: true,
  subtree: true,
});
