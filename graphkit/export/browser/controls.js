// Around the canvas: search, buttons, keyboard, legend, and the line that reads out what is selected.

import { markerImage, takePicture } from "./lanes.js";

const ICONS = {
  fit: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4",
  zoom_in: "M10 4v12M4 10h12",
  zoom_out: "M4 10h12",
  picture: "M10 3v9M6 9l4 4 4-4M3 16h14",
};

export function buildControls(root, chart) {
  const { view, box } = chart;
  const bar = make("div", "chart-bar");
  const search = make("input", "chart-search", { type: "search", spellcheck: false, autocomplete: "off" });
  const found = make("span", "chart-found");
  const hint = make("span", "chart-hint");
  const actions = { fit: fitAll, zoom_in: () => chart.zoom(1.3), zoom_out: () => chart.zoom(1 / 1.3), picture };
  const buttons = Object.entries(actions).map(([name, act]) => {
    const button = make("button", "chart-button", { type: "button", onclick: act });
    button.append(icon(ICONS[name]));
    return [name, button];
  });
  const legend = make("div", "chart-legend");
  const spoken = make("div", "chart-spoken", { ariaLive: "polite" });
  bar.append(search, found, hint, ...buttons.map(([, button]) => button));
  root.append(bar, box, legend, spoken);
  Object.assign(box, { tabIndex: 0, onkeydown: onKey });
  box.setAttribute("role", "application");
  search.oninput = () => find(search.value);
  search.onkeydown = (event) => {
    event.stopPropagation();
    if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
    if (event.key === "Escape") find("");
  };

  function update() {
    search.placeholder = search.ariaLabel = view.words.search;
    hint.textContent = view.words.hint;
    box.ariaLabel = view.words.canvas;
    for (const [name, button] of buttons) button.title = button.ariaLabel = view.words[name];
    legend.replaceChildren(...view.legend.map((entry) => {
      const item = make("span", "chart-kind");
      item.append(markerImage(entry.shape, entry.color), entry.caption);
      return item;
    }));
    if (search.value) find(search.value);
  }

  function find(text) {
    if (search.value !== text) search.value = text;
    const wanted = fold(text.trim());
    const hits = [...view.cards.values()].filter((card) => fold(`${card.label}\n${card.title}`).includes(wanted));
    view.matches = wanted ? new Set(hits.map((card) => card.id)) : null;
    found.textContent = wanted ? `${hits.length} / ${view.cards.size}` : "";
    chart.light();
  }

  /** The next entity in reading order, among the matches while there is a search; false at the end. */
  function step(by) {
    const cards = [...view.cards.values()].filter((card) => !view.matches || view.matches.has(card.id));
    cards.sort((a, b) => laneRank(a) - laneRank(b) || a.y - b.y || a.x - b.x);
    const from = cards.findIndex((card) => card.id === (view.focused ?? view.selected));
    const next = from < 0 ? (by > 0 ? 0 : cards.length - 1) : from + by;
    const card = view.matches ? cards.at(next % cards.length) : cards[next];
    if (card) chart.focus(card.id);
    return Boolean(card);
  }

  const laneRank = (card) => view.lanes.findIndex((lane) => lane.key === card.lane);

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const keys = {
      ArrowLeft: () => chart.pan(-80, 0), ArrowRight: () => chart.pan(80, 0),
      ArrowUp: () => chart.pan(0, -80), ArrowDown: () => chart.pan(0, 80),
      "+": actions.zoom_in, "=": actions.zoom_in, "-": actions.zoom_out, f: fitAll, F: fitAll,
      Escape: clear, Enter: open, Tab: () => step(event.shiftKey ? -1 : 1),
    };
    // At either end Tab is left alone and goes on to the rest of the page.
    if (!keys[event.key] || keys[event.key]() === false) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function open() {
    const id = view.focused ?? view.selected;
    if (id === null) return;
    if (id === view.selected && view.cards.has(id)) chart.send({ kind: "expand", id });
    else chart.select(id);
  }

  function clear() {
    view.focused = null;
    find("");
    chart.select(null);
  }

  function fitAll() {
    chart.fit();
    view.touched = false;
  }

  async function picture() {
    const link = make("a", "", { download: "graphkit-chart.png" });
    link.href = URL.createObjectURL(await takePicture(box.querySelector("canvas"), view));
    link.click();
    URL.revokeObjectURL(link.href);
  }

  function announce(id) {
    const shown = view.cards.get(id) ?? view.links.get(id);
    spoken.textContent = shown ? [shown.label, shown.kind].filter(Boolean).join(", ") : "";
  }

  return { update, announce };
}

export function make(tag, className, properties = {}) {
  return Object.assign(document.createElement(tag), { className }, properties);
}

const fold = (text) => text.normalize("NFKC").toLowerCase();

function icon(path) {
  const [svg, line] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  svg.setAttribute("viewBox", "0 0 20 20");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
