// The chat page: who is there, what they see, and what they do.
//
// GET people, chats, transcript → state → columns; events (SSE) → state → the one thing that changed.

import { attaching } from "./attaching.js";
import { backstage } from "./backstage.js";
import { addGroup, addPerson, loadChats, meetCast } from "./cast.js";
import { chatName, drawChats } from "./chats.js";
import { composer } from "./composer.js";
import { get, listen } from "./control.js";
import { conversation, drawConversation, drawMessage, eraseMessage, hideAction, showAction } from "./conversation.js";
import { say, send, sharePlace, tap, toggleBlock } from "./deeds.js";
import { byId, coalesced, h } from "./dom.js";
import { grown } from "./following.js";
import { loadLog, logCall } from "./log.js";
import { summary } from "./message.js";
import { attempt, toast } from "./notices.js";
import { placing } from "./placing.js";
import { drawProgram, program } from "./program.js";
import { drawKeys, latestKeys } from "./replykeys.js";

const state = {
  chats: new Map(), // chat id → chat, private ones with their person's language
  unread: new Map(), // chat id → how many
  commands: [], // the menu of who speaks, where he speaks
  chatId: null,
  speaker: null,
  replyTo: null,
  botName: "",
  drawn: {}, // what was drawn as a whole in the middle: chat, speaker, and the sequences of its messages
};

const acts = {
  say: (text) => once(() => say(state, text)),
  send: async (text) => {
    const items = await attached.take();
    return once(() => send(state, text, items));
  },
  place: () => once(() => sharePlace(state)),
  tap: (message, button) => tap(state, message, button),
  toast,
  grown,
  attached: () => attached.waits(),
  commands: () => state.commands,
  fill: (text) => box.fill(text),
  reply: replyTo,
  copy: (text) => attempt(() => navigator.clipboard.writeText(text)).then(() => toast(`Copied: ${text}`)),
  fileAddress: (fileId) => `/control/file?file_id=${encodeURIComponent(fileId)}`,
};
const box = composer(acts);
const attached = attaching(acts);
const drawChatsSoon = coalesced(() => drawChats(state, choose), 100);
const refreshSoon = coalesced(() => attempt(refreshChats), 500);

/** What is said answers the message that was chosen for it, and nothing later does. */
async function once(deed) {
  const done = deed();
  replyTo(null);
  return done;
}

function replyTo(message) {
  state.replyTo = message?.message_id ?? null;
  byId("replying").hidden = !message;
  byId("replying-to").textContent = message ? summary(message).slice(0, 80) : "";
  if (message) byId("text").focus();
}

// Choosing a chat ------------------------------------------------------------------------------------

async function choose(chatId) {
  const chat = state.chats.get(chatId);
  state.chatId = chatId;
  state.unread.delete(chatId);
  show("conversation"); // before anything in it is measured
  drawSpeakers(chat);
  replyTo(null);
  box.clear();
  drawHead();
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
  const [before, now] = [state.drawn, { chatId, speaker: state.speaker, sequences: String(transcript.map((message) => message.sequence)) }];
  const again = before.chatId === chatId && before.speaker === state.speaker;
  if (again && before.sequences === now.sequences) return; // as after the first connection: who has begun is not disturbed
  state.drawn = now;
  drawConversation(transcript.filter((message) => !message.deleted), view(), acts, { again });
  drawKeys(latestKeys(transcript), acts);
}

function drawHead() {
  const chat = state.chats.get(state.chatId);
  const alone = chat?.type === "private";
  byId("title").textContent = alone ? state.botName : (chat?.title ?? "");
  byId("as").textContent = alone ? `as ${chatName(chat)} sees it` : "";
  const block = byId("block");
  block.hidden = !alone;
  block.textContent = chat?.blocked ? "Unblock the bot" : "Block the bot";
  byId("composer").classList.toggle("blocked", Boolean(chat?.blocked));
  drawChats(state, choose);
}

/** In a group anybody of its members may speak; in a private chat only its person. */
function drawSpeakers(chat) {
  const people = (chat.members ?? []).map((member) => state.chats.get(member.user_id)).filter(Boolean);
  const speakers = chat.type === "private" ? [chat] : people;
  if (!speakers.some((one) => one.id === state.speaker)) state.speaker = speakers[0]?.id ?? null;
  byId("speaker-label").hidden = chat.type === "private";
  byId("speaker").replaceChildren(...speakers.map((one) => h("option", { value: one.id, selected: one.id === state.speaker }, chatName(one))));
}

async function refreshCommands() {
  if (state.speaker === null) return;
  state.commands = (await attempt(() => get("commands", { user_id: state.speaker, chat_id: state.chatId }))) ?? [];
  if (document.activeElement === byId("text")) box.offer();
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
  if (message.reply_keyboard) heardKeys(message);
}

function heardKeys(message) {
  drawKeys(latestKeys([message]), acts);
  if (message.reply_keyboard.force_reply) replyTo(message);
}

function note(message) {
  if (!message.from_bot || message.edits) return;
  state.unread.set(message.chat_id, (state.unread.get(message.chat_id) ?? 0) + 1);
  drawChatsSoon();
}

function heardDeleted(message) {
  if (message.chat_id === state.chatId) eraseMessage(message, view(), acts);
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
  await attempt(program);
  document.body.dataset.live = "true"; // what happens from here on is seen at once
}

// Columns on a narrow screen -------------------------------------------------------------------------

function show(column) {
  document.body.dataset.column = column;
  for (const tab of document.querySelectorAll("#columns button")) {
    tab.setAttribute("aria-pressed", String(tab.dataset.column === column));
  }
}

function wire() {
  for (const tab of document.querySelectorAll("#columns button")) tab.addEventListener("click", () => show(tab.dataset.column));
  byId("block").addEventListener("click", async () => {
    await toggleBlock(state);
    await attempt(refreshChats);
  });
  byId("not-replying").addEventListener("click", () => replyTo(null));
  byId("speaker").addEventListener("change", async (event) => {
    state.speaker = Number(event.target.value);
    await Promise.all([drawTranscript(), refreshCommands()]);
  });
  const added = async (id) => {
    await refreshChats();
    await choose(id);
  };
  addPerson(added);
  addGroup(state, added);
  placing();
  backstage();
  conversation();
}

async function begin() {
  wire();
  await attempt(meetCast);
  state.botName = (await attempt(() => get("me")))?.first_name ?? "";
  state.chats = (await attempt(loadChats)) ?? new Map();
  if (state.chats.size) await choose(state.chats.keys().next().value);
  await attempt(loadLog);
  const heard = { message: heardMessage, edited: heardMessage, deleted: heardDeleted, call: heardCall, action: heardAction, program: drawProgram };
  const source = listen(heard, connected);
  source.addEventListener("error", () => {
    byId("connection").hidden = false;
    document.body.dataset.live = "false";
  });
}

begin();
