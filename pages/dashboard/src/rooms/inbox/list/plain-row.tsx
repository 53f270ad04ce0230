import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { When } from "../../../parts/when.tsx";
import { addressOfItem } from "../items.ts";
import classes from "./row.module.css";

/** Something else that waits: a question, or an effect whose answer was lost. */
export function PlainRow({
  slug,
  selected,
  title,
  more,
  at,
}: {
  slug: string;
  selected: string | undefined;
  title: string;
  more: string;
  at?: string;
}): ReactElement {
  return (
    <div className={classes["row"]} data-selected={slug === selected}>
      <Link
        href={addressOfItem(slug)}
        className={classes["link"]}
        data-slug={slug}
        aria-current={slug === selected ? "true" : undefined}
      >
        <Text component="span" className={classes["title"]}>
          {title}
        </Text>
        <Text component="span" size="xs" c="dimmed" className={classes["facts"]} mt={2}>
          {more}
          {at !== undefined && (
            <>
              {" · "}
              <When at={at} />
            </>
          )}
        </Text>
      </Link>
    </div>
  );
}
