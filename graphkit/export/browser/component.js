// The chart inside a Streamlit page. Streamlit calls the default export on every run of the script.

import "./vis-network.min.js";
import { createChart } from "./chart.js";

const charts = new WeakMap(); // the page's element → its chart, so that a rerun changes it and never rebuilds it

export default function ({ parentElement, data, setTriggerValue }) {
  let held = charts.get(parentElement);
  if (!held) {
    const root = document.createElement("div");
    root.className = "chart-root";
    parentElement.append(root);
    held = { root, text: "", calls: 0 };
    held.chart = createChart(root, (event) => held.trigger("event", event));
    charts.set(parentElement, held);
  }
  held.trigger = setTriggerValue;
  const text = new TextDecoder().decode(data);
  if (text !== held.text) {
    held.text = text;
    held.chart.update(JSON.parse(text));
  }
  // Streamlit also drops calls that a newer one has overtaken; only the last one may take the chart down.
  const call = ++held.calls;
  return () => {
    if (call !== held.calls) return;
    held.chart.destroy();
    held.root.remove();
    charts.delete(parentElement);
  };
}
