import { contract } from "../../shared/api/contract.ts";
import type { Endpoint } from "../../shared/api/endpoint.ts";
import type { Random } from "../random.ts";
import { type Attempt, badTypes } from "./attempt.ts";
import { bytesOf, mutated } from "./mutate.ts";
import { tokens } from "./people.ts";
import { sampleOf } from "./sample.ts";

/** What a stop, another list of people or other rules would keep from being tried is tried without the right to it. */
const disarmed = /\/(?:stops|settings|budgets|autonomy)/;
const endpoints: readonly Endpoint[] = Object.values(contract).flatMap((resource): Endpoint[] =>
  Object.values(resource),
);
const samples = new Map(endpoints.map(({ route, body }) => [route, sampleOf(body)]));
const names = [
  "constructor",
  "__proto__",
  "task-1",
  "%00",
  "..%2f..%2fx",
  "x".repeat(2000),
  "%F0%9F%9A%A6",
  "%ff",
  "default",
  "0",
] as const;
const [firstEndpoint, ...otherEndpoints] = endpoints;

/** A call of the contract with bad names, bad queries and a bad body. */
export function apiAttempt(random: Random, n: number): Attempt {
  if (firstEndpoint === undefined) throw new Error("the contract has no endpoints");
  const { route, role } = random.pick([firstEndpoint, ...otherEndpoints]);
  const [method = "GET", template = ""] = route.split(" ");
  const mayCount = method === "GET" || !disarmed.test(template);
  const proven = role === null || !random.chance(0.1);
  const token = proven
    ? mayCount
      ? random.pick([tokens.approver, tokens.operator])
      : tokens.viewer
    : "nobody";
  const query = random.chance(0.3)
    ? `?${random.pick(["limit", "project", "status", "cursor", "q", "task", "hours", "kind"])}=${random.pick(names)}`
    : "";
  return {
    path: template.replaceAll(/\{\w+\}/g, () => random.pick(names)) + query,
    method,
    headers: {
      ...(role === null ? {} : { authorization: `Bearer ${token}` }),
      "content-type": random.chance(0.05) ? random.pick(badTypes) : "application/json",
      "idempotency-key": random.chance(0.05) ? random.pick(["", "x".repeat(500), "seen"]) : `attack-${n}`,
    },
    body: method === "GET" ? null : bytesOf(mutated(samples.get(route) ?? {}, random), random),
    proven,
  };
}
