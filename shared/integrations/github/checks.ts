import { z } from "zod";
import { type CallOutcome, mapAnswer } from "../call.ts";
import type { Session } from "./session.ts";

/** Conclusions of checks and runs that keep a pull request from being merged. */
export const failing: ReadonlySet<string> = new Set(["failure", "error", "timed_out", "startup_failure"]);

/** Conclusions with which a required check lets a pull request be merged. */
export const passing: ReadonlySet<string> = new Set(["success", "neutral", "skipped"]);

/** A check or a status on a commit, as it stands now. */
export interface CommitCheck extends FailingCheck {
  /** Null: it isn't over. */
  conclusion: string | null;
}

/** A check or a status that fails on a commit. */
export interface FailingCheck {
  /** What a rule that requires it calls it. */
  name: string;
  /** The number of the App that reports it; null for a status. */
  app: number | null;
  /** The number of the run of Actions, or of the suite, that it belongs to; null where it says none. */
  run: number | null;
}

/** A check that must pass before a merge. */
export interface RequiredCheck {
  name: string;
  /** The number of the one App that counts; null: whichever. */
  app: number | null;
}

const runs = z.object({
  check_runs: z.array(
    z.object({
      name: z.string(),
      conclusion: z.string().nullable(),
      details_url: z.string().nullish(),
      check_suite: z.object({ id: z.number().int() }).nullish(),
      app: z.object({ id: z.number().int().nullish(), slug: z.string().nullish() }).nullish(),
    }),
  ),
});
const statuses = z.object({ statuses: z.array(z.object({ context: z.string(), state: z.string() })) });

const rules = z.array(
  z.looseObject({
    type: z.string(),
    parameters: z
      .looseObject({
        required_status_checks: z
          .array(z.object({ context: z.string(), integration_id: z.number().int().nullish() }))
          .optional(),
      })
      .nullish(),
  }),
);
const branch = z.object({
  protection: z
    .looseObject({
      required_status_checks: z
        .looseObject({
          contexts: z.array(z.string()).default([]),
          checks: z.array(z.object({ context: z.string(), app_id: z.number().int().nullish() })).nullish(),
        })
        .nullish(),
    })
    .nullish(),
});

/** So many of a list are on a page, and so many pages are read. */
const aPage = 100;
const mostPages = 10;

/** What Actions names itself. */
const actions = "github-actions";

/** What CI says of a commit, whichever app it is, and what of it counts. */
export function checks({ call }: Session) {
  const checksOn = async (name: string, commit: string): Promise<CallOutcome<CommitCheck[] | null>> => {
    const seen = unlessHidden(
      await paged(async (page) =>
        mapAnswer(
          await call(
            name,
            { checks: "read" },
            { path: `commits/${commit}/check-runs?filter=latest&per_page=${aPage}${page}`, answer: runs },
          ),
          ({ check_runs: listed }) => listed,
        ),
      ),
    );
    if (seen.kind !== "answered") return seen;
    const told = unlessHidden(
      await paged(async (page) =>
        mapAnswer(
          await call(
            name,
            { statuses: "read" },
            { path: `commits/${commit}/status?per_page=${aPage}${page}`, answer: statuses },
          ),
          ({ statuses: listed }) => listed,
        ),
      ),
    );
    if (told.kind !== "answered") return told;
    if (seen.value === null && told.value === null) return { kind: "answered", value: null };
    const ofRuns = (seen.value ?? []).map((one) => {
      const run = /\/actions\/runs\/(\d+)/.exec(one.details_url ?? "")?.[1];
      return {
        name: one.name,
        conclusion: one.conclusion,
        app: one.app?.id ?? null,
        run:
          one.app?.slug === actions
            ? run === undefined
              ? null
              : Number(run)
            : (one.check_suite?.id ?? null),
      };
    });
    const ofStatuses = (told.value ?? []).map(({ context, state }) => ({
      name: context,
      conclusion: state === "pending" ? null : state,
      app: null,
      run: null,
    }));
    return { kind: "answered", value: [...ofRuns, ...ofStatuses] };
  };

  return {
    /**
     * What reports on a commit now: of checks and statuses the newest of each name, a thousand of each at most. Null where the App
     * may see neither.
     */
    checksOn,

    /** What of it fails. */
    failingChecks: async (name: string, commit: string): Promise<CallOutcome<FailingCheck[] | null>> =>
      mapAnswer(
        await checksOn(name, commit),
        (all) =>
          all
            ?.filter(({ conclusion }) => conclusion !== null && failing.has(conclusion))
            .map(({ name: called, app, run }) => ({ name: called, app, run })) ?? null,
      ),

    /**
     * What must pass before a merge into a branch, by its rulesets and by its protection, both of which are read without the
     * right to change them. Null where neither may be read.
     */
    requiredChecks: async (name: string, base: string): Promise<CallOutcome<RequiredCheck[] | null>> => {
      const at = encodeURIComponent(base);
      const ruled = unlessHidden(
        await call(name, { metadata: "read" }, { path: `rules/branches/${at}?per_page=100`, answer: rules }),
      );
      if (ruled.kind !== "answered") return ruled;
      const guarded = unlessHidden(
        await call(name, { contents: "read" }, { path: `branches/${at}`, answer: branch }),
      );
      return mapAnswer(guarded, (seen) => {
        if (ruled.value === null && seen === null) return null;
        const byRules = (ruled.value ?? []).flatMap(({ parameters }) =>
          (parameters?.required_status_checks ?? []).map((one) => required(one.context, one.integration_id)),
        );
        const { contexts = [], checks: known } = seen?.protection?.required_status_checks ?? {};
        const byProtection = known
          ? known.map((one) => required(one.context, one.app_id))
          : contexts.map((one) => required(one, null));
        return [...byRules, ...byProtection];
      });
    },
  };
}

/** All pages of a list, each from `ask`, which gets what the address says of the page. */
async function paged<T>(ask: (page: string) => Promise<CallOutcome<T[]>>): Promise<CallOutcome<T[]>> {
  const all: T[] = [];
  for (let page = 1; page <= mostPages; page++) {
    const seen = await ask(page === 1 ? "" : `&page=${page}`);
    if (seen.kind !== "answered") return seen;
    all.push(...seen.value);
    if (seen.value.length < aPage) break;
  }
  return { kind: "answered", value: all };
}

/** By an App's number, where it is one: others stand for any. */
function required(name: string, app: number | null | undefined): RequiredCheck {
  return { name, app: app !== undefined && app !== null && app > 0 ? app : null };
}

/** What the App may not see is nothing to wait for. */
function unlessHidden<T>(outcome: CallOutcome<T>): CallOutcome<T | null> {
  return outcome.kind === "refused" ? { kind: "answered", value: null } : outcome;
}
