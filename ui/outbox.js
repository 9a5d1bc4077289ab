// Runs once, when the outbox is on the page. Each question is taken as it is when it is sent, and
// handed to the server once the one before it is answered; until then it is shown here, and can be
// taken back. Gradio provides `element` (the outbox) and `trigger` (tell the server).
const LEFT = "groundwire-not-answered"; // where that is kept: Gradio reloads a page that was cut off
const waiting = []; // questions, the next one first
let asking = null; // the question that is being answered
let answered = false; // which it is by now
let moving = false; // another conversation is being opened

const box = () => document.querySelector("#gw-question textarea");
const talk = () => document.getElementById("gw-conversation");
const lastTurn = () => [...talk().querySelectorAll(".gw-turn")].pop();

function fill(question) {
  box().value = question;
  box().dispatchEvent(new Event("input", { bubbles: true }));
}

function send(question) {
  if (!question.trim()) return;
  if (asking === null && !moving) waiting.unshift(question); // what came back goes on waiting
  else waiting.push(question);
  askNext();
}

function sendBox() {
  const question = box().value;
  fill("");
  send(question);
}

function askNext() {
  if (asking === null && !moving && waiting.length) {
    [asking, answered] = [waiting.shift(), false];
    const shown = [...talk().querySelectorAll("[data-talk]")].pop();
    trigger("submit", { question: asking, talk: shown?.dataset.talk ?? "" });
  }
  showWaiting();
}

function keepLeft() {
  try {
    const left = asking === null ? waiting : [asking, ...waiting];
    sessionStorage.setItem(LEFT, JSON.stringify(left));
  } catch { // too long, or the browser forbids it: then a reload forgets it
  }
}

function showWaiting() {
  keepLeft();
  element.querySelector(".gw-waiting").replaceChildren(...waiting.map(row));
}

function row(question, place) {
  const item = document.createElement("li");
  const next = Object.assign(document.createElement("span"), { textContent: OUTBOX.next });
  const words = Object.assign(document.createElement("bdi"), { textContent: question });
  const button = Object.assign(document.createElement("button"), {
    type: "button", textContent: "×", ariaLabel: `${OUTBOX.drop} “${question.slice(0, 200)}”`,
  });
  button.addEventListener("click", () => takeBack(place));
  item.append(next, words, button);
  return item;
}

function takeBack(place) {
  const [question] = waiting.splice(place, 1);
  if (box().value === "") fill(question); // to be mended, perhaps
  showWaiting();
  box().focus();
}

// What could not be taken comes back to be mended, unless something else is being written.
function settleBox() {
  if (box().value === "" && lastTurn()?.querySelector(".gw-problem")) fill(asking);
}

// What was not answered returns to its box; what waits goes on waiting.
function comeBack(question) {
  asking = null;
  if (box().value === "") fill(question);
  else waiting.unshift(question);
  showWaiting();
}

function restore() {
  if (!box()) return setTimeout(restore, 50); // it is not on the page yet
  const [first, ...others] = JSON.parse(sessionStorage.getItem(LEFT) ?? "[]");
  waiting.push(...others);
  if (first) comeBack(first);
}

function leave() {
  waiting.length = 0;
  asking = null;
  moving = true;
  showWaiting();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.target !== box()) return;
  event.preventDefault();
  event.stopPropagation();
  sendBox();
}, true);
document.addEventListener("click", ({ target }) => {
  const offered = target.closest("[data-ask]");
  if (offered) send(offered.dataset.ask);
  else if (target.closest("#gw-send")) sendBox();
  else if (target.closest("#gw-new, #gw-kept-panel [data-open]")) return leave();
  else return;
  box().focus();
});
document.addEventListener("gw-answered", () => (answered = true));
document.addEventListener("gw-over", () => setTimeout(() => { // once what came of it is drawn
  if (asking === null) return;
  if (!answered) return comeBack(asking);
  settleBox();
  asking = null;
  askNext();
}));
document.addEventListener("gw-moved", () => {
  moving = false;
  askNext();
});
restore();
