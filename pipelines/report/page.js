// Draws the charts of the report from the JSON in the page. Everything else stands in the HTML.
(() => {
  "use strict";
  const report = JSON.parse(document.getElementById("report").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const palettes = {
    light: { ink: "#1b1e23", rule: "#e3e5e9", original: "#1d5fa8", changed: "#b4530a", third: "#2f7d5b" },
    dark: { ink: "#c9ccd2", rule: "#30353d", original: "#7fb2ee", changed: "#f0a35e", third: "#7ccba6" },
  };
  let palette = dark.matches ? palettes.dark : palettes.light;
  // On paper two charts stand side by side (page.css); the layout of paper can't be measured before it is printed.
  const kPrintedWidth = 320;
  let printing = false;
  const percent = (value) => (value == null ? "–" : (100 * value).toFixed(value < 0.0995 ? 2 : 1) + "%");

  const percentTick = (v) => +(100 * v).toPrecision(6) + "%";

  // The curves as step functions over all their x: y is the last point's at or left of x.
  function onOneAxis(curves) {
    const xs = [...new Set(curves.flatMap((curve) => curve.map((point) => point[0])))].sort((a, b) => a - b);
    return [xs, ...curves.map((curve) => {
      const points = [...curve].sort((a, b) => a[0] - b[0]);
      let at = 0, y = null;
      return xs.map((x) => {
        for (; at < points.length && points[at][0] <= x; ++at) y = points[at][1];
        return y;
      });
    })];
  }

  function axis(label, format) {
    return {
      label, labelSize: 22, size: 44, labelFont: "12px system-ui, sans-serif", font: "11px system-ui, sans-serif",
      stroke: palette.ink, grid: { stroke: palette.rule, width: 1 }, ticks: { stroke: palette.rule, width: 1 },
      values: format && ((_, splits) => splits.map((v) => (v == null ? "" : format(v)))),
    };
  }

  function line(name, colour, format, more) {
    return { label: name, stroke: palette[colour], width: 2, points: { show: false }, spanGaps: true,
             value: (_, v) => format(v), ...more };
  }

  let charts = [];
  function draw(holder, options, data) {
    holder.textContent = "";
    const width = printing ? kPrintedWidth : Math.max(holder.clientWidth, 200);
    const chart = new uPlot({ width, height: printing ? 200 : 240, cursor: { y: false, drag: { x: false, y: false } },
                              ...options }, data, holder);
    charts.push({ holder, chart });
  }

  function drawRoc(holder, classifier) {
    const data = onOneAxis([classifier.original.roc, classifier.protected.roc]);
    data.push(data[0].slice());  // guessing: the diagonal
    draw(holder, {
      scales: { x: { time: false, range: [0, 1] }, y: { range: [0, 1] } },
      axes: [axis("false positive rate", percentTick), axis("true positive rate", percentTick)],
      series: [{ label: "FPR", value: (_, v) => percent(v) }, line("original", "original", percent),
               line("protected", "changed", percent),
               line("guessing", "ink", percent, { width: 1, dash: [3, 4] })],
    }, data);
  }

  function drawDet(holder, matcher) {
    const kinds = [["original_original", "original–original", "original"],
                   ["original_protected", "original–protected", "changed"],
                   ["protected_protected", "protected–protected", "third"]];
    const curves = kinds.map(([kind]) => matcher.comparisons[kind].det.filter((point) => point[0] > 0));
    const data = onOneAxis(curves);
    const lowest = Math.pow(10, Math.floor(Math.log10(data[0][0] || 1e-3)));
    draw(holder, {
      scales: { x: { time: false, distr: 3, range: [Math.min(lowest, 0.1), 1] }, y: { range: [0, null] } },
      axes: [axis("false match rate", percentTick), axis("false non-match rate", percentTick)],
      series: [{ label: "FMR", value: (_, v) => percent(v) },
               ...kinds.map(([, name, colour]) => line(name, colour, percent))],
    }, data);
  }

  function drawHistogram(holder, histogram, xLabel, one, other) {
    const sum = (counts) => counts.reduce((a, b) => a + b, 0) || 1;
    const shares = (counts) => { const all = sum(counts); return [...counts.map((c) => c / all), 0]; };
    const steps = uPlot.paths.stepped({ align: 1 });
    const filled = (name, colour) => line(name, colour, percent, { fill: palette[colour] + "33", paths: steps, width: 1.5 });
    const edges = histogram.edges;
    draw(holder, {
      scales: { x: { time: false, range: [edges[0], edges[edges.length - 1]] }, y: { range: [0, null] } },
      axes: [axis(xLabel), axis("share", percentTick)],
      series: [{ label: "from", value: (_, v) => (v == null ? "–" : v.toPrecision(3)) },
               filled(one.name, "original"), filled(other.name, "changed")],
    }, [edges, shares(histogram[one.key]), shares(histogram[other.key])]);
  }

  function holderOf(id) { return document.getElementById(id); }
  function chosen(id) { const select = holderOf(id); return select ? +select.value : -1; }

  function drawAll() {
    charts.forEach(({ chart }) => chart.destroy());
    charts = [];
    const classifier = report.classifiers[chosen("classifier")];
    if (classifier) {
      const men = { name: "men", key: "male" }, women = { name: "women", key: "female" };
      drawRoc(holderOf("roc"), classifier);
      drawHistogram(holderOf("gender-original"), classifier.original.histogram, "P(male)", women, men);
      drawHistogram(holderOf("gender-protected"), classifier.protected.histogram, "P(male)", women, men);
    }
    const matcher = report.matchers[chosen("matcher")];
    if (matcher) {
      const same = { name: "same person", key: "mated" }, others = { name: "others", key: "non_mated" };
      drawDet(holderOf("det"), matcher);
      for (const kind of ["original_original", "original_protected", "protected_protected"]) {
        drawHistogram(holderOf("match-" + kind), matcher.comparisons[kind].histogram, "similarity", same, others);
      }
    }
  }

  for (const id of ["classifier", "matcher"]) holderOf(id)?.addEventListener("change", drawAll);
  dark.addEventListener("change", () => { palette = dark.matches ? palettes.dark : palettes.light; drawAll(); });

  // Paper is light, and nobody can unfold it.
  let folded = [];
  addEventListener("beforeprint", () => {
    printing = true;
    palette = palettes.light;
    folded = [...document.querySelectorAll("details:not([open])")];
    folded.forEach((details) => { details.open = true; });
    drawAll();
  });
  addEventListener("afterprint", () => {
    printing = false;
    palette = dark.matches ? palettes.dark : palettes.light;
    folded.forEach((details) => { details.open = false; });
    drawAll();
  });

  let timer = 0;
  addEventListener("resize", () => {
    clearTimeout(timer);
    timer = setTimeout(() => charts.forEach(({ holder, chart }) => chart.setSize({ width: holder.clientWidth, height: 240 })), 100);
  });
  drawAll();
  document.documentElement.dataset.charts = String(charts.length);
})();
