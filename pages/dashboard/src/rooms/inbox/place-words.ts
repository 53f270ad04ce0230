import { integrationName } from "../overview/integration-words.ts";

/** A place that people are told things in, as they know it: "slack:C0OPS" is "Slack channel C0OPS". */
export function placeWords(where: string): string {
  const [, service = where, place] = /^([a-z]+)(?::(.+))?$/s.exec(where) ?? [];
  const name = integrationName(service);
  if (place === undefined) return name;
  return service === "slack" ? `${name} channel ${place}` : `${name}: ${place}`;
}
