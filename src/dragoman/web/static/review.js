// Review by keyboard: keys press the buttons and follow the links that are there without scripts too.
document.documentElement.classList.add("scripted");
const items = [...document.querySelectorAll("[data-item]")];
const help = document.getElementById("keys");
let now = Math.max(0, items.indexOf(document.getElementById(decodeURIComponent(location.hash.slice(1)))));

const show = (place) => {
  if (!items.length) return;
  items[now].classList.remove("now");
  now = Math.min(Math.max(place, 0), items.length - 1);
  items[now].classList.add("now");
  items[now].focus({ preventScroll: true });
  items[now].scrollIntoView({ block: "nearest" });
};
const press = (element) => (element?.matches("input") ? element.focus() : element?.click());
const within = (key) => items[now]?.querySelector(`[data-key="${CSS.escape(key)}"]`);
const follow = () => press(document.querySelector('.pages a[rel="next"]'));

const keys = {
  j: () => show(now + 1),
  k: () => show(now - 1),
  s: () => (now + 1 < items.length ? show(now + 1) : follow()),
  z: () => press(document.querySelector("[data-undo]")),
  n: () => press(document.querySelector("[data-add]:not([hidden])")),
  "?": () => { if (!help) return; help.open = !help.open; if (help.open) help.scrollIntoView({ block: "nearest" }); },
};

const typing = (element) => element.matches("input, textarea, select, [contenteditable]");
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  const act = Object.hasOwn(keys, event.key) ? keys[event.key] : /^[acrum1-9]$/.test(event.key) && within(event.key) ? () => press(within(event.key)) : null;
  if (!act || event.repeat && !"jk".includes(event.key)) return;
  event.preventDefault();
  act();
});
document.addEventListener("focusin", (event) => {
  const item = event.target.closest?.("[data-item]");
  if (item && item !== items[now]) { items[now].classList.remove("now"); now = items.indexOf(item); item.classList.add("now"); }
});

// A decision is sent once: who presses twice has decided once.
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "1";
});
addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });

const edit = document.getElementById("edit");
if (edit && !document.querySelector(".notice")) edit.querySelector("select, input:not([type=hidden]), textarea").focus();
else if (items.length && (location.hash || document.querySelector(".queue"))) show(now);

// Words that are selected in a text can be added as a record.
const text = document.querySelector("article.text[data-begin]");
const adding = document.querySelector("form.adding");
if (text && adding) {
  const button = adding.querySelector("[data-add]");
  const bar = document.querySelector(".selected");
  bar.querySelector("button").addEventListener("click", () => press(button));
  document.addEventListener("selectionchange", () => {
    const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    const words = range && !range.collapsed && text.contains(range.commonAncestorContainer) ? getSelection().toString().trim() : "";
    bar.hidden = !words || words.length > 2000;
    if (bar.hidden) return;
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    adding.elements.words.value = words;
    adding.elements.near.value = Number(text.dataset.begin) + before.toString().length;
  });
}
