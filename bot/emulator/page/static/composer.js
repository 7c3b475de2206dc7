// The text box: Enter sends, "/" offers the commands of this person's menu, Ctrl+B and Ctrl+I mark words.

import { byId } from "./dom.js";
import { commandList } from "./menu.js";

const MOST = 160; // pixels of height, before the box scrolls
const MARKS = { b: "**", i: "__", e: "`" };

/**
 * Wire the text box. `acts.send(text)` sends, with what is attached; `acts.attached()` says whether something
 * is; `acts.commands()` gives `[{ command, description }]`.
 */
export function composer(acts) {
  const box = byId("text");
  const list = commandList(box, acts.commands);

  async function send() {
    const text = box.value.trim();
    list.close();
    if (!text && !acts.attached()) return;
    box.value = "";
    grow(box);
    if ((await acts.send(text)) === null) box.value ||= text;
  }

  function pressed(event) {
    if (event.isComposing) return;
    if (list.pressed(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    }
    const mark = (event.ctrlKey || event.metaKey) && MARKS[event.key.toLowerCase()];
    if (mark) {
      event.preventDefault();
      wrap(box, mark);
    }
  }

  function typed() {
    grow(box);
    list.offer(box.value);
  }

  box.addEventListener("keydown", pressed);
  box.addEventListener("input", typed);
  byId("send").addEventListener("click", send);
  byId("menu").addEventListener("click", () => {
    box.value = "/";
    box.focus();
    typed();
  });
  return {
    /** The commands are others now: what is being typed may be one of them. */
    offer: () => list.offer(box.value),
    fill(text) {
      box.value = text;
      grow(box);
      box.focus();
    },
    /** For another chat: empty, and ready to type where a keyboard does not cover the screen. */
    clear() {
      box.value = "";
      grow(box);
      if (matchMedia("(hover: hover)").matches) box.focus();
    },
  };
}

/** Put a mark before and after what is selected, and keep it selected. */
function wrap(box, mark) {
  const { selectionStart: from, selectionEnd: to } = box;
  box.setRangeText(mark + box.value.slice(from, to) + mark, from, to);
  box.setSelectionRange(from + mark.length, to + mark.length);
}

function grow(box) {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 2, MOST)}px`;
  box.style.overflowY = box.scrollHeight + 2 > MOST ? "auto" : "hidden";
}
