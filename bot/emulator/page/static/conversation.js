// The middle column: the messages of one chat, kept in step with what happens. An album is one item of it.

import { byId, coalesced, h } from "./dom.js";
import { bubble, speaker } from "./message.js";

const KEPT = 500; // items drawn; older ones are a reload away

// Measuring lays the page out anew: once for all that came in a moment, not for every message of a flood.
const toEndSoon = coalesced(toEnd, 40);

let following = true; // whether the reader stands at the end, and so is taken along when something comes
let shown = new Map(); // key → the messages of an item, in their order

/** Wire the scrolling, and the way from an answer to what it answers. */
export function conversation() {
  const box = byId("scroll");
  box.addEventListener("scroll", () => {
    following = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
  });
  new ResizeObserver(grown).observe(box);
  byId("messages").addEventListener("click", (event) => {
    const answer = event.target.closest("[data-answers]");
    if (answer) goTo(Number(answer.dataset.answers));
  });
}

/** Everything of the chat anew, the newest message in sight. */
export function drawConversation(messages, view, acts) {
  const list = byId("messages");
  list.setAttribute("aria-busy", "true");
  shown = new Map();
  for (const message of messages) put(message);
  list.replaceChildren(...[...shown.values()].slice(-KEPT).map((items) => drawn(items, view, acts)));
  if (!messages.length) list.append(beginning(acts));
  list.removeAttribute("aria-busy");
  toEnd();
}

/** What stands in an empty chat, as in Telegram: a button that says /start. */
function beginning(acts) {
  const start = h("button", { type: "button", class: "main", onclick: () => acts.say("/start") }, "START");
  return h("li", { class: "service beginning" }, h("p", null, "Nothing has been said here yet."), start);
}

/** One message that is new, or in a new state. */
export function drawMessage(message, view, acts) {
  const list = byId("messages");
  const old = find(keyOf(message));
  const next = drawn(put(message), view, acts);
  if (old) swap(old, next);
  else {
    list.querySelector(".beginning")?.remove();
    list.append(next);
    while (list.children.length > KEPT) list.firstElementChild.remove();
  }
  grown();
}

/** A message that was deleted. */
export function eraseMessage(message, view, acts) {
  const key = keyOf(message);
  const left = (shown.get(key) ?? []).filter((one) => one.message_id !== message.message_id);
  const old = find(key);
  if (left.length) {
    shown.set(key, left);
    old?.replaceWith(drawn(left, view, acts));
    return;
  }
  shown.delete(key);
  old?.remove();
}

function put(message) {
  const key = keyOf(message);
  const items = (shown.get(key) ?? []).filter((one) => one.message_id !== message.message_id);
  const together = [...items, message].sort((one, other) => one.message_id - other.message_id);
  shown.set(key, together);
  return together;
}

function keyOf(message) {
  return String(message.media_group_id ?? message.message_id);
}

function drawn(items, view, acts) {
  const item = bubble(speaker(items), view, acts, items);
  item.dataset.key = keyOf(items[0]);
  return item;
}

function find(key) {
  return byId("messages").querySelector(`[data-key="${CSS.escape(key)}"]`);
}

function goTo(messageId) {
  const items = [...shown.values()].find((them) => them.some((message) => message.message_id === messageId));
  const item = items ? find(keyOf(items[0])) : null;
  item?.scrollIntoView({ block: "center" });
  item?.focus();
}

/** Say that the bot is busy in this chat, until it writes or a few seconds have passed. */
export function showAction(action) {
  const line = byId("action");
  line.textContent = action === "typing" ? "writes…" : `${String(action).replaceAll("_", " ")}…`;
  clearTimeout(showAction.timer);
  showAction.timer = setTimeout(hideAction, 5000);
}

export function hideAction() {
  byId("action").textContent = "";
}

/** Stay at the end when something grew, for instance a picture that arrived. */
export function grown() {
  if (following) toEndSoon();
}

/** Put the new state in the place of the old; who stood on a button stands on the one in its place. */
function swap(old, next) {
  const keys = [...old.querySelectorAll("button, a")];
  const at = keys.indexOf(document.activeElement);
  old.replaceWith(next);
  if (at < 0) return;
  const now = [...next.querySelectorAll("button, a")];
  (now[Math.min(at, now.length - 1)] ?? next).focus();
}

function toEnd() {
  const box = byId("scroll");
  box.scrollTop = box.scrollHeight;
  following = true;
}
