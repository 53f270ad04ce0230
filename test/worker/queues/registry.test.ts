import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { jobs } from "../../../shared/jobs/registry.ts";
import { queues } from "../../../workers/queues/registry.ts";
import toml from "../../../wrangler.toml?raw";

/** The tables of one name, each with its texts. */
function tables(name: string): Record<string, string>[] {
  return toml
    .split(/^(?=\[)/m)
    .filter((part) => part.startsWith(`[[${name}]]`))
    .map((part) =>
      Object.fromEntries(
        Array.from(part.matchAll(/^(\w+) = "([^"]*)"$/gm), ([, key = "", value = ""]) => [key, value]),
      ),
    );
}

const bindings: Readonly<Record<string, unknown>> = { ...env };
const sorted = (names: Iterable<string | undefined>): string[] =>
  [...new Set(names)].map(String).toSorted((a, b) => (a < b ? -1 : 1));

describe("wrangler.toml and the jobs", () => {
  it("have the same queues, consumed and fed, with the letters that die on them", () => {
    const consumers = tables("queues.consumers");
    const producers = tables("queues.producers");
    expect(sorted(Object.keys(queues))).toEqual(sorted(consumers.map(({ queue }) => queue)));
    expect(sorted(Object.keys(queues))).toEqual(sorted(producers.map(({ queue }) => queue)));
    const bound = (name: string) =>
      bindings[producers.find(({ queue }) => queue === name)?.["binding"] ?? ""];
    for (const queue of jobs.flatMap(({ queues: own }) => own)) {
      expect(consumers.find((one) => one["queue"] === queue.name)).toMatchObject({
        dead_letter_queue: `${queue.name}-dlq`,
      });
      expect(queue.of(env)).toBe(bound(queue.name));
      expect(queue.deadLetters(env)).toBe(bound(`${queue.name}-dlq`));
    }
  });

  it("have the same workflows, each named as its job", () => {
    const workflows = tables("workflows");
    expect(sorted(workflows.map(({ name }) => name))).toEqual(sorted(jobs.map(({ name }) => name)));
    for (const { name, workflow } of jobs) {
      const { binding = "" } = workflows.find((one) => one["name"] === name) ?? {};
      expect(workflow(env)).toBe(bindings[binding]);
    }
  });
});
