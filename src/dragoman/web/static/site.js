// Shows that the next page is being made, where that takes longer than a moment.
let waiting;
const wait = (event) => {
  const link = event.target.closest?.("a[href]");
  if (event.type === "click" && (!link || link.target || link.hasAttribute("download") || event.ctrlKey || event.metaKey || event.shiftKey)) return;
  if (link && link.href.split("#")[0] === location.href.split("#")[0]) return;
  setTimeout(() => {
    if (!event.defaultPrevented) waiting = setTimeout(() => document.documentElement.classList.add("waiting"), 400);
  });
};
document.addEventListener("click", wait);
document.addEventListener("submit", wait);
addEventListener("pageshow", () => {
  clearTimeout(waiting);
  document.documentElement.classList.remove("waiting");
});
