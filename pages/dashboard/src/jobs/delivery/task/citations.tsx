import { Anchor } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { documentAddress } from "../addresses.ts";
import classes from "../delivery.module.css";
import type { DeliveryView, RequirementView } from "../use-delivery.ts";

/** The customer's words that something rests on, each with the way to where it stands. They are text, never markup. */
export function Citations({
  citations,
  delivery: { project, documents },
}: {
  citations: RequirementView["citations"];
  delivery: Pick<DeliveryView, "project" | "documents">;
}): ReactElement {
  return (
    <ul className={classes["citations"]}>
      {citations.map(({ document, version, from, to, quote }) => (
        <li key={`${document} ${from} ${to}`}>
          <q>{quote}</q>{" "}
          <Anchor component={Link} href={documentAddress(project, document, { version, from, to })} size="xs">
            {documents.find(({ id }) => id === document)?.name ?? document}
            {version > 1 ? `, version ${version}` : ""}
          </Anchor>
        </li>
      ))}
    </ul>
  );
}
