// What is painted: cards, lanes, markers. Evidence text only ever reaches fillText, which knows no markup.

export const HEADER = 30;
export const INK = { text: "#17212b", soft: "#5f6f7f", line: "#d3dce5", accent: "#1d5fbf", band: "#f6f8fa", paper: "#ffffff" };
const OVERVIEW = 0.42; // below this scale a card is too small to read: it becomes a patch of its type's colour

/** A marker of radius r around (x, y): types differ by shape as well as by colour. */
export function drawMarker(ctx, marker, color, x, y, r) {
  const corners = { square: [4, Math.PI / 4, 1.18], diamond: [4, 0, 1.15], hexagon: [6, 0, 1.08] };
  const triangles = { triangle: [3, -Math.PI / 2, 1.2], triangleDown: [3, Math.PI / 2, 1.2] };
  const [count, turn, size] = corners[marker] ?? triangles[marker] ?? [0, 0, 1];
  ctx.beginPath();
  if (marker === "shared") {
    ctx.roundRect(x - r * 1.3, y - r, r * 2.6, r * 2, 3);
    ctx.setLineDash([2.5, 2]);
    ctx.strokeStyle = color;
    return ctx.stroke();
  }
  if (marker === "star") polygon(ctx, x, y, (i) => (i % 2 ? r * 0.55 : r * 1.25), 10, -Math.PI / 2);
  else if (count) polygon(ctx, x, y, () => r * size, count, turn);
  else ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.fillStyle = color;
  ctx.fill();
}

function polygon(ctx, x, y, radius, count, turn) {
  for (let i = 0; i < count; i++) {
    const angle = turn + (2 * Math.PI * i) / count;
    ctx.lineTo(x + radius(i) * Math.cos(angle), y + radius(i) * Math.sin(angle));
  }
  ctx.closePath();
}

const fitted = new Map();

/** The result of `make` for this text, font and width, worked out once: measuring text is slow. */
function once(ctx, text, width, make) {
  const key = `${make.name}|${ctx.font}|${Math.round(width)}|${text}`;
  let shown = fitted.get(key);
  if (shown === undefined) {
    if (fitted.size > 20000) fitted.clear();
    fitted.set(key, (shown = make(ctx, Array.from(text), width)));
  }
  return shown;
}

/** The text in at most `width`, with its middle left out: both ends of a number or a name tell it apart. */
export const fitText = (ctx, text, width) => once(ctx, text, width, shorten);

/** The text as one line of `width`, or that line and the whole rest. */
const firstLine = (ctx, text, width) => once(ctx, text, width, wrap);

function shorten(ctx, chars, width) {
  let shown = chars.join("");
  for (let keep = chars.length - 1; keep > 0 && ctx.measureText(shown).width > width; keep--) {
    const head = Math.ceil(keep * 0.6);
    shown = chars.slice(0, head).join("") + "…" + chars.slice(chars.length - (keep - head)).join("");
  }
  return shown;
}

function wrap(ctx, chars, width) {
  let count = chars.length;
  while (count > 1 && ctx.measureText(chars.slice(0, count).join("")).width > width) count--;
  if (count === chars.length) return [chars.join("")];
  const pause = chars.slice(0, count).findLastIndex((char) => " .-/@_".includes(char)) + 1;
  const end = pause > count * 0.6 ? pause : count;
  return [chars.slice(0, end).join(""), chars.slice(end).join("")];
}

/** The renderer that vis-network calls for every visible entity; `view` is the chart's state (see chart.js). */
export function cardRenderer(view) {
  return function ({ ctx, id, x, y, state }) {
    const card = view.cards.get(id);
    const { width, height } = view.card;
    // vis-network learns the size of a custom shape only after its first selection (visjs/vis-network#1494).
    Object.assign(this, { width, height, left: x - width / 2, top: y - height / 2 });
    const marked = id === view.selected || id === view.focused || Boolean(view.matches?.has(id));
    const faint = view.lit !== null && !view.lit.has(id);
    const paint = view.scale < OVERVIEW ? drawPatch : drawCard;
    return {
      drawNode: () => {
        // Paper first: a faint card still hides the lines that pass behind it.
        ctx.beginPath();
        ctx.roundRect(x - width / 2, y - height / 2, width, height, 8);
        ctx.fillStyle = INK.paper;
        ctx.fill();
        ctx.globalAlpha = faint ? 0.25 : 1;
        paint(ctx, view, card, x - width / 2, y - height / 2, { hover: state.hover, marked });
      },
      drawExternalLabel: () => {
        if (view.scale < OVERVIEW && (marked || card.seed)) drawFlag(ctx, view, card, x, y);
      },
      nodeDimensions: { width, height },
    };
  };
}

