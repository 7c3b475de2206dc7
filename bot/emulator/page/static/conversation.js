// The middle column: the messages of one chat, kept in step with what happens.

import { byId, coalesced, h } from "./dom.js";
import { bubble } from "./message.js";

const KEPT = 500; // messages drawn; older ones are a reload away

// Measuring lays the page out anew: once for all that came in a moment, not for every message of a flood.
const toEndSoon = coalesced(toEnd, 40);

let following = true; // whether the reader stands at the end, and so is taken along when something comes

/** Wire the scrolling. */
export function conversation() {
  const box = byId("scroll");
  box.addEventListener("scroll", () => {
    following = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
  });
}

/** Everything of the chat anew, the newest message in sight. */
export function drawConversation(messages, view, acts) {
  const list = byId("messages");
  list.setAttribute("aria-busy", "true");
  list.replaceChildren(...messages.slice(-KEPT).map((message) => bubble(message, view, acts)));
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
  const old = find(message.message_id);
  const next = bubble(message, view, acts);
  if (old) swap(old, next);
  else {
    list.querySelector(".beginning")?.remove();
    list.append(next);
    while (list.children.length > KEPT) list.firstElementChild.remove();
  }
  grown();
}

/** A message that was deleted. */
export function eraseMessage(messageId) {
  find(messageId)?.remove();
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

function find(messageId) {
  return byId("messages").querySelector(`[data-id="${CSS.escape(String(messageId))}"]`);
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
