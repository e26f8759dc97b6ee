// Charts from <script type="application/json">: SVG, no inline style, both themes. Under each lies its table.
//
// funnel: {stages: [{code, name, people, of_first, of_previous}], unit}   shares in percent or null
// trend:  {days: ["2020-01-31", …], result: [number or null, …], line: [number, …], unit}

const whole = new Intl.NumberFormat("id-ID", { maximumFractionDigits: 0 });
const share = new Intl.NumberFormat("id-ID", { maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat("id-ID", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const month = new Intl.DateTimeFormat("id-ID", { month: "short", year: "2-digit", timeZone: "UTC" });
const date = (text) => new Date(`${text}T00:00:00Z`);

function look() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(`--jp-${name}`).trim();
  return { ink: of("ink"), muted: of("muted"), line: of("line"), surface: of("surface"), brand: of("brand"), accent: of("accent"), font: getComputedStyle(document.body).fontFamily };
}

const base = ({ ink, muted, line, surface, font }) => ({
  animationDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 350,
  textStyle: { fontFamily: font, color: ink },
  tooltip: { renderMode: "richText", confine: true, backgroundColor: surface, borderColor: line, textStyle: { color: ink, fontSize: 13 } },
  axisText: { color: muted, fontSize: 12, fontFamily: font },
});

function funnel({ stages, unit = "peserta" }, colours, narrow) {
  const { axisText, ...common } = base(colours);
  const words = ({ people, of_first: first }) => whole.format(people) + (first == null ? "" : ` · ${share.format(first)} %`);
  return {
    ...common,
    tooltip: {
      ...common.tooltip,
      trigger: "item",
      formatter: ({ dataIndex }) => {
        const stage = stages[dataIndex];
        const shares = [["dari P1", stage.of_first], ["dari tahap sebelumnya", stage.of_previous]].filter(([, value]) => value != null);
        return [`${stage.code} ${stage.name}`, `${whole.format(stage.people)} ${unit}`, ...shares.map(([of, value]) => `${share.format(value)} % ${of}`)].join("\n");
      },
    },
    grid: { left: 4, right: narrow ? 96 : 128, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: "value", show: false },
    yAxis: {
      type: "category", inverse: true, data: stages.map(({ code, name }) => (narrow ? code : `${code} ${name}`)),
      axisTick: { show: false }, axisLine: { show: false }, axisLabel: { ...axisText, color: colours.ink },
    },
    series: [{
      type: "bar", barCategoryGap: "28%", data: stages.map(({ people }) => people), itemStyle: { color: colours.brand, borderRadius: [0, 4, 4, 0] },
      showBackground: false, label: { show: true, position: "right", color: colours.ink, fontFamily: common.textStyle.fontFamily, formatter: ({ dataIndex }) => words(stages[dataIndex]) },
    }],
  };
}

function trend({ days, result, line, unit = "peserta" }, colours, narrow) {
  const { axisText, ...common } = base(colours);
  const dated = (values) => values.map((value, place) => [date(days[place]).getTime(), value]);
  return {
    ...common,
    useUTC: true,
    tooltip: {
      ...common.tooltip,
      trigger: "axis",
      formatter: (points) => [day.format(points[0].axisValue), ...points.filter(({ value: [, value] }) => value != null)
        .map(({ seriesName, value: [, value] }) => `${seriesName}: ${whole.format(value)} ${unit}`)].join("\n"),
    },
    legend: { top: 0, left: 0, icon: "roundRect", itemWidth: 18, itemHeight: 4, textStyle: { ...axisText, color: colours.ink } },
    grid: { left: 4, right: 16, top: 40, bottom: 4, containLabel: true },
    xAxis: {
      type: "time", min: date(days[0]), max: date(days.at(-1)), axisTick: { show: false }, axisLine: { lineStyle: { color: colours.line } },
      splitLine: { show: false }, axisLabel: { ...axisText, hideOverlap: true, showMaxLabel: false, formatter: (moment) => month.format(moment) },
    },
    yAxis: {
      type: "value", splitNumber: narrow ? 3 : 4, axisLabel: { ...axisText, formatter: (value) => whole.format(value) },
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: [
      { name: "Realisasi", type: "line", data: dated(result), showSymbol: false, lineStyle: { width: 3 }, color: colours.brand, areaStyle: { opacity: 0.08 } },
      { name: "Garis lurus ke target", type: "line", data: dated(line), showSymbol: false, lineStyle: { width: 2, type: [6, 5] }, color: colours.accent },
    ].filter(({ data }) => data.length),
  };
}

const KINDS = { funnel, trend };

function draw(box) {
  const data = JSON.parse(document.getElementById(box.dataset.from).textContent);
  const chart = window.echarts.getInstanceByDom(box) ?? window.echarts.init(box, null, { renderer: "svg" });
  chart.setOption(KINDS[box.dataset.chart](data, look(), box.clientWidth < 400), true);
}

const drawAll = () => document.querySelectorAll("[data-chart]").forEach(draw);

document.documentElement.addEventListener("theme:shown", drawAll);
document.addEventListener("htmx:load", ({ detail }) => detail.elt.querySelectorAll("[data-chart]").forEach(draw));
const PAPER = 640; // what A4 leaves inside a card, in CSS pixels
const resize = (size) => document.querySelectorAll("[data-chart]").forEach((box) => {
  const chart = window.echarts.getInstanceByDom(box);
  chart?.resize(size);
  chart?.getZr().flush(); // the printer does not wait for the next frame
});

window.addEventListener("resize", () => resize({ width: "auto" }));
window.addEventListener("beforeprint", () => resize({ width: PAPER }));
window.addEventListener("afterprint", () => resize({ width: "auto" }));
drawAll();
