// What people do in a chat: write, send, tap, share a place, block. `state` is the page's.

import { post } from "./control.js";
import { alertBox, attempt, toast } from "./notices.js";
import { askPlace } from "./placing.js";
import { typed } from "./typed.js";

/** Say plain words, as a button does; null when that failed. */
export function say(state, text) {
  return attempt(() => post("say", { ...speaking(state), text }));
}

/** Send what was typed, and what waits to be sent with it as a caption; null when something failed. */
export async function send(state, source, items) {
  const { text, entities } = typed(source);
  if (!items.length) return attempt(() => post("say", { ...speaking(state), text, entities }));
  const where = speaking(state);
  let caption = { caption: text, caption_entities: entities };
  for (const kind of ["photo", "document"]) {
    const some = items.filter((item) => item.type === kind);
    if (!some.length) continue;
    if ((await attempt(() => post(...request(some, { ...where, ...caption })))) === null) return null;
    caption = {};
  }
  return true;
}

function request(items, common) {
  if (items.length > 1) return ["album", { ...common, items }];
  const { type, ...item } = items[0];
  return [type, { ...common, ...item }];
}

/** Ask for a place and share it; whether that was done. */
export async function sharePlace(state) {
  const place = await askPlace();
  return place ? (await attempt(() => post("location", { ...speaking(state), ...place }))) !== null : false;
}

/** Press a button under a message; show what the bot answers. */
export async function tap(state, message, button) {
  const where = { user_id: state.speaker, chat_id: state.chatId, message_id: message.message_id };
  const answer = await attempt(() => post("tap", { ...where, button: button.callback_data }));
  if (answer?.text) (answer.show_alert ? alertBox : toast)(answer.text);
}

/** Block the bot as the person of this chat, or take it back. */
export function toggleBlock(state) {
  const chat = state.chats.get(state.chatId);
  return attempt(() => post(chat.blocked ? "unblock" : "block", { user_id: state.chatId }));
}

function speaking(state) {
  const where = { user_id: state.speaker, chat_id: state.chatId };
  if (state.replyTo) where.reply_to = state.replyTo;
  return where;
}
