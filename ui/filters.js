// Runs once, when the filters are on the page. What is chosen is kept in the controls and handed to
// the server as JSON: `props.value` goes along with each question. FORCE is the id of the line that
// says what is in force, THEN selects what takes the focus when a button of it is gone.
const force = () => document.getElementById(FORCE); // a tab is built when it is first opened
const narrow = window.matchMedia("(max-width: 899px)");
const nothing = () => ({
  after: null, before: null, undated: false, outlets: [], articles: [], as_of: null,
});
const chosen = nothing();
const titles = new Map(); // of articles chosen, which a narrowed list may not show

const field = (name) => element.querySelector(`input[name="${name}"]`);
const picker = (name) => element.querySelector(`[data-picks="${name}"]`);

function tell() {
  props.value = JSON.stringify(chosen);
  trigger("input");
  show();
}

function show() {
  for (const name of ["after", "before", "as_of"]) {
    const input = field(name);
    if (input && input.value !== (chosen[name] ?? "")) input.value = chosen[name] ?? "";
  }
  if (field("undated")) field("undated").checked = chosen.undated;
  for (const name of ["outlets", "articles"]) {
    if (!picker(name)) continue;
    for (const box of picker(name).querySelectorAll("[type=checkbox]"))
      box.checked = chosen[name].includes(box.value);
    const count = chosen[name].length;
    picker(name).querySelector(".gw-picked").textContent = count ? ` (${count})` : "";
  }
  for (const bar of element.querySelectorAll("[data-first]")) {
    const { first, last } = bar.dataset;
    const out = (chosen.after && last < chosen.after) || (chosen.before && first > chosen.before);
    bar.classList.toggle("gw-out", Boolean(out));
  }
}

function drop(what) {
  const [name, place] = what.split("-");
  if (place !== undefined) chosen[name].splice(Number(place), 1);
  else if (name === "dates") Object.assign(chosen, { after: null, before: null });
  else if (name === "as_of") chosen.as_of = null;
  else Object.assign(chosen, nothing());
  tell();
}

function box(article) {
  const label = document.createElement("label");
  label.className = "gw-box";
  const input = Object.assign(document.createElement("input"), {
    type: "checkbox", name: "articles", value: article.id,
  });
  const words = document.createElement("span");
  const title = Object.assign(document.createElement("bdi"), { textContent: article.title });
  const about = document.createElement("span");
  about.className = "gw-count";
  about.textContent = ` ${article.about}`;
  words.append(title, about);
  label.append(input, words);
  return label;
}

async function listArticles() {
  const words = picker("articles").querySelector("[type=search]").value;
  const found = await server.find_articles(words);
  if (picker("articles").querySelector("[type=search]").value !== words) return; // typed on
  for (const article of found) titles.set(article.id, article);
  const ids = new Set(found.map((article) => article.id));
  const kept = chosen.articles.filter((id) => !ids.has(id) && titles.has(id));
  const listed = [...kept.map((id) => titles.get(id)), ...found];
  picker("articles").querySelector(".gw-boxes").replaceChildren(...listed.map(box));
  show();
}

function narrowOutlets(words) {
  for (const row of picker("outlets").querySelectorAll(".gw-box"))
    row.hidden = !row.textContent.toLowerCase().includes(words.toLowerCase());
}

element.addEventListener("change", (event) => {
  const { name, value, checked, type } = event.target;
  if (type === "date") chosen[name] = value || null;
  else if (name === "undated") chosen.undated = checked;
  else if (name in chosen)
    chosen[name] = checked ? [...chosen[name], value] : chosen[name].filter((one) => one !== value);
  else return;
  tell();
});
element.addEventListener("input", (event) => {
  if (event.target.type !== "search") return;
  if (event.target.closest("[data-picks=articles]")) listArticles();
  else narrowOutlets(event.target.value);
});
element.addEventListener("click", (event) => {
  const bar = event.target.closest("[data-first]");
  if (!bar) return;
  chosen.after = bar.dataset.first;
  chosen.before = bar.dataset.last;
  tell();
});
element.addEventListener("toggle", (event) => {
  const opened = event.target;
  if (!opened.matches(".gw-picker") || !opened.open) return;
  for (const other of element.querySelectorAll(".gw-picker[open]"))
    if (other !== opened) other.open = false;
  if (opened.dataset.picks === "articles") listArticles();
}, true); // a toggle does not bubble
element.addEventListener("keydown", (event) => {
  const opened = event.target.closest(".gw-picker[open]");
  if (event.key !== "Escape" || !opened) return;
  opened.open = false;
  opened.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  for (const opened of element.querySelectorAll(".gw-picker[open]"))
    if (!opened.contains(event.target)) opened.open = false;
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-drop]");
  if (!button || !force()?.contains(button)) return;
  drop(button.dataset.drop);
  document.querySelector(THEN).focus(); // the button is gone
});

function unfold() {
  const all = element.querySelector(".gw-filters");
  if (all) all.open = !narrow.matches;
}
narrow.addEventListener("change", unfold);
watch("gone", () => { // from the corpus, as the line that is in force says
  const gone = JSON.parse(props.gone);
  for (const name of ["outlets", "articles"])
    chosen[name] = chosen[name].filter((one) => !gone[name].includes(one));
  props.value = JSON.stringify(chosen);
  show();
});
watch("controls", () => { // those of another corpus
  unfold();
  show();
});
unfold();
