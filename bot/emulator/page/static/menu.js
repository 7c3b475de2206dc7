// The list of commands over the text box, as long as a command is being typed.

import { byId, h } from "./dom.js";

/** A list for this text box; `commands()` gives `[{ command, description }]`. */
export function commandList(box, commands) {
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

  function offer(text) {
    const word = /^\/(\w*)$/.exec(text);
    offered = word ? commands().filter(({ command }) => command.startsWith(word[1])) : [];
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

  /** The keys of an open list: arrows walk, Tab takes, Enter takes unless the command is typed out, Escape closes. */
  function pressed(event) {
    if (list.hidden) return false;
    const exact = box.value === `/${offered[at]?.command}`;
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") at = (at + 1) % offered.length;
    else if (event.key === "ArrowUp") at = (at + offered.length - 1) % offered.length;
    else if (event.key === "Tab" || (event.key === "Enter" && !exact)) take(at);
    else return false;
    if (!list.hidden) mark();
    return true;
  }

  // The button that opens the list takes the focus for a moment and gives it back.
  box.addEventListener("blur", () => setTimeout(() => document.activeElement === box || close(), 150));
  return { close, offer, pressed };
}

function option({ command, description }, take) {
  const row = h("li", { role: "option", id: `command-${command}`, "aria-selected": "false" }, h("b", null, `/${command}`), h("span", null, description));
  row.addEventListener("mousedown", (event) => {
    event.preventDefault();
    take();
  });
  return row;
}
