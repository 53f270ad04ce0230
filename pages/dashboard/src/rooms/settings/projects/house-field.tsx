import { TagsInput } from "@mantine/core";
import type { ReactElement } from "react";
import type { Fields } from "../../../parts/form/fields.ts";
import type { Project } from "../setting.ts";

type House = Project["house"];

const shown = ({ kind, words }: House[number]): string => (kind === undefined ? words : `${kind}: ${words}`);

/** The house rules of a project as lines. One that begins with a kind of text and a colon is for that kind alone. */
export function HouseField({
  field: { set, error, "data-path": path },
  value,
  kinds,
}: {
  field: ReturnType<Fields["own"]>;
  value: House;
  kinds: readonly string[];
}): ReactElement {
  const read = (line: string): House[number] => {
    const same = value.find((rule) => shown(rule) === line);
    if (same !== undefined) return same;
    const [, kind = "", words = ""] = /^([a-z_]+):\s+(.+)$/s.exec(line) ?? [];
    return kinds.includes(kind) ? { kind, words } : { words: line };
  };
  return (
    <TagsInput
      label="House rules"
      description="What its texts keep to. Enter adds one; “blog_post: …” is for that kind alone."
      acceptValueOnBlur
      splitChars={[]}
      maxTags={30}
      value={value.map(shown)}
      onChange={(lines) => set(lines.map(read))}
      error={error}
      data-path={path}
    />
  );
}
