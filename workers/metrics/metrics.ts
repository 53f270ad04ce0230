import type { Handler } from "hono";
import { timingSafeEqual } from "hono/utils/buffer";
import { gauges, openEffects } from "./counted-facts.ts";
import { countUp } from "./count-up.ts";
import { exposition, type Family, sample, type Samples } from "./prometheus.ts";
import { totalFamilies, type Totals } from "./totals.ts";
import { sha256 } from "../../shared/platform/digest.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { risks } from "../../shared/domain/boundary.ts";
import { type Spine } from "../../shared/spine/context.ts";
import { openSpine } from "../../shared/jobs/open-spine.ts";
import type { ApiContext } from "../api/caller.ts";
import { queuesOf } from "../api/overview.ts";
import { callerWith } from "../api/serve.ts";

const queueLength = "ai_agent_queue_length";
const approvalsWaiting = "signalbox_approvals_waiting";
const effectsByState = "signalbox_effects";

const families: Family[] = [
  ...totalFamilies,
  { name: queueLength, type: "gauge", help: "Messages that wait, by queue." },
  { name: approvalsWaiting, type: "gauge", help: "Actions that wait for a person's word, by risk." },
  {
    name: effectsByState,
    type: "gauge",
    help: "Effects that are under way, or whose answer was lost, by state.",
  },
];

/** Scrapers that come more often get what the last one got, milliseconds. */
const freshMs = 10_000;

/** What this isolate has counted, and its last answer. */
let totals: Totals | null = null;
let latest: { at: number; text: string } | null = null;

/**
 * All of the system for Prometheus, from the ledger and the tables, so that every isolate answers the same: for who bears
 * METRICS_TOKEN, and for people with their API token.
 */
export const metrics: Handler<{ Bindings: Env }> = async (c) => {
  const spine = await openSpine(c.env);
  await authorize(c, spine);
  const now = spine.now();
  if (latest === null || now - latest.at >= freshMs) latest = { at: now, text: await scraped(spine) };
  return c.body(latest.text, 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
};

/** @throws SignalboxError `unauthorized`, or what `callerWith` throws. */
async function authorize(c: ApiContext, spine: Spine): Promise<void> {
  const { METRICS_TOKEN: token } = spine.settings;
  const given = /^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  if (given === undefined)
    throw new SignalboxError("unauthorized", "send METRICS_TOKEN, or your API token, as a bearer token");
  if (token !== undefined && (await timingSafeEqual(await sha256(given), await sha256(token)))) return;
  await callerWith(c, spine, "viewer");
}

async function scraped(spine: Spine): Promise<string> {
  const [counted, { waiting, states }, queues] = await Promise.all([
    countUp(spine, totals),
    gauges(spine.db),
    queuesOf(spine),
  ]);
  totals = counted;
  const now: Samples = {};
  for (const { name, waiting: n } of queues) now[sample(queueLength, { queue_name: name })] = n;
  for (const risk of risks)
    now[sample(approvalsWaiting, { risk })] = waiting.find((one) => one.risk === risk)?.n ?? 0;
  for (const state of openEffects)
    now[sample(effectsByState, { state })] = states.find((one) => one.state === state)?.n ?? 0;
  return exposition(families, { ...counted.samples, ...now });
}
