// Runs once, when the place for new articles is on the page. Each file goes to the server in a
// request of its own; then one event has all that arrived indexed.
const sending = () => element.querySelector(".gw-sending");
let busy = false;

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
}

const once = (call) => new Promise((resolve, reject) => call(resolve, reject));

async function collect(entry, folder, found) {
  if (entry.isFile) {
    const file = await once((resolve, reject) => entry.file(resolve, reject));
    found.push({ name: folder + entry.name, file });
    return;
  }
  const reader = entry.createReader();
  let part = []; // comes a hundred at a time
  do {
    part = await once((resolve, reject) => reader.readEntries(resolve, reject));
    for (const one of part)
      if (!one.name.startsWith(".")) await collect(one, `${folder}${entry.name}/`, found);
  } while (part.length);
}

async function dropped(items) {
  const entries = items.map((item) => item.webkitGetAsEntry()).filter(Boolean);
  const found = [];
  for (const entry of entries) await collect(entry, "", found);
  return found;
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

const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
document.addEventListener("dragover", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault(); // otherwise the browser would open the file
  element.classList.add("gw-drop");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) element.classList.remove("gw-drop");
});
document.addEventListener("drop", async (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  element.classList.remove("gw-drop");
  document.querySelector('#gw-tabs [role="tab"][aria-controls="gw-corpus-tab"]').click();
  send(await dropped([...event.dataTransfer.items]));
});
