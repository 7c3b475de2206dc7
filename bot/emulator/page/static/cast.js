// Who is there: the cast of the first load, people added by hand, and every chat there is.

import { get, post } from "./control.js";
import { byId } from "./dom.js";

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
  const box = byId("new-person");
  byId("add-person").addEventListener("click", () => box.showModal());
  byId("no-person").addEventListener("click", () => box.close());
  box.addEventListener("close", async () => {
    if (box.returnValue !== "add") return;
    box.returnValue = "";
    const body = { first_name: byId("new-name").value.trim(), language_code: byId("new-language").value.trim() };
    byId("new-name").value = "";
    await added((await post("person", body)).id);
  });
}
