import { Stack, Text, Title } from "@mantine/core";
import { type ReactElement, useMemo } from "react";
import type { Answer } from "../../../api/client.ts";
import { changedFields } from "./changed-fields.ts";
import { viewOf } from "../../../actions/registry.ts";
import { Person } from "../../../parts/person.tsx";
import classes from "./changes.module.css";
import { Difference } from "../../../parts/diff/difference.tsx";

type Previous = NonNullable<Answer<"GET /api/approvals/{id}">["previous"]>;

/** What this version changes against the one before, and what was said of that one. */
export function Changes({
  kind,
  previous,
  payload,
  revision,
}: {
  kind: string;
  previous: Previous;
  payload: unknown;
  revision: number;
}): ReactElement {
  const { compared } = viewOf(kind);
  const { changed, same } = useMemo(
    () =>
      compared === undefined
        ? changedFields(previous.payload, payload)
        : changedFields(compared.textsOf(previous.payload), compared.textsOf(payload)),
    [compared, previous.payload, payload],
  );
  return (
    <Stack gap="lg">
      {previous.reason !== null && (
        <blockquote className={classes["said"]}>
          <p>{previous.reason}</p>
          {previous.decidedBy !== null && (
            <footer>
              <Person id={previous.decidedBy} />, of version {previous.revision}
            </footer>
          )}
        </blockquote>
      )}
      <Text size="sm" c="dimmed">
        Version {previous.revision} to version {revision}. <ins>Underlined</ins> is new,{" "}
        <del>struck through</del> is gone.
      </Text>
      {changed.length === 0 && <Text>Nothing has changed.</Text>}
      {changed.map((field) => (
        <section key={field.name} aria-label={`Changes of ${field.name}`}>
          <Title order={3} size="sm" mb={6}>
            {field.name}
          </Title>
          <Difference
            before={field.before ?? ""}
            after={field.after ?? ""}
            isList={compared?.lists.has(field.name) === true}
          />
        </section>
      ))}
      {changed.length > 0 && same.length > 0 && (
        <Text size="sm" c="dimmed">
          As it was: {same.join(", ")}.
        </Text>
      )}
    </Stack>
  );
}
