// Files are dropped and their sizes told before they are sent; what is being read is followed without loading the page anew.
const inWords = (bytes) => bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

const drop = document.querySelector(".drop");
if (drop) {
  const input = drop.querySelector("input[type=file]"), list = drop.querySelector(".chosen"), fault = drop.querySelector(".fault");
  const most = { files: Number(drop.dataset.files), file: Number(drop.dataset.fileBytes), bytes: Number(drop.dataset.bytes) };
  drop.querySelector("#hint").prepend("Drop files here, or choose them. ");

  const tooMuch = (files) => {
    const large = files.find((file) => file.size > most.file);
    if (large) return `${large.name} has ${inWords(large.size)}, more than ${inWords(most.file)}; split it, or read it with the command dragoman read --limit.`;
    if (files.length > most.files) return `${files.length} files are more than ${most.files}; give the others afterwards.`;
    const all = files.reduce((sum, file) => sum + file.size, 0);
    if (all > most.bytes) return `${inWords(all)} are more than ${inWords(most.bytes)}; give some of them afterwards.`;
    return "";
  };
  const line = (file) => {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("bdi"), { textContent: file.name }), ` (${inWords(file.size)})`);
    item.classList.toggle("over", file.size > most.file);
    return item;
  };
  const show = () => {
    const files = [...input.files];
    list.replaceChildren(...files.slice(0, most.files).map(line));
    fault.textContent = tooMuch(files);
    fault.hidden = !fault.textContent;
    drop.querySelector("button").disabled = !fault.hidden;
  };
  input.addEventListener("change", show);
  show(); // a browser that goes back keeps what was chosen
  for (const type of ["dragenter", "dragover"]) drop.addEventListener(type, (event) => { event.preventDefault(); drop.classList.add("over"); });
  for (const type of ["dragleave", "drop"]) drop.addEventListener(type, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    show();
  });
}

for (const form of document.querySelectorAll(".giving form")) {
  // Once is enough; a page that the browser goes back to takes it again.
  form.addEventListener("submit", () => setTimeout(() => { form.querySelector("button").disabled = true; }));
  addEventListener("pageshow", () => { form.querySelector("button").disabled = !(form.querySelector(".fault")?.hidden ?? true); });
}

const ask = () => new Promise((resolve, reject) => {
  const asking = new XMLHttpRequest();
  asking.open("GET", location.href);
  asking.responseType = "document";
  asking.onload = () => (asking.status === 200 && asking.response?.getElementById("job") ? resolve(asking.response) : reject());
  asking.onerror = reject;
  asking.send();
});
const follow = async (wait) => {
  await new Promise((resolve) => setTimeout(resolve, wait));
  let next = Math.min(wait * 1.2, 3000);
  try {
    const found = await ask();
    for (const id of ["state", "progress", "outcomes"]) {
      const here = document.getElementById(id), there = found.getElementById(id);
      if (here.innerHTML !== there.innerHTML) here.replaceChildren(...there.childNodes);
    }
    if (!found.querySelector("[data-running]")) {
      document.title = found.title;
      document.querySelector("h1").textContent = found.querySelector("h1").textContent;
      document.getElementById("cancel")?.remove();
      delete document.getElementById("job").dataset.running;
      return;
    }
  } catch {
    next = 5000; // the server may be starting again
  }
  follow(next);
};
if (document.querySelector("#job[data-running]")) follow(400);
