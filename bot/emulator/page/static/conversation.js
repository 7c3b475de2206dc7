// The middle column: the messages of one chat, kept in step with what happens. An album is one item of it.

import { append, removeFirst, tidy, withDays } from "./days.js";
import { byId, h } from "./dom.js";
import { came, followed, grown, isFollowing, toEnd } from "./following.js";
import { bubble, speaker } from "./message.js";

const KEPT = 500; // items drawn; older ones are a reload away

let shown = new Map(); // key → the messages of an item, in their order

/** Wire the scrolling, and the way from an answer to what it answers. */
export function conversation() {
  followed();
  byId("messages").addEventListener("click", (event) => {
    const answer = event.target.closest("[data-answers]");
    if (answer) goTo(Number(answer.dataset.answers));
  });
}

/** Everything of a chat anew, the newest message in sight; with `again`, who has scrolled up stays there. */
export function drawConversation(messages, view, acts, { again = false } = {}) {
  const at = again && !isFollowing() ? byId("scroll").scrollTop : null;
  const list = byId("messages");
  list.setAttribute("aria-busy", "true");
  shown = new Map();
  for (const message of messages) put(message);
  list.replaceChildren(...withDays([...shown.values()].slice(-KEPT).map((items) => drawn(items, view, acts))));
  if (!messages.length) list.append(beginning(acts));
  list.removeAttribute("aria-busy");
  if (at === null) toEnd();
  else byId("scroll").scrollTop = at;
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
  if (old) {
    swap(old, next);
    return grown();
  }
  list.querySelector(".beginning")?.remove();
  append(list, next);
  while (list.children.length > KEPT) removeFirst(list);
  if (message.from_bot) came();
  else toEnd();
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
  tidy(byId("messages"));
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
  item.dataset.at = items[0].date;
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

/** Put the new state in the place of the old; who stood on a button stands on the one in its place. */
function swap(old, next) {
  const keys = [...old.querySelectorAll("button, a")];
  const at = keys.indexOf(document.activeElement);
  old.replaceWith(next);
  if (at < 0) return;
  const now = [...next.querySelectorAll("button, a")];
  (now[Math.min(at, now.length - 1)] ?? next).focus();
}
