// The left column: people, groups, and who is looked at.

import { byId, h } from "./dom.js";

const FLAGS = { it: "🇮🇹", en: "🇬🇧", fr: "🇫🇷", de: "🇩🇪", es: "🇪🇸", fi: "🇫🇮", uk: "🇺🇦", pl: "🇵🇱", pt: "🇵🇹", ro: "🇷🇴", nl: "🇳🇱", el: "🇬🇷" };

const KEPT = 200; // chats drawn; a crowd made for a benchmark is not a list to read

/** Draw the chats of `state`; `choose(chatId)` opens one. */
export function drawChats(state, choose) {
  const list = byId("chats");
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.chat : null;
  const chats = [...state.chats.values()];
  list.replaceChildren(...chats.slice(0, KEPT).map((chat) => entry(chat, state, choose)));
  if (chats.length > KEPT) list.append(h("li", { class: "hint" }, `and ${chats.length - KEPT} more`));
  if (focused) list.querySelector(`[data-chat="${CSS.escape(focused)}"]`)?.focus();
}

/** What a chat is called: the person with his language, or the group's title. */
export function chatName(chat) {
  return chat.type === "private" ? [chat.first_name, chat.last_name].filter(Boolean).join(" ") : chat.title;
}

function entry(chat, state, choose) {
  const current = chat.id === state.chatId;
  const button = h(
    "button",
    { type: "button", "data-chat": chat.id, "aria-current": current ? "true" : null, onclick: () => choose(chat.id) },
    face(chat),
    h("span", { class: "name" }, chatName(chat), h("small", null, note(chat))),
    unread(chat, state),
  );
  return h("li", null, button);
}

/** A circle with the first letter in one of seven colours, as in Telegram; the flag of a person's language on it. */
function face(chat) {
  const letter = [...chatName(chat).trim()][0]?.toUpperCase() ?? "";
  const badge = chat.type === "private" ? (FLAGS[chat.language_code] ?? chat.language_code) : chat.type === "channel" ? "📢" : "👥";
  return h("span", { class: `face hue-${Math.abs(chat.id) % 7}`, "aria-hidden": "true" }, letter, h("span", { class: "flag" }, badge));
}

function note(chat) {
  if (chat.blocked) return "has blocked the bot";
  if (chat.type !== "private") return chat.type;
  return [chat.role, chat.language_code].filter(Boolean).join(" · ");
}

function unread(chat, state) {
  const count = state.unread.get(chat.id) ?? 0;
  return count ? h("span", { class: "unread", "aria-label": `${count} unread` }, count) : null;
}
