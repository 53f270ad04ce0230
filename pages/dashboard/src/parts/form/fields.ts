import type { ReactNode } from "react";

/** As much of a form of @mantine/form as its fields need. */
interface Form {
  getInputProps: (path: string) => { value?: unknown; onChange: (value: unknown) => void; error?: ReactNode };
}

interface Typed {
  currentTarget: { value: string };
}

const noWords = { missing: "", unset: undefined, null: null } as const;
const nothing = { missing: Number.NaN, unset: undefined, null: null } as const;

/** What connects an input with the value at a path of a form; spread into the input. */
export function fieldsOf(form: Form, readOnly = false) {
  const at = (path: string) => {
    const { value, onChange, error } = form.getInputProps(path);
    return { value, onChange, given: { error, readOnly, "data-path": path } };
  };
  return {
    readOnly,
    /** Words; without any they are missing, or nothing is set, or null stands for it. */
    text: (path: string, { empty = "missing" }: { empty?: keyof typeof noWords } = {}) => {
      const { value, onChange, given } = at(path);
      const set = (words: string): void => onChange(words === "" ? noWords[empty] : words);
      return {
        ...given,
        value: typeof value === "string" ? value : "",
        onChange: ({ currentTarget }: Typed) => set(currentTarget.value),
        onBlur: ({ currentTarget }: Typed) => {
          const trimmed = currentTarget.value.trim();
          if (trimmed !== currentTarget.value) set(trimmed);
        },
      };
    },
    /** A number, shown in units of `per`. Without one: nothing is set, or null stands for it, or it is missing (NaN). */
    amount: (
      path: string,
      { empty = "missing", per = 1 }: { empty?: keyof typeof nothing; per?: number } = {},
    ) => {
      const { value, onChange, given } = at(path);
      const isThere = typeof value === "number" && !Number.isNaN(value);
      return {
        ...given,
        value: isThere ? value / per : "",
        onChange: (next: string | number) => onChange(next === "" ? nothing[empty] : Number(next) * per),
        hideControls: readOnly,
        allowNegative: false,
      };
    },
    /** One of a few; null among them is chosen as "null", and undefined, for nothing set, as "undefined". */
    choice: (path: string, of: readonly (string | number | null | undefined)[]) => {
      const { value, onChange, given } = at(path);
      return {
        ...given,
        value: String(value),
        onChange: ({ currentTarget }: Typed) => {
          const found = of.findIndex((one) => String(one) === currentTarget.value);
          onChange(found === -1 ? value : of[found]);
        },
      };
    },
    /** Yes or no. */
    flag: (path: string) => {
      const { value, onChange, given } = at(path);
      return {
        error: given.error,
        "data-path": path,
        disabled: readOnly,
        checked: value === true,
        onChange: ({ currentTarget }: { currentTarget: { checked: boolean } }) =>
          onChange(currentTarget.checked),
      };
    },
    /** A list of texts. */
    list: (path: string) => {
      const { value, onChange, given } = at(path);
      return {
        ...given,
        value: Array.isArray(value) ? value.map(String) : [],
        onChange: (next: string[]) => onChange(next),
      };
    },
    /** Anything else, for an input of its own. */
    own: (path: string) => {
      const { onChange, given } = at(path);
      return { ...given, set: onChange };
    },
  };
}

export type Fields = ReturnType<typeof fieldsOf>;
