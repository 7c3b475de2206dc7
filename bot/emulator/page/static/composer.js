// The text box: Enter sends, "/" offers the commands of this person's menu.

import { byId, h } from "./dom.js";

const MOST = 160; // pixels of height, before the box scrolls

/** Wire the text box. `acts.say(text)` sends; `acts.commands()` gives `[{ command, description }]`. */
export function composer(acts) {
  const box = byId("text");
  const list = byId("commands");
  let offered = [];
  let at = -1;

  function close() {
    offered = [];
    at = -1;
    list.hidden = true;
    list.replaceChildren();
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function offer(word) {
    offered = acts.commands().filter(({ command }) => command.startsWith(word));
    if (!offered.length) return close();
    at = 0;
    list.replaceChildren(...offered.map((one, index) => option(one, () => take(index))));
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    mark();
  }

  function mark() {
    [...list.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === at)));
    const row = list.children[at];
    row?.scrollIntoView({ block: "nearest" });
    if (row) box.setAttribute("aria-activedescendant", row.id);
  }

  function take(index) {
    box.value = `/${offered[index].command} `;
    close();
    box.focus();
  }

  async function send() {
    const text = box.value.trim();
    close();
    if (!text) return;
    box.value = "";
    grow(box);
    if ((await acts.say(text)) === null) box.value ||= text;
  }

  function pressed(event) {
    if (event.isComposing) return;
    if (!list.hidden && moved(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  }

  /** The keys of an open list: arrows walk, Tab takes, Enter takes unless the command is typed out, Escape closes. */
  function moved(event) {
    const exact = box.value === `/${offered[at]?.command}`;
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") at = (at + 1) % offered.length;
    else if (event.key === "ArrowUp") at = (at + offered.length - 1) % offered.length;
    else if (event.key === "Tab" || (event.key === "Enter" && !exact)) take(at);
    else return false;
    if (!list.hidden) mark();
    return true;
  }

  function typed() {
    grow(box);
    const word = /^\/(\w*)$/.exec(box.value);
    if (word) offer(word[1]);
    else close();
  }

  box.addEventListener("keydown", pressed);
  box.addEventListener("input", typed);
  box.addEventListener("blur", () => setTimeout(close, 150));
  byId("send").addEventListener("click", send);
  byId("menu").addEventListener("click", () => {
    box.value = "/";
    box.focus();
    typed();
  });
  return {
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

function option({ command, description }, take) {
  const row = h("li", { role: "option", id: `command-${command}`, "aria-selected": "false" }, h("b", null, `/${command}`), h("span", null, description));
  row.addEventListener("mousedown", (event) => {
    event.preventDefault();
    take();
  });
  return row;
}

function grow(box) {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 2, MOST)}px`;
  box.style.overflowY = box.scrollHeight + 2 > MOST ? "auto" : "hidden";
}
