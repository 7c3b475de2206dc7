// Days: a line with the date stands before the first message of each day, as in Telegram.

import { h } from "./dom.js";

const ASIDE = "day";

/** The items with the lines of their days between them; each item says its second in `data-at`. */
export function withDays(items) {
  return items.flatMap((item, index) => (index && sameDay(items[index - 1], item) ? [item] : [line(item), item]));
}

/** Put an item at the end of the list, after the line of its day where that is another. */
export function append(list, item) {
  const last = list.lastElementChild;
  if (!last || !sameDay(last, item)) list.append(line(item));
  list.append(item);
}

/** Take away the first item; and the lines that no item follows any more. */
export function removeFirst(list) {
  list.querySelector(`:scope > :not(.${ASIDE})`)?.remove();
  tidy(list);
}

/** Take away the lines that no item follows any more. */
export function tidy(list) {
  for (const aside of list.querySelectorAll(`:scope > .${ASIDE}`)) {
    if (!aside.nextElementSibling || aside.nextElementSibling.classList.contains(ASIDE)) aside.remove();
  }
}

function line(item) {
  const date = day(item);
  const words = { day: "numeric", month: "long", ...(date.getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" }) };
  const time = h("time", { datetime: date.toISOString().slice(0, 10) }, date.toLocaleDateString([], words));
  return h("li", { class: `service ${ASIDE}`, "data-at": item.dataset.at }, h("p", null, time));
}

function sameDay(one, other) {
  return day(one).toDateString() === day(other).toDateString();
}

function day(item) {
  return new Date(Number(item.dataset.at) * 1000);
}
