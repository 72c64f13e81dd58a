// The lanes behind the cards, their captions that stay in sight, and the picture that can be taken away.

import { HEADER, INK, drawMarker, fitText } from "./draw.js";

/** Bands from the top to the bottom of what is visible; `ctx` is in chart units. */
export function drawBands(ctx, view, top, bottom) {
  view.lanes.forEach((lane, index) => {
    ctx.fillStyle = index % 2 ? INK.paper : INK.band;
    ctx.fillRect(lane.left, top, lane.right - lane.left, bottom - top);
  });
  ctx.strokeStyle = "#e1e8ee";
  ctx.lineWidth = 1 / view.scale;
  ctx.beginPath();
  for (const x of [...view.lanes.map((lane) => lane.left), ...view.lanes.slice(-1).map((lane) => lane.right)]) {
    ctx.moveTo(x, top);
    ctx.lineTo(x, bottom);
  }
  ctx.stroke();
}

/** The captions, in a strip at the top of the canvas, each over the visible part of its lane; `ctx` is in pixels. */
export function drawHeaders(ctx, view, width, toPixel) {
  if (!view.lanes.length) return;
  ctx.fillStyle = "rgba(255,255,255,.94)";
  ctx.fillRect(0, 0, width, HEADER);
  ctx.fillStyle = INK.line;
  ctx.fillRect(0, HEADER - 1, width, 1);
  ctx.direction = "ltr";
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const lane of view.lanes) {
    const left = Math.max(toPixel(lane.left), 0);
    const right = Math.min(toPixel(lane.right), width);
    if (right - left < 26) continue;
    ctx.font = `600 12.5px ${view.font}`;
    const caption = fitText(ctx, lane.caption, right - left - 2);
    const count = ` ${lane.count}`;
    const room = ctx.measureText(caption).width;
    const full = caption === lane.caption && room + 30 < right - left;
    ctx.fillStyle = INK.text;
    ctx.fillText(caption, (left + right) / 2 - (full ? 9 : 0), HEADER / 2);
    if (!full) continue;
    ctx.font = `12px ${view.font}`;
    ctx.fillStyle = INK.soft;
    ctx.textAlign = "left";
    ctx.fillText(count, (left + right) / 2 - 9 + room / 2 + 2, HEADER / 2);
    ctx.textAlign = "center";
  }
}

/** A small canvas with one marker, for the legend. */
export function markerImage(marker, color) {
  const canvas = document.createElement("canvas");
  const ratio = window.devicePixelRatio || 1;
  canvas.width = canvas.height = 16 * ratio;
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  drawMarker(ctx, marker, color, 8, 8, 5.5);
  return canvas;
}

/** What is on the screen as a PNG blob on white, with the legend below it. */
export function takePicture(source, view) {
  const ratio = source.width / source.clientWidth;
  const width = source.width / ratio;
  const places = legendPlaces(view, width);
  const canvas = document.createElement("canvas");
  canvas.width = source.width;
  canvas.height = source.height + (places.height + 8) * ratio;
  const ctx = canvas.getContext("2d");
  ctx.fillStyle = INK.paper;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(source, 0, 0);
  ctx.setTransform(ratio, 0, 0, ratio, 0, source.height + 4 * ratio);
  ctx.font = `12px ${view.font}`;
  ctx.textBaseline = "middle";
  for (const { entry, x, y } of places.entries) {
    drawMarker(ctx, entry.shape, entry.color, x + 8, y, 5.5);
    ctx.fillStyle = INK.soft;
    ctx.fillText(entry.caption, x + 20, y);
  }
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function legendPlaces(view, width) {
  const ctx = document.createElement("canvas").getContext("2d");
  ctx.font = `12px ${view.font}`;
  let [x, y] = [12, 12];
  const entries = view.legend.map((entry) => {
    const room = 36 + ctx.measureText(entry.caption).width;
    if (x + room > width) [x, y] = [12, y + 22];
    const place = { entry, x, y };
    x += room;
    return place;
  });
  return { entries, height: y + 12 };
}
