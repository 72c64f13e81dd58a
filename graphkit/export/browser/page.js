// The chart as a file of its own: the same chart, and beside it what is known of the thing that was clicked.

import { createChart } from "./chart.js";
import { make } from "./controls.js";

const data = JSON.parse(document.getElementById("data").textContent);
const details = document.getElementById("details");
const cards = new Map(data.nodes.map((node) => [node.id, node]));
const shown = createChart(document.getElementById("chart"), (event) => {
  if (event.kind !== "move") describe(event.id);
});

function describe(id) {
  const card = cards.get(id);
  const link = data.edges.find((edge) => edge.id === id);
  if (!card && !link) return details.replaceChildren(told("p", data.words.start));
  const heads = card ? [told("h2", card.label), told("p", card.kind)] : [told("h2", flat(link.label)), told("p", ends(link))];
  const facts = data.facts[id] ?? [];
  if (facts.length) heads.push(told("h3", data.words.facts));
  const list = make("dl", "");
  for (const [caption, value, source] of facts) {
    const body = told("dd", value);
    body.append(told("small", source));
    list.append(told("dt", caption), body);
  }
  details.replaceChildren(...heads, list, ...(card ? linked(id) : []));
  details.scrollTop = 0;
}

function linked(id) {
  const lines = data.edges.filter((edge) => edge.from === id || edge.to === id);
  const items = lines.map((edge) => told("li", edge.from === id ? `${flat(edge.label)} → ${name(edge.to)}` : `${flat(edge.label)} ← ${name(edge.from)}`));
  const list = make("ul", "");
  list.append(...items);
  return items.length ? [told("h3", `${data.words.links} (${items.length})`), list] : [];
}

const flat = (label) => label.replace("\n", " ");
const name = (id) => cards.get(id)?.label ?? "";
const ends = (link) => `${name(link.from)} → ${name(link.to)}`;
const told = (tag, text) => make(tag, "", { textContent: text });

shown.update(data);
describe(null);
