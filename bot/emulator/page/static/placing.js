// Sharing a place: a dialog with some cities, each in a time zone of its own, and two fields.

import { byId, h } from "./dom.js";

const CITIES = [
  ["Roma", 41.9, 12.5],
  ["Bruxelles", 50.85, 4.35],
  ["Lisboa", 38.72, -9.14],
  ["Helsinki", 60.17, 24.94],
  ["Kyiv", 50.45, 30.52],
  ["New York", 40.71, -74.01],
  ["Kathmandu", 27.72, 85.32],
  ["Tokyo", 35.68, 139.69],
  ["Auckland", -36.85, 174.76],
];

let chosen = null; // whom the open dialog tells: null when it was closed without a choice

/** Wire the dialog. */
export function placing() {
  const box = byId("place");
  byId("cities").replaceChildren(...CITIES.map((city) => h("option", { value: CITIES.indexOf(city) }, city[0])));
  byId("cities").addEventListener("change", fill);
  byId("no-place").addEventListener("click", () => box.close(""));
  box.addEventListener("close", () => {
    const place = { latitude: Number(byId("latitude").value), longitude: Number(byId("longitude").value) };
    chosen?.(box.returnValue === "share" ? place : null);
    chosen = null;
  });
  fill();
}

/** Ask for a place: `{ latitude, longitude }` in degrees, or null. */
export function askPlace() {
  const box = byId("place");
  box.returnValue = "";
  box.showModal();
  return new Promise((resolve) => (chosen = resolve));
}

function fill() {
  const [, latitude, longitude] = CITIES[byId("cities").value || 0];
  byId("latitude").value = latitude;
  byId("longitude").value = longitude;
}
