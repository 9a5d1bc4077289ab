// Runs once, when the page is there: what to do while nothing is indexed, and files that are
// dropped anywhere. The place to add them comes with its tab, when that is first opened.
const tab = () =>
  document.querySelector('#gw-tabs [role="tab"][aria-controls="gw-corpus-tab"]').click();

function focusChoice() {
  const choose = document.querySelector('#gw-add [data-choose="files"]');
  if (choose?.offsetParent) choose.focus();
  else requestAnimationFrame(focusChoice);
}

element.addEventListener("click", (event) => {
  if (event.target.closest("[data-sample]")) trigger("submit", {});
  if (!event.target.closest("[data-own]")) return;
  tab();
  focusChoice();
});

watch("value", () => { // the button that was pressed is gone
  const lost = document.activeElement === document.body;
  if (lost && !element.querySelector(".gw-empty, .gw-working"))
    document.querySelector("#gw-question textarea").focus();
});

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
  const found = [], folders = [];
  for (const item of items.filter((one) => one.kind === "file")) {
    const entry = item.webkitGetAsEntry(), file = item.getAsFile();
    if (entry?.isDirectory) folders.push(entry);
    else if (file) found.push({ name: file.name, file });
  }
  for (const folder of folders) await collect(folder, "", found);
  return found;
}

const light = (on) => document.body.classList.toggle("gw-drop", on);
const holdsFiles = (event) => EDITABLE && event.dataTransfer?.types.includes("Files");
document.addEventListener("dragover", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault(); // otherwise the browser would open the file
  light(true);
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) light(false);
});
document.addEventListener("drop", async (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  light(false);
  const items = [...event.dataTransfer.items]; // gone once this event is over
  const found = dropped(items);
  tab();
  (document.gwDropped ??= []).push(...(await found));
  document.dispatchEvent(new Event("gw-dropped"));
});
