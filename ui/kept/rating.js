// Runs once, behind page.js. The thumbs below an answer show what was said of it last: as the
// server knew it when it wrote the conversation, or since then here.
const since = new Map(); // by turn

const bars = () => [...element.querySelectorAll(".gw-rating")];

function rated(bar) {
  const { verdict = null, reason = "", words = "" } = bar.dataset;
  return since.get(bar.dataset.turn) ?? { verdict, reason, words };
}

function showRating(bar) {
  const { verdict, reason, words } = rated(bar);
  for (const thumb of bar.querySelectorAll("[data-rate]"))
    thumb.setAttribute("aria-pressed", String(thumb.dataset.rate === verdict));
  const form = bar.querySelector("form");
  form.hidden = verdict !== "down";
  form.elements.reason.value = reason;
  form.elements.words.value = words;
  bar.querySelector(".gw-rated").textContent = "";
}

async function rate(bar, rating) {
  const { turn } = bar.dataset;
  const reply = await server.rate({
    turn: Number(turn), verdict: rating.verdict, reason: rating.reason || null, words: rating.words,
  });
  if (reply && !("wrong" in reply)) since.set(turn, rating);
  const now = bars().find((one) => one.dataset.turn === turn); // it may have been written anew
  if (!now) return;
  showRating(now);
  now.querySelector(".gw-rated").textContent = reply?.said ?? KEPT.unreachable;
  const form = now.querySelector("form");
  if (!form.hidden) form.scrollIntoView({ block: "nearest" });
}

element.addEventListener("click", (event) => {
  const thumb = event.target.closest("[data-rate]");
  if (!thumb) return;
  const bar = thumb.closest(".gw-rating");
  const again = rated(bar).verdict === thumb.dataset.rate;
  rate(bar, { verdict: again ? null : thumb.dataset.rate, reason: "", words: "" });
});
element.addEventListener("submit", (event) => {
  event.preventDefault();
  const { reason, words } = event.target.elements;
  const said = { verdict: "down", reason: reason.value, words: words.value };
  rate(event.target.closest(".gw-rating"), said);
});
watch("value", () => bars().forEach(showRating));
