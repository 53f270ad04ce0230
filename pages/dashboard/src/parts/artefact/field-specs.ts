import { z } from "zod";
import type { ArtefactKind, Fields } from "../../../../../shared/domain/artefacts/artefact.ts";
import { headId } from "../../../../../shared/domain/artefacts/artefact.ts";
import { artefactForms } from "../../../../../shared/domain/artefacts/forms.ts";
import { spoken } from "../words.ts";

/** One field of an artefact's row, as its form has it. */
export interface FieldSpec {
  name: string;
  label: string;
  kind: "line" | "words" | "day" | "count" | "choice";
  /** What a choice is of. */
  options: readonly string[];
  /** Null says that it is not known. */
  isNullable: boolean;
  /** What a row without it gets. */
  initial: Fields[string];
}

/** Texts that may be longer than this have more than a line. */
const lineLength = 300;

const labels: Record<string, string> = {
  rag: "State",
  by: "Decided by",
  on: "Decided on",
  forecast: "Expected",
  inProgress: "In progress",
  total: "Of in all",
};

/** The fields of a form in its order. */
export function fieldSpecs(form: z.ZodObject): FieldSpec[] {
  return Object.entries<unknown>(form.shape).flatMap(([name, schema]) =>
    schema instanceof z.ZodType ? [specOf(name, schema)] : [],
  );
}

/** The fields of an artefact's rows, or of its head. */
export function specsOf(kind: ArtefactKind, entryId: string): FieldSpec[] {
  const { entry, head } = artefactForms[kind];
  return fieldSpecs(entryId === headId && head !== null ? head : entry);
}

function specOf(name: string, schema: z.ZodType): FieldSpec {
  const { inner, isNullable } = unwrapped(schema);
  const options = inner instanceof z.ZodEnum ? inner.options.map(String) : [];
  const { data, success } = schema.safeParse(undefined);
  const given = success && (typeof data === "string" || typeof data === "number") ? data : null;
  return {
    name,
    label: labels[name] ?? spoken(name),
    kind: kindOf(inner),
    options,
    isNullable,
    initial: given ?? (isNullable ? null : (options[0] ?? (inner instanceof z.ZodNumber ? 0 : ""))),
  };
}

function kindOf(inner: z.ZodType): FieldSpec["kind"] {
  if (inner instanceof z.ZodEnum) return "choice";
  if (inner instanceof z.ZodNumber) return "count";
  if (inner instanceof z.ZodISODate) return "day";
  return inner instanceof z.ZodString && (inner.maxLength ?? Infinity) > lineLength ? "words" : "line";
}

function unwrapped(schema: z.ZodType, isNullable = false): { inner: z.ZodType; isNullable: boolean } {
  if (schema instanceof z.ZodNullable) return unwrappedOf(schema.unwrap(), true);
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional)
    return unwrappedOf(schema.unwrap(), isNullable);
  return { inner: schema, isNullable };
}

function unwrappedOf(inner: unknown, isNullable: boolean): { inner: z.ZodType; isNullable: boolean } {
  if (!(inner instanceof z.ZodType)) throw new Error("a field of an artefact has no form");
  return unwrapped(inner, isNullable);
}

const day = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** A day such as 2026-11-21 as readers write it. */
export function dayWords(value: string): string {
  const at = Date.parse(`${value}T00:00:00Z`);
  return Number.isNaN(at) ? value : day.format(at);
}

/** A field's value as people read it; empty where there is none. */
export function valueText({ kind }: Pick<FieldSpec, "kind">, value: Fields[string] | undefined): string {
  if (value === null || value === undefined || value === "") return "";
  if (kind === "day" && typeof value === "string") return dayWords(value);
  return kind === "choice" ? spoken(String(value)) : String(value);
}
