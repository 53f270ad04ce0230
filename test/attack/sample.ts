import { z } from "zod";
import type { Json } from "./mutate.ts";

interface Form {
  type?: string | undefined;
  const?: unknown;
  enum?: unknown[] | undefined;
  anyOf?: unknown[] | undefined;
  properties?: Record<string, unknown> | undefined;
  required?: string[] | undefined;
  items?: unknown;
}

const form: z.ZodType<Form> = z.looseObject({
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
});

/** Something of a schema's form: the simplest that has all that it must have. */
export function sampleOf(schema: z.ZodType): Json {
  return fill(z.toJSONSchema(schema, { io: "input", unrepresentable: "any", reused: "inline" }));
}

function fill(raw: unknown): Json {
  const read = form.safeParse(raw);
  if (!read.success) return null;
  const { type, enum: choices, anyOf, properties = {}, items } = read.data;
  const fixed = z.json().safeParse(read.data.const ?? choices?.[0]);
  if (fixed.success && (read.data.const !== undefined || choices !== undefined)) return fixed.data;
  if (anyOf !== undefined) return fill(anyOf[0]);
  switch (type ?? "string") {
    case "object":
      return Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, fill(one)]));
    case "array":
      return [fill(items)];
    case "number":
    case "integer":
      return 1;
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return "some words";
  }
}
