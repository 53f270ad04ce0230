import { container, objectGb, operationsAMessage, prices } from "./prices.ts";

/** What some tasks used: counts as the counting Worker names them, and the rest. */
export interface Usage {
  counts: Record<string, number>;
  cpuMs: number;
  modelUsd: number;
  /** Whether a container did part of it. */
  contained: boolean;
}

/** Dollars of a thousand tasks, by what they are paid for. */
export type Bill = Record<(typeof items)[number], number>;

const items = [
  "Claude",
  "D1 rows written",
  "D1 rows read",
  "workflow steps",
  "Durable Objects",
  "queues",
  "R2",
  "requests",
  "CPU",
  "logs",
  "container",
] as const;

/** The bill of a thousand tasks, from what `tasks` of them used. */
export function billOf({ counts, cpuMs, modelUsd, contained }: Usage, tasks: number): Bill {
  const sum = (fits: (kind: string) => boolean): number =>
    Object.entries(counts).reduce(
      (all, [name, count]) => (fits(name.slice(name.indexOf(" ") + 1)) ? all + count : all),
      0,
    );
  const kinds = (...wanted: string[]): number => sum((kind) => wanted.includes(kind));
  const secondsAFix = container.minutesAFix * 60;
  const thousands = 1000 / tasks;
  return {
    Claude: modelUsd * thousands,
    "D1 rows written": kinds("d1 rows written") * prices.d1RowWritten * thousands,
    "D1 rows read": kinds("d1 rows read") * prices.d1RowRead * thousands,
    "workflow steps": sum((kind) => kind.startsWith("step ")) * prices.step * thousands,
    "Durable Objects":
      (sum((kind) => kind.startsWith("object ")) * prices.objectRequest +
        (kinds("objects ms") / 1000) * objectGb * prices.objectGbSecond) *
      thousands,
    queues: kinds("queue messages") * operationsAMessage * prices.queueOperation * thousands,
    R2:
      (kinds("r2 put", "r2 list") * prices.r2ClassA + kinds("r2 get", "r2 head") * prices.r2ClassB) *
      thousands,
    requests: kinds("invocation") * prices.request * thousands,
    CPU: cpuMs * prices.cpuMs * thousands,
    logs: kinds("log") * prices.log * thousands,
    container: contained
      ? 1000 *
        secondsAFix *
        (container.vcpu * prices.containerVcpuSecond +
          container.gib * prices.containerGibSecond +
          container.diskGb * prices.containerDiskGbSecond)
      : 0,
  };
}

export function totalOf(bill: Bill): number {
  return items.reduce((sum, item) => sum + bill[item], 0);
}

/** What it comes to without Claude: what the platform takes. */
export function platformOf(bill: Bill): number {
  return totalOf(bill) - bill.Claude;
}

/** A table: a line an item, a column a job. */
export function billLines(bills: Record<string, Bill>): string[] {
  const row = (name: string, values: readonly number[]): string =>
    `${name.padEnd(24)}${values.map((value) => value.toFixed(3).padStart(16)).join("")}`;
  const all = Object.values(bills);
  return [
    `${"".padEnd(24)}${Object.keys(bills)
      .map((name) => name.padStart(16))
      .join("")}`,
    ...items.map((item) =>
      row(
        item,
        all.map((bill) => bill[item]),
      ),
    ),
    row("the platform's", all.map(platformOf)),
    row("together", all.map(totalOf)),
  ];
}
