import { NativeSelect, NumberInput, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import type { FieldSpec } from "../../../parts/artefact/field-specs.ts";
import type { Fields } from "../../../parts/form/fields.ts";
import { useNameOf } from "../../../parts/person.tsx";
import { spoken } from "../../../parts/words.ts";

/** A control for each field of a row's form. Fields that a person wrote say so: the crew leaves them alone. */
export function EntryFields({
  specs,
  fields,
  written,
}: {
  specs: readonly FieldSpec[];
  fields: Fields;
  /** Who wrote a field last, where it was a person. */
  written: Readonly<Record<string, string>>;
}): ReactElement {
  const nameOf = useNameOf();
  const wide = specs.filter(({ kind, name }) => kind === "words" || name === "title");
  const narrow = specs.filter((spec) => !wide.includes(spec));
  const [first] = [...wide, ...narrow];
  const control = (spec: FieldSpec): ReactElement => {
    const author = written[spec.name];
    return (
      <Control
        key={spec.name}
        spec={spec}
        fields={fields}
        isFirst={spec === first}
        description={author === undefined ? undefined : `Written by ${nameOf(author)}`}
      />
    );
  };
  return (
    <>
      {wide.map(control)}
      <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
        {narrow.map(control)}
      </SimpleGrid>
    </>
  );
}

function Control({
  spec: { name, label, kind, options, isNullable },
  fields,
  isFirst,
  description,
}: {
  spec: FieldSpec;
  fields: Fields;
  /** The first of the form has the focus when it opens. */
  isFirst: boolean;
  description: string | undefined;
}): ReactElement {
  const said = { label, description, ...(isFirst ? { "data-autofocus": true } : {}) };
  const empty = isNullable ? "null" : "missing";
  switch (kind) {
    case "choice":
      return (
        <NativeSelect
          {...said}
          data={[
            ...(isNullable ? [{ value: "null", label: "Not said" }] : []),
            ...options.map((value) => ({ value, label: spoken(value) })),
          ]}
          {...fields.choice(name, isNullable ? [null, ...options] : options)}
        />
      );
    case "count":
      return <NumberInput {...said} allowDecimal={false} {...fields.amount(name, { empty })} />;
    case "day":
      return <TextInput {...said} type="date" {...fields.text(name, { empty })} />;
    case "words":
      return <Textarea {...said} autosize minRows={3} maxRows={12} {...fields.text(name, { empty })} />;
    case "line":
      return <TextInput {...said} required={!isNullable} {...fields.text(name, { empty })} />;
  }
}
