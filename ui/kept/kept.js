// Runs once, when the list of conversations is on the page. Gradio provides `element`, `trigger`
// (tell the server) and `server` (ask it; what it says of the list is HTML of its own making).
const OPEN = "groundwire-open"; // where it is kept which conversation this tab has open
const panel = element.querySelector(".gw-kept");
const search = panel.querySelector("[type=search]");
const said = panel.querySelector(".gw-kept-said");
const list = panel.querySelector(".gw-kept-list");
const narrow = window.matchMedia("(max-width: 899px)");
let last = ""; // what was asked last in the conversation that is open, and in which

const button = () => document.getElementById("gw-kept-button");
const turns = () => [...document.querySelectorAll("#gw-conversation [data-talk]")];
const current = () => turns().pop()?.dataset.talk;
const row = (id) => list.querySelector(`[data-conversation="${CSS.escape(id)}"]`);

function tell(reply) {
  said.textContent = reply?.said ?? (reply ? "" : KEPT.unreachable);
  said.classList.toggle("gw-wrong", !reply || "wrong" in reply);
  return Boolean(reply) && !("wrong" in reply);
}

function flagCurrent() {
  for (const open of list.querySelectorAll("[data-open]")) {
    if (open.dataset.open === current()) open.setAttribute("aria-current", "true");
    else open.removeAttribute("aria-current");
  }
}

async function show() {
  const words = search.value;
  const reply = await server.find({ words });
  if (search.value !== words) return; // typed on
  if (reply?.list !== undefined) list.innerHTML = reply.list;
  else tell(reply);
  flagCurrent();
}

// What is asked while the list is shown comes to its top.
function followTalk() {
  const at = turns().pop();
  const now = at ? `${at.dataset.talk} ${at.dataset.turn}` : "";
  if (now === last) return;
  last = now;
  sessionStorage.setItem(OPEN, current() ?? "");
  if (panel.hidden) return;
  flagCurrent();
  if (now) show();
}

// A page that is loaded again goes on with the conversation it had.
function begin() {
  const talk = document.getElementById("gw-conversation");
  if (!talk || !document.querySelector("#gw-question textarea")) return setTimeout(begin, 50);
  const id = sessionStorage.getItem(OPEN);
  sessionStorage.removeItem(OPEN); // kept again once it is there
  if (id) trigger("click", { conversation: id });
  new MutationObserver(followTalk).observe(talk, {
    attributeFilter: ["data-turn"], childList: true, subtree: true,
  });
}

function setOpen(open) {
  panel.hidden = !open;
  button().setAttribute("aria-expanded", String(open));
  if (open) {
    said.textContent = "";
    show();
    search.focus();
  } else button().focus();
}

function openConversation(id) {
  trigger("click", { conversation: id });
  if (!narrow.matches) return;
  setOpen(false);
}

async function rename(form) {
  const id = form.dataset.rename;
  const reply = await server.rename({ id, title: form.elements.title.value });
  if (!tell(reply)) return;
  await show();
  row(id)?.querySelector("[data-open]").focus();
}

async function remove(id) {
  const reply = await server.delete({ id });
  if (!tell(reply)) return;
  if (id === current()) document.getElementById("gw-new").click();
  await show();
  search.focus();
}

async function save(id, form) {
  const reply = await server.export({ id, form });
  if (!tell(reply)) return;
  const href = URL.createObjectURL(new Blob([reply.text], { type: reply.kind }));
  Object.assign(document.createElement("a"), { href, download: reply.name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

panel.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest(selector);
  if (at(".gw-kept-close")) setOpen(false);
  else if (at("[data-open]")) openConversation(at("[data-open]").dataset.open);
  else if (at("[data-delete]")) remove(at("[data-delete]").dataset.delete);
  else if (at("[data-export]"))
    save(at("[data-conversation]").dataset.conversation, at("[data-export]").dataset.export);
});
panel.addEventListener("submit", (event) => {
  event.preventDefault();
  rename(event.target);
});
search.addEventListener("input", show);
panel.addEventListener("keydown", (event) => {
  if (event.key === "Escape") setOpen(false);
});
document.addEventListener("click", (event) => { // the button may come later than this script
  if (!event.target.closest("#gw-kept-button")) return;
  const tab = document.getElementById("gw-ask-tab-button");
  const away = tab?.getAttribute("aria-selected") === "false"; // the list is beside the talk
  if (away) tab.click();
  requestAnimationFrame(() => setOpen(away || panel.hidden));
});
begin();
