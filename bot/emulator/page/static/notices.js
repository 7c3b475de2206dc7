// Toasts and alerts: what answerCallbackQuery shows, and what goes wrong on the page.

import { byId, h } from "./dom.js";

const SECONDS = 5;

/** A line that goes away by itself. The region is `aria-live`, so it is read out. */
export function toast(text) {
  const line = h("p", { class: "toast" }, text);
  byId("toasts").append(line);
  setTimeout(() => line.remove(), SECONDS * 1000);
}

/** A box that waits for OK. */
export function alertBox(text) {
  byId("alert-text").textContent = text;
  const box = byId("alert");
  if (!box.open) box.showModal();
}

/** Run something that may fail, and say so when it does. */
export async function attempt(act) {
  try {
    return await act();
  } catch (failure) {
    toast(failure.message);
    return null;
  }
}
