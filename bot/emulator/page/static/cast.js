// Who is there: the cast of the first load, people and groups added by hand, and every chat there is.

import { get, post } from "./control.js";
import { byId, h } from "./dom.js";
import { attempt } from "./notices.js";

const roles = new Map();

/** Make the cast where it is missing: people by their ids, and one group of them all. */
export async function meetCast() {
  const cast = await (await fetch("/page/cast.json")).json();
  const known = new Set((await get("people")).map((person) => person.id));
  for (const { role, ...person } of cast.people) {
    roles.set(person.id, role);
    if (!known.has(person.id)) await post("person", { ...person, started: true });
  }
  const titles = (await get("chats")).map((chat) => chat.title);
  if (!titles.includes(cast.group)) {
    await post("group", { title: cast.group, members: cast.people.map((person) => person.id), kind: "supergroup" });
  }
}

/** Chat id → chat: people first, each under the id of his chat with the bot, then groups and channels. */
export async function loadChats() {
  const [people, groups] = await Promise.all([get("people"), get("chats")]);
  const persons = people.filter((one) => !one.is_bot).map((one) => ({ ...one, type: "private", role: roles.get(one.id) }));
  return new Map([...persons, ...groups.filter((group) => !group.upgraded_to)].map((chat) => [chat.id, chat]));
}

/** Wire the dialog that adds a person; `added(id)` follows. */
export function addPerson(added) {
  dialog("person", async () => {
    const body = { first_name: byId("new-name").value.trim(), language_code: byId("new-language").value.trim() };
    byId("new-name").value = "";
    await added((await post("person", body)).id);
  });
}

/** Wire the dialog that adds a group of people of `state`; `added(id)` follows. */
export function addGroup(state, added) {
  byId("add-group").addEventListener("click", () => {
    const people = [...state.chats.values()].filter((chat) => chat.type === "private").slice(0, 30);
    byId("members").replaceChildren(...people.map(member));
  });
  dialog("group", async () => {
    const members = [...byId("members").querySelectorAll("input:checked")].map((box) => Number(box.value));
    const [kind, forum] = byId("new-kind").value.split(" ");
    const body = { title: byId("new-title").value.trim(), kind, forum: forum === "forum", members };
    byId("new-title").value = "";
    await added((await post("group", body)).id);
  });
}

function member(person) {
  return h("label", null, h("input", { type: "checkbox", value: person.id, checked: true }), ` ${person.first_name}`);
}

/** The dialog `new-…`: opened by its button, closed by Cancel, and `act` done when it ends with its main button. */
function dialog(name, act) {
  const box = byId(`new-${name}`);
  byId(`add-${name}`).addEventListener("click", () => box.showModal());
  byId(`no-${name}`).addEventListener("click", () => box.close());
  box.addEventListener("close", async () => {
    if (box.returnValue !== "add") return;
    box.returnValue = "";
    await attempt(act);
  });
}
