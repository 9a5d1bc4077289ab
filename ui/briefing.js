// Runs once, when the place for a briefing is on the page: tells those who hear it what came of it.
const said = document.createElement("div");
said.setAttribute("role", "status");
said.className = "gw-said";
document.body.append(said);
watch("value", () => {
  said.textContent = element.querySelector("[data-said]")?.dataset.said ?? "";
});
