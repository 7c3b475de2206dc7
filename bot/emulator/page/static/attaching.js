// Pictures and files on their way: chosen, pasted or dropped, shown above the text box until they are sent.

import { byId, h } from "./dom.js";
import { size } from "./media.js";

const MOST = 10; // items of an album
const LARGEST = 50 * 1024 * 1024; // bytes
const PICTURES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** Wire the menu of what can be attached. `acts` are `place()` and `toast(text)`. */
export function attaching(acts) {
  let waiting = [];
  const menu = byId("attach-menu");
  const chooser = byId("chooser");

  function draw() {
    byId("attached").hidden = !waiting.length;
    byId("attached-items").replaceChildren(...waiting.map((file) => h("li", null, `${file.name} `, h("small", null, size(file.size)))));
    byId("as-files-label").hidden = !waiting.some((file) => PICTURES.has(file.type));
  }

  function add(files) {
    for (const file of files) {
      if (file.size > LARGEST) acts.toast(`${file.name} is larger than Telegram takes from a bot's readers here (50 MB).`);
      else if (!file.size) acts.toast(`${file.name} is empty.`);
      else if (waiting.length === MOST) acts.toast(`An album has up to ${MOST} items.`);
      else waiting.push(file);
    }
    draw();
    if (waiting.length) byId("text").focus();
  }

  function open(shown) {
    menu.hidden = !shown;
    byId("attach").setAttribute("aria-expanded", String(shown));
    if (shown) menu.querySelector("button").focus();
  }

  byId("attach").addEventListener("click", () => open(menu.hidden));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open(false);
    byId("attach").focus();
  });
  menu.addEventListener("focusout", (event) => menu.contains(event.relatedTarget) || event.relatedTarget === byId("attach") || open(false));
  byId("attach-files").addEventListener("click", () => {
    open(false);
    chooser.click();
  });
  byId("attach-place").addEventListener("click", () => {
    open(false);
    acts.place();
  });
  chooser.addEventListener("change", () => {
    add([...chooser.files]);
    chooser.value = "";
  });
  byId("not-attached").addEventListener("click", () => {
    waiting = [];
    draw();
  });
  byId("text").addEventListener("paste", (event) => event.clipboardData.files.length && add([...event.clipboardData.files]));
  const target = byId("conversation");
  target.addEventListener("dragover", (event) => event.preventDefault());
  target.addEventListener("drop", (event) => {
    event.preventDefault();
    add([...event.dataTransfer.files]);
  });

  return {
    /** What waits, as `[{ type, name, content }, …]` with base64 in it; then nothing waits any more. */
    async take() {
      const files = waiting;
      waiting = [];
      draw();
      return Promise.all(files.map(item));
    },
    add,
    waits: () => waiting.length > 0,
  };
}

async function item(file) {
  const shown = PICTURES.has(file.type) && !byId("as-files").checked;
  return { type: shown ? "photo" : "document", name: file.name, content: await base64(file) };
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result).replace(/^[^,]*,/, "")));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}
