import { asana } from "./asana/source.ts";
import { jira } from "./jira/source.ts";
import { outlook } from "./outlook/source.ts";
import { type SealedSource, sealSource } from "./signal-source.ts";

/** The services that are asked for what is new. GitHub is not among them: it tells by itself, through its door. */
export const signalSources: readonly SealedSource[] = [
  sealSource(jira),
  sealSource(outlook),
  sealSource(asana),
];
