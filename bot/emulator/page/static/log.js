// The right column's log: what the bot asked Telegram for, and what it was told.

import { get } from "./control.js";
import { byId, h } from "./dom.js";

const KEPT = 200;
const BEFORE = 50; // calls shown that were made before the page was opened

let newest = 0; // id of the newest call in the list

/** What the bot did before the page was opened. */
export async function loadLog() {
  for (const call of await get("log", { last: BEFORE })) logCall(call);
}

/** Put a call at the top of the log. Polling is left out unless the box is ticked. */
export function logCall(call) {
  if (call.id <= newest) return;
  newest = call.id;
  if (/^getupdates$/i.test(call.method) && !byId("log-polling").checked) return;
  const list = byId("log");
  list.prepend(entry(call));
  while (list.children.length > KEPT) list.lastElementChild.remove();
}

function entry(call) {
  const good = call.status === 200;
  const title = h(
    "summary",
    { class: good ? "good" : "bad" },
    h("span", { class: "status" }, call.status || "lost"),
    h("b", null, call.method),
    h("span", { class: "about" }, about(call)),
    h("time", { title: new Date(call.time * 1000).toLocaleString() }, `${Math.round(call.ms)} ms`),
  );
  const details = h("details", null, title);
  details.addEventListener("toggle", () => details.append(...written(call)), { once: true });
  return h("li", null, details);
}

function about(call) {
  if (call.answer && !call.answer.ok) return call.answer.description ?? "";
  const { chat_id: chat, text, caption, action } = call.params ?? {};
  return [chat, text ?? caption ?? action].filter((part) => part !== undefined).join(" · ").slice(0, 90);
}

function written(call) {
  const params = Object.fromEntries(Object.entries(call.params ?? {}).map(([name, value]) => [name, unfolded(value)]));
  return [part("Parameters", params), part("Answer", call.answer ?? "none: the connection was dropped")];
}

function part(title, value) {
  const words = typeof value === "string" ? value : JSON.stringify(value, null, 1);
  return h("div", { class: "part" }, h("h3", null, title), h("pre", { tabindex: "0", "aria-label": title }, words));
}

/** Nested parameters travel as JSON in a string. */
function unfolded(value) {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
