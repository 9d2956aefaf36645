/**
 * Small line plots on logarithmic axes, side by side, as one SVG file. By hand, because it is two pictures: a library would be the largest dependency.
 * The colours follow the reader's own scheme, light or dark.
 */
export interface Panel {
  readonly title: string;
  readonly series: readonly Series[];
}

export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const WIDTH = 380;
const HEIGHT = 260;
const LEFT = 52;
const TOP = 40;
const RIGHT = 20;
const BOTTOM = 48;
const LEGEND = 28;

// A palette that colour-blind readers can tell apart, and markers for those who print.
const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #24292f; }
  .title { font-weight: 600; }
  .grid { stroke: #d0d7de; stroke-width: 1; }
  .line { fill: none; stroke-width: 2; }
  .s0 { stroke: #0072b2; } .s1 { stroke: #d55e00; } .s2 { stroke: #009e73; } .s3 { stroke: #cc79a7; }
  .mark { fill: #ffffff; stroke-width: 2; }
  .paper { fill: #ffffff; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .grid { stroke: #3d444d; }
    .s0 { stroke: #56b4e9; } .s1 { stroke: #e69f00; } .s2 { stroke: #2bc59a; } .s3 { stroke: #e3a6c6; }
    .mark, .paper { fill: #0d1117; }
  }`;

export function svg(xTitle: string, panels: readonly Panel[]): string {
  const width = WIDTH * panels.length;
  const height = HEIGHT + LEGEND;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${panels.map(({ title }) => title).join(" and ")}, by ${xTitle}</title>
<style>${STYLE}
</style>
<rect class="paper" width="${width}" height="${height}"/>
${panels.map((panel, at) => panelSvg(panel, xTitle, at * WIDTH)).join("\n")}
${legend(panels[0]?.series ?? [])}
</svg>
`;
}

function panelSvg({ title, series }: Panel, xTitle: string, offset: number): string {
  const points = series.flatMap((each) => each.points);
  const x = axis(
    points.map((point) => point.x),
    LEFT,
    WIDTH - RIGHT,
  );
  const y = axis(
    points.map((point) => point.y),
    HEIGHT - BOTTOM,
    TOP,
  );
  return `<g transform="translate(${offset} 0)">
<text class="title" x="${LEFT}" y="${TOP - 16}">${title}</text>
${x.ticks.map((power) => vertical(x.at(10 ** power), power)).join("\n")}
${y.ticks.map((power) => horizontal(y.at(10 ** power), power)).join("\n")}
<text text-anchor="middle" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 8}">${xTitle}</text>
${series.map((each, at) => line(each, at, x, y)).join("\n")}
</g>`;
}

interface Axis {
  /** Powers of ten. */
  readonly ticks: readonly number[];
  at(value: number): number;
}

/** From the power of ten below all values to the one above. */
function axis(values: readonly number[], from: number, to: number): Axis {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    ticks: Array.from({ length: high - low + 1 }, (_, at) => low + at),
    at: (value) => rounded(from + ((Math.log10(value) - low) / (high - low)) * (to - from)),
  };
}

function rounded(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

function vertical(x: number, power: number): string {
  return `<line class="grid" x1="${x}" x2="${x}" y1="${TOP}" y2="${HEIGHT - BOTTOM}"/>
<text text-anchor="middle" x="${x}" y="${HEIGHT - BOTTOM + 18}">${powerOfTen(power)}</text>`;
}

function horizontal(y: number, power: number): string {
  return `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}"/>
<text text-anchor="end" x="${LEFT - 8}" y="${y + 4}">${powerOfTen(power)}</text>`;
}

function powerOfTen(power: number): string {
  return `10<tspan dy="-5" font-size="9">${power}</tspan>`;
}

function line({ points }: Series, at: number, x: Axis, y: Axis): string {
  const places = points.map((point) => ({ x: x.at(point.x), y: y.at(point.y) }));
  return `<polyline class="line s${at}" points="${places.map((place) => `${place.x},${place.y}`).join(" ")}"/>
${places.map((place) => mark(place, at)).join("\n")}`;
}

/** A circle, a square, a diamond, for the first three. */
function mark({ x, y }: Point, at: number): string {
  if (at === 0) return `<circle class="mark s${at}" cx="${x}" cy="${y}" r="4"/>`;
  const turn = at === 1 ? "" : ` transform="rotate(45 ${x} ${y})"`;
  return `<rect class="mark s${at}" x="${rounded(x - 3.5)}" y="${rounded(y - 3.5)}" width="7" height="7"${turn}/>`;
}

function legend(series: readonly Series[]): string {
  return series
    .map(({ name }, at) => {
      const x = LEFT + at * 100;
      const y = HEIGHT + LEGEND / 2;
      return `<line class="line s${at}" x1="${x}" x2="${x + 28}" y1="${y}" y2="${y}"/>
${mark({ x: x + 14, y }, at)}
<text x="${x + 36}" y="${y + 4}">${name}</text>`;
    })
    .join("\n");
}
