// One chart: a vis-network whose places come from Python, and what the user can do with it.
//
// createChart(root, send) puts it into `root`; `update(payload)` shows or changes what is drawn; `send(event)` hands
// over { kind: node | edge | expand | clear | move, id, positions }. What is selected stays here, so that the payload
// is the same before and after a click.

import { buildControls } from "./controls.js";
import { HEADER, cardRenderer } from "./draw.js";
import { drawBands, drawHeaders } from "./lanes.js";

const MANY = 800; // with more links than this they are hidden while the chart moves
const TWICE = { time: 400, distance: 12 };

export function createChart(root, send) {
  const view = {
    cards: new Map(), links: new Map(), near: new Map(), lanes: [], legend: [], words: {}, font: "sans-serif",
    card: null, extent: [], scale: 1, selected: null, focused: null, matches: null, lit: null, touched: false,
  };
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const renderer = cardRenderer(view);
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let network = null;
  let last = null; // the click before this one

  const box = document.createElement("div");
  box.className = "chart-canvas";
  const chart = { view, box, send, fit, zoom, pan, select, focus, light };
  const controls = buildControls(root, chart);

  function update(payload) {
    const fresh = payload.nodes.filter((node) => !view.cards.has(node.id)).map((node) => node.id);
    const items = payload.nodes.map(({ id, x, y, title }) => ({ id, x, y, title, size: payload.card.width / 2, shape: "custom" }));
    view.font = payload.options.edges.font.face;
    const counts = new Map();
    for (const { lane } of payload.nodes) counts.set(lane, (counts.get(lane) ?? 0) + 1);
    view.lanes = payload.lanes.map((lane) => ({ ...lane, count: counts.get(lane.key) ?? 0 }));
    Object.assign(view, { card: payload.card, extent: payload.extent, legend: payload.legend, words: payload.words });
    view.near = new Map(payload.nodes.map(({ id }) => [id, new Set([id])]));
    for (const { from, to } of payload.edges) {
      view.near.get(from)?.add(to);
      view.near.get(to)?.add(from);
    }
    const changed = items.filter((item) => differs(view.cards.get(item.id)?.item, item));
    view.cards = new Map(payload.nodes.map((node, rank) => [node.id, { ...node, item: items[rank] }]));
    sync(nodes, changed.map((item) => ({ ...item, ctxRenderer: renderer })), view.cards);
    const lines = payload.edges.filter((edge) => differs(view.links.get(edge.id), edge));
    view.links = new Map(payload.edges.map((edge) => [edge.id, edge]));
    edges.remove(lines.map((line) => line.id)); // an update would keep the bend that a line no longer has
    sync(edges, lines, view.links);
    if (!view.cards.has(view.selected) && !view.links.has(view.selected)) view.selected = null;
    if (!view.cards.has(view.focused)) view.focused = null;
    controls.update();
    if (network === null) start(payload.options);
    bend();
    if (!fresh.every(inSight)) fit();
    light();
  }

  /** Lead the lines around cards that are not theirs: the places of their control points come from Python. */
  function bend() {
    for (const { id, bend: at } of view.links.values()) {
      const line = network.body.edges[id].edgeType;
      if (at) line._getViaCoordinates = () => ({ x: (line.from.x + line.to.x) / 2 + at[0], y: (line.from.y + line.to.y) / 2 + at[1] });
    }
  }

  /** vis-network lets its tooltip stand, or appear, after the pointer has left. */
  function untip() {
    const tips = network?.interactionHandler;
    if (!tips) return;
    clearTimeout(tips.popupTimer);
    tips.popup?.hide();
    tips.popupObj = undefined;
  }

  function start(options) {
    const many = view.links.size > MANY;
    const interaction = { ...options.interaction, hideEdgesOnDrag: many, hideEdgesOnZoom: many, hover: !many };
    network = new vis.Network(box, { nodes, edges }, { ...options, interaction });
    network.on("click", onClick);
    network.on("dragEnd", onDragEnd);
    network.on("beforeDrawing", (ctx) => {
      view.scale = network.getScale();
      const [top, bottom] = [0, box.clientHeight].map((y) => network.DOMtoCanvas({ x: 0, y }).y);
      drawBands(ctx, view, top, bottom);
    });
    network.on("afterDrawing", (ctx) => {
      const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
      ctx.save();
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      drawHeaders(ctx, view, box.clientWidth, (x) => network.canvasToDOM({ x, y: 0 }).x);
      ctx.restore();
    });
    for (const name of ["zoom", "dragStart"]) network.on(name, () => (view.touched = true));
    network.on("resize", () => view.touched || fit());
    fit();
  }

  function onClick({ nodes: [node], edges: [edge], event }) {
    untip();
    const { x, y } = event.center;
    const twice = last !== null && performance.now() - last.time < TWICE.time
      && Math.hypot(x - last.x, y - last.y) < TWICE.distance;
    // The second click of a double click means what the first one hit, wherever the page has moved to by then.
    if (twice) send({ kind: "expand", id: last.node });
    else select(node ?? edge ?? null);
    last = !twice && node !== undefined ? { node, x, y, time: performance.now() } : null;
    view.focused = null;
  }

  function onDragEnd({ nodes: ids }) {
    if (!ids.length) return;
    const positions = Object.entries(network.getPositions(ids)).map(([id, { x, y }]) => [id, [x, y]]);
    light(); // a drag selects what it holds; the selection is what was clicked
    send({ kind: "move", id: null, positions: Object.fromEntries(positions) });
  }

  function select(id) {
    // The page's answer takes a while, so it is asked for before anything is drawn.
    if (id !== null) send({ kind: view.cards.has(id) ? "node" : "edge", id });
    else if (view.selected !== null) send({ kind: "clear", id: null });
    view.selected = id;
    light();
    controls.announce(id);
  }

  /** Everything but the matches, or else the neighbourhood of what is selected, is drawn faintly (from the next frame). */
  function light() {
    const link = view.links.get(view.selected);
    const card = view.cards.get(view.selected);
    view.lit = view.matches ?? view.near.get(view.selected) ?? (link ? new Set([link.from, link.to]) : null);
    network?.setSelection({ nodes: card ? [card.id] : [], edges: link ? [link.id] : [] });
  }

  function focus(id) {
    view.focused = id;
    show(id, Math.max(view.scale, 0.8));
    controls.announce(id);
  }

  function show(id, scale) {
    view.touched = true;
    network.moveTo({ position: network.getPosition(id), scale, animation: motion() });
  }

  function inSight(id) {
    const { x, y } = network.canvasToDOM(network.getPosition(id));
    return x > 0 && y > HEADER && x < box.clientWidth && y < box.clientHeight;
  }

  function fit() {
    const places = Object.values(network.getPositions());
    if (!places.length || !box.clientWidth) return;
    const half = view.card.width / 2 + 14;
    const xs = [...places.flatMap(({ x }) => [x - half, x + half]), ...view.lanes.flatMap((lane) => [lane.left, lane.right])];
    const ys = [...places.flatMap(({ y }) => [y - view.card.height, y + view.card.height]), ...view.extent];
    const [left, right, top, bottom] = [min(xs), max(xs), min(ys), max(ys)];
    const scale = Math.min(box.clientWidth / (right - left), (box.clientHeight - HEADER) / (bottom - top), 1.1);
    const position = { x: (left + right) / 2, y: (top + bottom) / 2 };
    network.moveTo({ position, scale, offset: { x: 0, y: HEADER / 2 } });
  }

  function zoom(factor) {
    view.touched = true;
    const scale = Math.min(Math.max(network.getScale() * factor, 0.03), 4);
    network.moveTo({ scale, animation: motion() });
  }

  function pan(dx, dy) {
    view.touched = true;
    const { x, y } = network.getViewPosition();
    network.moveTo({ position: { x: x + dx / view.scale, y: y + dy / view.scale } });
  }

  const motion = () => (calm.matches ? false : { duration: 200, easingFunction: "easeInOutQuad" });
  const left = new AbortController();
  box.addEventListener("mouseleave", untip);
  window.addEventListener("blur", untip, { signal: left.signal });
  document.addEventListener("scroll", untip, { capture: true, passive: true, signal: left.signal });
  const destroy = () => {
    left.abort();
    network?.destroy();
  };
  return { update, destroy };
}

const min = (values) => values.reduce((a, b) => Math.min(a, b));
const max = (values) => values.reduce((a, b) => Math.max(a, b));
const differs = (before, after) => JSON.stringify(before) !== JSON.stringify(after);

/** Put `changed` into the set and drop what `wanted` no longer has; the rest, and so what was dragged, stays. */
function sync(set, changed, wanted) {
  set.remove(set.getIds().filter((id) => !wanted.has(id)));
  set.update(changed);
}
