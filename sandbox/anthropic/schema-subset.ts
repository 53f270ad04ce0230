import { isObject } from "../json.ts";

const formats = new Set("date-time time date duration email hostname uri ipv4 ipv6 uuid".split(" "));
/** What a place may say besides its type, by its type. */
const known: Readonly<Record<string, readonly string[]>> = {
  object: ["properties", "required", "additionalProperties"],
  array: ["items", "minItems"],
  string: ["pattern", "format"],
};
const anywhere = [
  "type",
  "title",
  "description",
  "default",
  "enum",
  "const",
  "anyOf",
  "allOf",
  "$ref",
  "$defs",
];
const dialect = ["$schema", "definitions"];
/** Look-arounds, back-references and borders of words: what a grammar doesn't have. */
const beyondGrammar = /\(\?<?[=!]|\\[1-9bB]|\\k</;

const mostUnions = 16;
const mostOptional = 24;

/**
 * Why Claude's API refuses a form for its answers, in its words; null: it doesn't. It compiles a form into a grammar, and
 * takes a part of JSON Schema only (https://platform.claude.com/docs/en/build-with-claude/structured-outputs).
 */
export function schemaProblem(root: unknown): string | null {
  const counts = { unions: 0, optional: 0 };
  const found = problemAt(root, [], { root, counts });
  if (found !== null) return found;
  if (counts.unions > mostUnions)
    return `Schemas contains too many parameters with union types (${counts.unions} parameters with type arrays or anyOf). This causes exponential compilation cost. Reduce the number of nullable or union-typed parameters (limit: ${mostUnions} parameters with unions).`;
  if (counts.optional > mostOptional)
    return `Schemas contains too many optional parameters (${counts.optional}), which would make grammar compilation inefficient. Reduce the number of optional parameters in your tool schemas (limit: ${mostOptional}).`;
  return null;
}

interface Walk {
  root: unknown;
  counts: { unions: number; optional: number };
}

/** `refs`: the references that have led here; one that comes again is a circle. */
function problemAt(place: unknown, refs: readonly string[], walk: Walk): string | null {
  if (!isObject(place)) return "Schema must be an object";
  const { $ref: ref } = place;
  if (typeof ref === "string") return problemBehind(ref, refs, walk);
  const alternatives = ["anyOf", "allOf"].flatMap((name) => listOf(place[name]));
  const types = listOf(place["type"]).map(String);
  if (types.length === 0 && alternatives.length === 0 && !("enum" in place) && !("const" in place))
    return `Schema type '${Object.keys(place).find((name) => !anywhere.includes(name)) ?? "any"}' is not supported`;
  const name = types.find((one) => one !== "null") ?? "null";
  return firstOf(
    () => whyNotWords(place, name),
    () => (name === "object" ? problemOfObject(place, refs, walk) : null),
    () => ("items" in place ? problemAt(place["items"], refs, walk) : null),
    ...alternatives.map((one) => () => problemAt(one, refs, walk)),
  );
}

function problemBehind(ref: string, refs: readonly string[], walk: Walk): string | null {
  if (refs.includes(ref)) return `Circular reference detected in schema definitions: ${ref}`;
  const target = ref.startsWith("#/") ? lookUp(walk.root, ref) : undefined;
  return target === undefined
    ? `$ref '${ref}' is not supported: it must point to a definition of the schema itself`
    : problemAt(target, [...refs, ref], walk);
}

function problemOfObject(place: Record<string, unknown>, refs: readonly string[], walk: Walk): string | null {
  const more = place["additionalProperties"];
  if (more === undefined) return "For 'object' type, 'additionalProperties' must be explicitly set to false";
  if (more !== false)
    return `For 'object' type, 'additionalProperties: ${JSON.stringify(more)}' is not supported. Please set 'additionalProperties' to false`;
  const members = isObject(place["properties"]) ? place["properties"] : {};
  walk.counts.optional += Object.keys(members).length - listOf(place["required"]).length;
  walk.counts.unions += Object.values(members).filter((one) => isUnion(one, walk.root)).length;
  return firstOf(...Object.values(members).map((one) => () => problemAt(one, refs, walk)));
}

/** What a place says of itself that the API doesn't take. */
function whyNotWords(place: Record<string, unknown>, type: string): string | null {
  const allowed = new Set([...anywhere, ...dialect, ...(known[type] ?? [])]);
  const unknown = Object.keys(place)
    .filter((name) => !allowed.has(name))
    .toSorted();
  if (unknown.length === 1) return `For '${type}' type, property '${unknown[0]}' is not supported`;
  if (unknown.length > 1) return `For '${type}' type, properties ${unknown.join(", ")} are not supported`;
  const { minItems, pattern, format } = place;
  if (minItems !== undefined && minItems !== 0 && minItems !== 1)
    return `For 'array' type, 'minItems' values other than 0 or 1 are not supported (got: ${JSON.stringify(minItems)})`;
  if (typeof pattern === "string" && beyondGrammar.test(pattern))
    return `For 'string' type, the pattern ${pattern} is not supported: no look-arounds, back-references and word boundaries`;
  if (format !== undefined && !(typeof format === "string" && formats.has(format)))
    return `For 'string' type, 'format: ${JSON.stringify(format)}' is not supported`;
  return listOf(place["enum"]).some((one) => typeof one === "object" && one !== null)
    ? "Enum values must be strings, numbers, booleans or null"
    : null;
}

function isUnion(place: unknown, root: unknown): boolean {
  if (!isObject(place)) return false;
  const { $ref: ref } = place;
  const form = typeof ref === "string" ? lookUp(root, ref) : place;
  return isObject(form) && (Array.isArray(form["type"]) || Array.isArray(form["anyOf"]));
}

function lookUp(root: unknown, ref: string): unknown {
  return ref
    .split("/")
    .slice(1)
    .reduce<unknown>((place, name) => (isObject(place) ? place[name] : undefined), root);
}

function listOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function firstOf(...checks: readonly (() => string | null)[]): string | null {
  for (const check of checks) {
    const problem = check();
    if (problem !== null) return problem;
  }
  return null;
}
