/**
 * Prometheus' text format, version 0.0.4, by hand: client libraries count in one process, and a Worker has many.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export interface Family {
  name: string;
  type: "counter" | "gauge" | "histogram";
  help: string;
}

/** Samples in the order in which they are shown: `name{label="value"}` → value. */
export type Samples = Record<string, number>;

/** How a sample is written. */
export function sample(name: string, labels: Record<string, string> = {}): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value)}"`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(",")}}`;
}

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

/** Adds one value to a histogram; `bounds` are its buckets' upper ends, without the last, which is infinite. */
export function observe(
  samples: Samples,
  name: string,
  labels: Record<string, string>,
  bounds: readonly number[],
  value: number,
): void {
  for (const bound of [...bounds, Number.POSITIVE_INFINITY])
    add(samples, sample(`${name}_bucket`, { ...labels, le: number(bound) }), value <= bound ? 1 : 0);
  add(samples, sample(`${name}_sum`, labels), value);
  add(samples, sample(`${name}_count`, labels), 1);
}

/** Adds to a sample, in millionths, so that sums of dollars and seconds stay what they are. */
export function add(samples: Samples, name: string, value: number): void {
  samples[name] = Math.round(((samples[name] ?? 0) + value) * 1_000_000) / 1_000_000;
}

/** The families with their samples, as a scraper reads them. A family that has none yet is announced all the same. */
export function exposition(families: readonly Family[], samples: Samples): string {
  return families
    .flatMap((family) => [
      `# HELP ${family.name} ${family.help}`,
      `# TYPE ${family.name} ${family.type}`,
      ...Object.entries(samples)
        .filter(([name]) => belongs(family, name))
        .map(([name, value]) => `${name} ${number(value)}`),
    ])
    .map((line) => `${line}\n`)
    .join("");
}

function belongs({ name, type }: Family, written: string): boolean {
  const own = written.slice(0, written.indexOf("{") === -1 ? written.length : written.indexOf("{"));
  if (type !== "histogram") return own === name;
  return own === `${name}_bucket` || own === `${name}_sum` || own === `${name}_count`;
}

function number(value: number): string {
  return value === Number.POSITIVE_INFINITY ? "+Inf" : String(value);
}
