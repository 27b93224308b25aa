// Ties the marked words of a document to their records: what one is pointed at or focused on lights up the other.
const cardsOf = (mark) => mark.dataset.cards.trim().split(" ").map((id) => document.getElementById(id)).filter(Boolean);
const marks = [...document.querySelectorAll(".mark")];
const marksOf = new Map();
for (const mark of marks) {
  for (const card of cardsOf(mark)) marksOf.set(card, [...(marksOf.get(card) ?? []), mark]);
}

const tiedTo = (element) => (element.matches(".mark") ? cardsOf(element) : marksOf.get(element) ?? []);
const column = document.querySelector(".cards");
const bringUp = (card) => {
  // In its own column, if that scrolls: the text stays where the reader is.
  if (!card.matches(".card") || column.scrollHeight <= column.clientHeight) return;
  const place = card.getBoundingClientRect(), frame = column.getBoundingClientRect();
  if (place.top < frame.top || place.bottom > frame.bottom) column.scrollTop += place.top - frame.top - frame.height / 3;
};

let lit = [];
const light = (elements) => {
  for (const element of lit) element.classList.remove("lit");
  lit = elements;
  for (const element of lit) element.classList.add("lit");
};

for (const [begin, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  document.addEventListener(begin, (event) => {
    const element = event.target.closest?.(".mark, .card");
    if (!element) return;
    light([element, ...tiedTo(element)]);
    if (element.matches(".mark") && lit.length > 1) bringUp(lit[1]);
  });
  document.addEventListener(end, () => light([]));
}

// A step beyond a link: what it leads to has the focus, so that the next Tab goes on from there.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('.mark[href], .card a[href^="#"]');
  const target = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!target) return;
  event.preventDefault();
  history.replaceState(null, "", link.getAttribute("href"));
  target.scrollIntoView({ block: "nearest" });
  const place = target.matches(".card") ? target.querySelector("a") : target;
  place.focus({ preventScroll: true });
});
