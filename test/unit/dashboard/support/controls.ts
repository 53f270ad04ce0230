import { MantineProvider } from "@mantine/core";
import { createElement, type ReactElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect } from "vitest";
import { z } from "zod";
import { type Fields, fieldsOf } from "../../../../pages/dashboard/src/parts/form/fields.ts";

/** What a part of the dashboard comes to in HTML. */
export function markupOf(part: ReactNode): string {
  return renderToStaticMarkup(createElement(MantineProvider, null, part));
}

/** An input of a form, and what it sets when somebody changes it. */
export interface Control {
  path: string;
  edit: () => unknown;
}

/** The inputs that a form shows of a value. */
export function controlsOf(value: object, render: (fields: Fields) => ReactElement): Control[] {
  const controls = new Map<string, () => unknown>();
  let set: unknown;
  const fields = fieldsOf({
    getInputProps: (path) => ({ value: valueAt(value, path), onChange: (next) => (set = next) }),
  });
  const note = <P>(path: string, props: P, change: (props: P) => void): P => {
    controls.set(path, () => {
      change(props);
      return set;
    });
    return props;
  };
  const type = (words: string) => ({ currentTarget: { value: words } });
  const markup = markupOf(
    render({
      readOnly: false,
      text: (path, options) =>
        note(path, fields.text(path, options), (one) => one.onChange(type(`${one.value}2`))),
      amount: (path, options) =>
        note(path, fields.amount(path, options), (one) => one.onChange(Number(one.value) + 1)),
      choice: (path, of) =>
        note(path, fields.choice(path, of), (one) =>
          one.onChange(type(String(of.find((other) => String(other) !== one.value)))),
        ),
      flag: (path) =>
        note(path, fields.flag(path), (one) => one.onChange({ currentTarget: { checked: !one.checked } })),
      list: (path) => note(path, fields.list(path), (one) => one.onChange([])),
      own: (path) => note(path, fields.own(path), (one) => one.set({})),
    }),
  );
  return [...controls].map(([path, edit]) => {
    expect(markup).toContain(`data-path="${path}"`);
    return { path, edit };
  });
}

/** All fields that a value of a schema has, and must have: a member that is new fails here until it is given a value. */
export function fieldsIn(schema: z.ZodType, value: unknown, path = ""): string[] {
  expect(value, `the test's value has no ${path}`).toBeDefined();
  const inner = unwrapped(schema);
  const below = (key: string, member: z.ZodType): string[] =>
    fieldsIn(member, valueAt(value, key), path === "" ? key : `${path}.${key}`);
  if (inner instanceof z.ZodObject)
    return Object.entries<z.ZodType>(inner.shape).flatMap(([key, member]) => below(key, member));
  const { valueType } = inner instanceof z.ZodRecord ? inner : {};
  // A path can't name what has a dot in its name, such as an address: a record of these is one field.
  const isNamed = Object.keys(Object(value)).every((key) => !key.includes("."));
  if (valueType instanceof z.ZodType && typeof value === "object" && value !== null && isNamed)
    return Object.keys(value).flatMap((key) => below(key, valueType));
  return [path];
}

function unwrapped(schema: z.ZodType): z.ZodType {
  const isWrapper =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  const inner = isWrapper ? schema.unwrap() : null;
  return inner instanceof z.ZodType ? unwrapped(inner) : schema;
}

/** What a value has at a path such as "bugFix.label". */
export function valueAt(value: unknown, path: string): unknown {
  const [key = "", ...rest] = path.split(".");
  const member: unknown = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  return rest.length === 0 ? member : valueAt(member, rest.join("."));
}

/** A value with another one at a path. */
export function withValueAt<T extends object>(value: T, path: string, next: unknown): T {
  const copy = structuredClone(value);
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const place = keys.length === 0 ? copy : valueAt(copy, keys.join("."));
  if (typeof place !== "object" || place === null) throw new Error(`there is no ${path}`);
  Reflect.set(place, last, next);
  return copy;
}