function outline(ctx, view, card, { hover, marked }) {
  const unit = 1 / Math.min(view.scale, 1);
  ctx.setLineDash(card.damped ? [4 * unit, 3 * unit] : []);
  ctx.lineWidth = (marked ? 2.5 : card.seed ? 2 : 1) * unit;
  ctx.strokeStyle = marked ? INK.accent : card.seed ? INK.text : hover ? INK.soft : card.damped ? "#9aa8b5" : INK.line;
  ctx.stroke();
  ctx.setLineDash([]);
}

function drawPatch(ctx, view, card, left, top, state) {
  const { width, height } = view.card;
  const alpha = ctx.globalAlpha;
  ctx.beginPath();
  ctx.roundRect(left, top, width, height, 8);
  ctx.globalAlpha = alpha * (state.marked ? 1 : 0.62);
  ctx.fillStyle = card.damped ? "#b4c0cb" : card.color;
  ctx.fill();
  ctx.globalAlpha = alpha;
  if (state.marked || card.seed) outline(ctx, view, card, state);
}

function drawCard(ctx, view, card, left, top, state) {
  const { width, height } = view.card;
  ctx.beginPath();
  ctx.roundRect(left, top, width, height, 8);
  ctx.fillStyle = state.marked ? "#eef5ff" : card.damped ? "#f1f3f5" : INK.paper;
  ctx.fill();
  outline(ctx, view, card, state);
  drawMarker(ctx, card.shape, card.damped ? "#9aa8b5" : card.color, left + 17, top + height / 2, 8.5);
  ctx.textBaseline = "middle";
  const pill = card.more > 0 ? drawPill(ctx, view, `+${card.more}`, left + width - 4, top + height - 4) : 0;
  const [start, room] = [left + 32, width - 38];
  ctx.direction = "ltr";
  ctx.textAlign = "left";
  ctx.fillStyle = INK.text;
  ctx.font = `600 17px ${view.font}`;
  const [first, rest] = firstLine(ctx, card.label, room);
  ctx.fillText(first, start, top + 17);
  if (rest) return ctx.fillText(fitText(ctx, rest, room - pill), start, top + 37);
  const notes = [card.kind, card.seed && view.words.seed, card.damped && view.words.shared].filter(Boolean).join(" · ");
  ctx.fillStyle = INK.soft;
  ctx.font = `13.5px ${view.font}`;
  ctx.fillText(fitText(ctx, notes, room - pill), start, top + 37.5);
}

function drawPill(ctx, view, text, right, bottom) {
  ctx.font = `600 12px ${view.font}`;
  const width = ctx.measureText(text).width + 10;
  ctx.beginPath();
  ctx.roundRect(right - width, bottom - 17, width, 17, 8);
  ctx.fillStyle = "#e4ebf2";
  ctx.fill();
  ctx.fillStyle = INK.soft;
  ctx.textAlign = "center";
  ctx.fillText(text, right - width / 2, bottom - 8);
  return width + 2;
}

/** In the overview, the caption of what matters stands above its patch at a size that can be read. */
function drawFlag(ctx, view, card, x, y) {
  const unit = 1 / view.scale;
  ctx.font = `600 ${12 * unit}px ${view.font}`;
  const text = fitText(ctx, card.label, 180 * unit);
  const width = ctx.measureText(text).width + 12 * unit;
  const top = y - view.card.height / 2 - 22 * unit;
  ctx.beginPath();
  ctx.roundRect(x - width / 2, top, width, 18 * unit, 5 * unit);
  ctx.fillStyle = INK.text;
  ctx.fill();
  ctx.fillStyle = INK.paper;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, x, top + 9.5 * unit);
}
