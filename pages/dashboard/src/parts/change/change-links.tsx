import { Anchor, Text } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { webAddress } from "../address.ts";
import { shortCommit } from "../short-commit.ts";
import { spoken } from "../words.ts";
import type { FixView } from "./use-fix.ts";
import classes from "./change-links.module.css";

/** Where a fix can be looked at outside. */
export function ChangeLinks({
  fix: { repository, pullRequest, url, branch, base, baseCommit, origin },
}: {
  fix: FixView;
}): ReactElement {
  const links: [string, ReactNode][] = [];
  if (origin !== null)
    links.push([
      "Reported",
      <Outside key="origin" href={origin.url}>
        {spoken(origin.source)}
        {origin.name !== null && ` ${origin.name}`}
      </Outside>,
    ]);
  links.push(["Repository", repository ?? "not found yet"]);
  if (pullRequest !== null)
    links.push([
      "Pull request",
      <Outside key="pull" href={url}>
        #{pullRequest}
      </Outside>,
    ]);
  if (branch !== null)
    links.push([
      "Branch",
      <Outside key="branch" href={url && branchAddress(url, branch)}>
        <code>{branch}</code>
      </Outside>,
    ]);
  if (base !== null)
    links.push([
      "From",
      <span key="base">
        <code>{base}</code>
        {baseCommit !== null && (
          <>
            {" at "}
            <code title={baseCommit}>{shortCommit(baseCommit)}</code>
          </>
        )}
      </span>,
    ]);
  return (
    <dl className={classes["links"]}>
      {links.map(([name, value]) => (
        <div key={name}>
          <Text component="dt" size="xs" c="dimmed">
            {name}
          </Text>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Outside({ href, children }: { href: string | null; children: ReactNode }): ReactElement {
  const address = href === null ? null : webAddress(href);
  if (address === null) return <span>{children}</span>;
  return (
    <Anchor href={address} target="_blank" rel="noreferrer noopener" inherit>
      {children}
    </Anchor>
  );
}

/** The address of a branch, from that of a pull request in the same repository; null where that isn't of GitHub's form. */
export function branchAddress(pullRequest: string, branch: string): string | null {
  const found = /^(https?:\/\/.+)\/pull\/\d+$/.exec(pullRequest);
  return found === null ? null : `${found[1]}/tree/${branch.split("/").map(encodeURIComponent).join("/")}`;
}
