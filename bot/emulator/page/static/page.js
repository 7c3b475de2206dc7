// The chat page: who is there, what they see, and what they do.
//
// GET people, chats, transcript → state → columns; events (SSE) → state → the one thing that changed.

import { backstage, drawNewsroom } from "./backstage.js";
import { chatName, drawChats } from "./chats.js";
import { composer } from "./composer.js";
import { get, listen, post } from "./control.js";
import { conversation, drawConversation, drawMessage, eraseMessage, grown, hideAction, showAction } from "./conversation.js";
import { byId, coalesced, h } from "./dom.js";
import { logCall } from "./log.js";
import { alertBox, attempt, toast } from "./notices.js";
import { addPerson, meetCast, loadChats } from "./cast.js";

const state = {
  chats: new Map(), // chat id → chat, private ones with their person's language
  unread: new Map(), // chat id → how many
  commands: [], // the menu of who speaks, where he speaks
  chatId: null,
  speaker: null,
  replyTo: null,
  botName: "",
};

const acts = {
  say,
  tap,
  toast,
  grown,
  commands: () => state.commands,
  fill: (text) => box.fill(text),
  reply: replyTo,
  copy: (text) => attempt(() => navigator.clipboard.writeText(text)).then(() => toast(`Copied: ${text}`)),
  fileAddress: (fileId) => `/control/file?file_id=${encodeURIComponent(fileId)}`,
};
const box = composer(acts);
const drawChatsSoon = coalesced(() => drawChats(state, choose), 100);
const refreshSoon = coalesced(() => attempt(refreshChats), 500);

// What people do -------------------------------------------------------------------------------------

async function say(text) {
  const body = { user_id: state.speaker, chat_id: state.chatId, text };
  if (state.replyTo) body.reply_to = state.replyTo;
  replyTo(null);
  return attempt(() => post("say", body));
}

async function tap(message, button) {
  const body = { user_id: state.speaker, chat_id: state.chatId, message_id: message.message_id, button: button.callback_data };
  const answer = await attempt(() => post("tap", body));
  if (answer?.text) (answer.show_alert ? alertBox : toast)(answer.text);
}

function replyTo(message) {
  state.replyTo = message?.message_id ?? null;
  byId("replying").hidden = !message;
  byId("replying-to").textContent = message ? (message.text ?? message.caption ?? "a message").slice(0, 80) : "";
  if (message) byId("text").focus();
}

async function toggleBlock() {
  const chat = state.chats.get(state.chatId);
  await attempt(() => post(chat.blocked ? "unblock" : "block", { user_id: state.chatId }));
  await refreshChats();
}

// Choosing a chat ------------------------------------------------------------------------------------

async function choose(chatId) {
  const chat = state.chats.get(chatId);
  state.chatId = chatId;
  state.unread.delete(chatId);
  drawSpeakers(chat);
  replyTo(null);
  box.clear();
  drawHead();
  show("conversation");
  await Promise.all([drawTranscript(), refreshCommands()]);
}

function view() {
  const chat = state.chats.get(state.chatId);
  return { speaker: state.speaker, crowded: chat?.type !== "private" };
}

async function drawTranscript() {
  const chatId = state.chatId;
  const transcript = await attempt(() => get("transcript", { chat_id: chatId }));
  if (!transcript || chatId !== state.chatId) return;
  drawConversation(transcript.filter((message) => !message.deleted), view(), acts);
}

function drawHead() {
  const chat = state.chats.get(state.chatId);
  byId("title").textContent = chat?.type === "private" ? state.botName : (chat?.title ?? "");
  byId("as").textContent = chat?.type === "private" ? `as ${chatName(chat)} sees it` : "";
  const block = byId("block");
  block.hidden = chat?.type !== "private";
  block.textContent = chat?.blocked ? "Unblock the bot" : "Block the bot";
  drawChats(state, choose);
}

/** In a group anybody of the cast may speak; in a private chat only its person. */
function drawSpeakers(chat) {
  const people = [...state.chats.values()].filter((one) => one.type === "private");
  const speakers = chat.type === "private" ? [chat] : people;
  if (!speakers.some((one) => one.id === state.speaker)) state.speaker = speakers[0]?.id ?? null;
  byId("speaker-label").hidden = chat.type === "private";
  byId("speaker").replaceChildren(...speakers.map((one) => h("option", { value: one.id, selected: one.id === state.speaker }, chatName(one))));
}

async function refreshCommands() {
  state.commands = (await attempt(() => get("commands", { user_id: state.speaker, chat_id: state.chatId }))) ?? [];
}

async function refreshChats() {
  state.chats = await loadChats();
  drawHead();
}

// What happens ---------------------------------------------------------------------------------------

function heardMessage(message) {
  const chatId = message.chat_id;
  if (!state.chats.has(chatId)) refreshSoon();
  if (chatId !== state.chatId) return note(message);
  if (message.from_bot) hideAction();
  drawMessage(message, view(), acts);
}

function note(message) {
  if (!message.from_bot || message.edits) return;
  state.unread.set(message.chat_id, (state.unread.get(message.chat_id) ?? 0) + 1);
  drawChatsSoon();
}

function heardDeleted(message) {
  if (message.chat_id === state.chatId) eraseMessage(message.message_id);
}

function heardCall(call) {
  logCall(call);
  if (/commands$/i.test(call.method)) attempt(refreshCommands);
}

function heardAction({ chat_id: chatId, action }) {
  if (chatId === state.chatId) showAction(action);
}

/** After every (re)connection: what was missed is fetched anew. */
async function connected() {
  byId("connection").hidden = true;
  await attempt(refreshChats);
  if (state.chatId !== null) await drawTranscript();
}

// Columns on a narrow screen -------------------------------------------------------------------------

function show(column) {
  document.body.dataset.column = column;
  for (const tab of document.querySelectorAll("#columns button")) {
    tab.setAttribute("aria-pressed", String(tab.dataset.column === column));
  }
}

async function begin() {
  for (const tab of document.querySelectorAll("#columns button")) tab.addEventListener("click", () => show(tab.dataset.column));
  byId("block").addEventListener("click", toggleBlock);
  byId("not-replying").addEventListener("click", () => replyTo(null));
  byId("refresh").addEventListener("click", drawNewsroom);
  byId("speaker").addEventListener("change", async (event) => {
    state.speaker = Number(event.target.value);
    await Promise.all([drawTranscript(), refreshCommands()]);
  });
  addPerson(async (id) => {
    await refreshChats();
    await choose(id);
  });
  backstage();
  conversation();
  await attempt(meetCast);
  state.botName = (await attempt(() => get("me")))?.first_name ?? "";
  state.chats = (await attempt(loadChats)) ?? new Map();
  if (state.chats.size) await choose(state.chats.keys().next().value);
  const source = listen({ message: heardMessage, edited: heardMessage, deleted: heardDeleted, call: heardCall, action: heardAction }, connected);
  source.addEventListener("error", () => (byId("connection").hidden = false));
}

begin();
