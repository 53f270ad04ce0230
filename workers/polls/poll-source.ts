import type { OpenFix } from "../../shared/db/fixes.ts";
import type { NewSignal } from "../../shared/domain/signal.ts";
import type { CallOutcome } from "../../shared/integrations/call.ts";
import type { Settings } from "../../shared/spine/settings.ts";
import type { Spine } from "../../shared/spine/context.ts";

/** What there is to ask about, by what the team has set and what is open. */
export interface Known {
  settings: Settings;
  fixes: readonly OpenFix[];
}

/** Something that is asked about for itself: a repository, a project. */
export interface Place {
  name: string;
  /** Whether anything there can have news now; what can't is not asked about. */
  isOpen: boolean;
}

export interface Asking {
  place: string;
  fixes: readonly OpenFix[];
  /** Where the last look ended, in the source's own words; null: there was none. */
  checkpoint: string | null;
  /** What was before is nobody's news, epoch milliseconds. */
  since: number;
}

/** What a look has found. */
export interface News {
  /** The same signals that the webhooks would have become, under the same ids. Pure. */
  read: (settings: Settings) => NewSignal[];
  checkpoint: string;
  /** Whether there is more, for the next look to find at once. */
  more: boolean;
}

/**
 * A service that is asked, once in a while, for what its webhooks may have failed to tell. Adding one is its file and a line in the
 * registry.
 */
export interface PollSource {
  service: "github" | "sentry" | "jira";
  /** Nothing where nobody has configured it. */
  places(known: Known): Place[];
  /** Looks once; whatever is asked changes nothing. */
  ask(spine: Spine, asking: Asking): Promise<CallOutcome<News>>;
}
