import { z } from "zod";
import { type Fields, fieldsSchema } from "./artefact.ts";

/** Fields in their form, or what is wrong with them, in words. */
export type Checked = { kind: "fine"; fields: Fields } | { kind: "wrong"; problem: string };

/** All fields of a new entry; what isn't given has the form's own value. */
export function checkWhole(form: z.ZodObject, fields: Fields): Checked {
  return checked(form.safeParse(fields));
}

/** Some fields of an entry that is there. The others are not looked at: they may be of an older form. */
export function checkPart(form: z.ZodObject, fields: Fields): Checked {
  const unknown = Object.keys(fields).filter((field) => !Object.hasOwn(form.shape, field));
  if (unknown.length > 0) return { kind: "wrong", problem: noSuchField(unknown) };
  const shape = Object.entries(form.shape).filter(([field]) => Object.hasOwn(fields, field));
  return checked(z.strictObject(Object.fromEntries(shape)).safeParse(fields));
}

function checked(result: z.ZodSafeParseResult<Record<string, unknown>>): Checked {
  if (result.success) return { kind: "fine", fields: fieldsSchema.parse(result.data) };
  return { kind: "wrong", problem: result.error.issues.map(inWords).join("; ") };
}

function inWords(issue: z.core.$ZodIssue): string {
  const field = issue.path.join(".");
  switch (issue.code) {
    case "unrecognized_keys":
      return noSuchField(issue.keys);
    case "invalid_value":
      return `${field} must be one of ${issue.values.join(", ")}`;
    case "too_big":
      return issue.origin === "string"
        ? `${field} is longer than ${issue.maximum} characters`
        : `${field} is more than ${issue.maximum}`;
    case "too_small":
      return issue.origin === "string" ? `${field} is empty` : `${field} is less than ${issue.minimum}`;
    case "invalid_type":
      return issue.message.endsWith("received undefined")
        ? `${field} is missing`
        : `${field} must be a ${issue.expected}`;
    case "invalid_format":
      return issue.format === "date"
        ? `${field} must be a day such as 2026-11-21`
        : `${field} is not of the form ${issue.format}`;
    case "custom":
    case "invalid_element":
    case "invalid_key":
    case "invalid_union":
    case "not_multiple_of":
      return `${field}: ${issue.message}`;
  }
}

function noSuchField(fields: readonly string[]): string {
  return `there is no field ${fields.join(", ")}`;
}
