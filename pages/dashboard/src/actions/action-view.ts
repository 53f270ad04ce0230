import type { ReactElement } from "react";
import { z } from "zod";

/** Shows a payload as it will look where it goes; null when the payload isn't of its kind's form. */
export type Rendering = (payload: unknown) => ReactElement | null;

/** How one kind of action is shown to people. What is left out is as for all kinds. */
export interface ActionView {
  /** What it is called, where its name says too little. */
  words?: string;
  /** Absent: the Worker's preview says it all. */
  rendering?: Rendering;
  /** What keeps such a payload from going out, in words; the Worker has the last word. */
  problems?: (payload: unknown) => string[];
  /** What comes of a yes, where that is not that something leaves the house. */
  consequence?: string;
  /** What two versions of a payload are compared by, where that is not each of its members. */
  compared?: {
    textsOf: (payload: unknown) => unknown;
    /** The texts whose lines stand each for itself. */
    lists: ReadonlySet<string>;
  };
  /** How a task talks in its thread, not what it does. */
  isTalk?: boolean;
}

/**
 * A rendering of some fields of a payload `P`: only of fields that its kind's form has, each in a form that fits.
 * @example renders<JiraComment>()({ issue: z.string(), text: z.string() }, ({ issue, text }) => …)
 */
export function renders<P>() {
  return <S extends z.core.$ZodShape & { [K in keyof S]: K extends keyof P ? z.ZodType<P[K]> : never }>(
    shape: S,
    show: (fields: z.output<z.ZodObject<S>>) => ReactElement,
  ): Rendering => {
    const form = z.object(shape);
    return (payload) => {
      const { data } = form.safeParse(payload);
      return data === undefined ? null : show(data);
    };
  };
}

/** What is wrong with some fields of a payload; nothing where they aren't of this form. */
export function finds<S extends z.core.$ZodShape>(
  shape: S,
  problems: (fields: z.output<z.ZodObject<S>>) => string[],
): (payload: unknown) => string[] {
  const form = z.object(shape);
  return (payload) => {
    const { data } = form.safeParse(payload);
    return data === undefined ? [] : problems(data);
  };
}
