// Runs once, when the place for new articles is on the page. Each file goes to the server in a
// request of its own; then one event has all that arrived indexed.
const sending = () => element.querySelector(".gw-sending");
let busy = false;
const waiting = []; // chosen or dropped while others were being sent

function showSending(done, total, name) {
  sending().hidden = false;
  sending().querySelector("p").textContent = `${TEXTS.sending} ${done + 1} / ${total}: ${name}`;
  Object.assign(sending().querySelector("progress"), { max: total, value: done });
}

async function put({ name, file }) {
  const known = LIMITS.endings.some((ending) => name.toLowerCase().endsWith(ending));
  const taken = known && file.size <= LIMITS.bytes; // otherwise the server only says why not
  // Half a character cannot be sent.
  const named = new URLSearchParams({ name: name.replace(/\p{Surrogate}/gu, "_"), size: file.size });
  try {
    const response = await fetch(`${LIMITS.path.slice(1)}?${named}`, {
      method: "PUT", body: taken ? file : null,
    });
    const told = await response.json();
    return { name, file: told.file ?? null, problem: told.problem ?? null };
  } catch {
    return { name, file: null, problem: TEXTS.notSent };
  }
}

async function send(all) {
  if (busy) waiting.push(...all);
  if (busy || !all.length) return;
  busy = true;
  const files = all.slice(0, LIMITS.files), sent = [];
  for (const one of files) {
    showSending(sent.length, files.length, one.name);
    sent.push(await put(one));
  }
  sending().hidden = true;
  busy = false;
  trigger("submit", {
    sent: JSON.stringify(sent),
    left: all.length - files.length,
    view: document.getElementById("gw-corpus").dataset.view ?? "",
  });
  send(waiting.splice(0));
}

function shown(path) { // hidden files of a folder are passed over, as a folder on disk is indexed
  return !path.split("/").some((part) => part.startsWith("."));
}

element.addEventListener("click", (event) => {
  const choose = event.target.closest("[data-choose]");
  if (choose) element.querySelector(`input[name="${choose.dataset.choose}"]`).click();
});
element.addEventListener("change", (event) => {
  const input = event.target;
  const chosen = [...input.files].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
  send(input.name === "folder" ? chosen.filter((one) => shown(one.name)) : chosen);
  input.value = ""; // so that the same file can be chosen again
});

// Files dropped before this was there wait in a list.
function takeDropped() {
  const all = (document.gwDropped ?? []).splice(0);
  if (all.length) send(all);
}
document.addEventListener("gw-dropped", takeDropped);
takeDropped();
