// Runs once, when the page is there: what to do while nothing is indexed.
element.addEventListener("click", (event) => {
  if (event.target.closest("[data-sample]")) trigger("submit", {});
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-own]")) return;
  document.querySelector('#gw-tabs [role="tab"][aria-controls="gw-corpus-tab"]').click();
  document.querySelector('#gw-add [data-choose="files"]').focus();
});
