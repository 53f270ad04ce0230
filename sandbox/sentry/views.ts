import { createHash } from "node:crypto";
import { type Frame, organization, projects, type SentryIssue, titleOf } from "./issue.ts";

/** Where Sentry itself has an issue. `origin` is the root of its site. */
export function linksOf(issue: SentryIssue, origin: string) {
  const api = `${origin}/api/0/organizations/${organization}/issues/${issue.id}/`;
  const web = `${origin}/organizations/${organization}/issues/${issue.id}/`;
  return {
    api,
    web,
    project: `${origin}/api/0/projects/${organization}/${issue.project}/`,
    eventApi: `${origin}/api/0/projects/${organization}/${issue.project}/events/${issue.eventId}/`,
    eventWeb: `${web}events/${issue.eventId}/`,
  };
}

/** An issue as the web API and the issue webhooks have it. */
export function issueView(issue: SentryIssue, origin: string) {
  const project = projects.find((one) => one.slug === issue.project);
  return {
    id: issue.id,
    shortId: issue.shortId,
    title: titleOf(issue),
    culprit: issue.culprit,
    permalink: linksOf(issue, origin).web,
    logger: null,
    level: issue.level,
    status: issue.status,
    substatus: issue.status === "unresolved" ? (issue.isBack ? "regressed" : "ongoing") : null,
    statusDetails: issue.inNextRelease ? { inNextRelease: true } : {},
    isPublic: false,
    platform: issue.platform,
    project: {
      id: project?.id,
      name: issue.project,
      slug: issue.project,
      platform: project?.platform,
    },
    type: issue.type === null ? "default" : "error",
    metadata: metadataOf(issue),
    numComments: 0,
    assignedTo: null,
    isBookmarked: false,
    isSubscribed: false,
    hasSeen: false,
    annotations: [],
    issueType: "error",
    issueCategory: "error",
    priority: issue.level === "error" || issue.level === "fatal" ? "high" : "medium",
    isUnhandled: issue.type !== null,
    // As text, other than the users.
    count: String(issue.events),
    userCount: issue.users,
    firstSeen: issue.firstSeen,
    lastSeen: issue.lastSeen,
  };
}

/** The latest event as the web API has it. */
export function eventView(issue: SentryIssue) {
  const project = projects.find((one) => one.slug === issue.project);
  const exception = issue.type !== null && {
    type: "exception",
    data: {
      values: [
        {
          type: issue.type,
          value: issue.value,
          mechanism: { type: "generic", handled: false },
          threadId: null,
          module: null,
          stacktrace: issue.frames && {
            frames: issue.frames.map(apiFrame),
            framesOmitted: null,
            registers: null,
            hasSystemFrames: issue.frames.some((frame) => frame.inApp),
          },
          rawStacktrace: null,
        },
      ],
      hasSystemFrames: true,
      excOmitted: null,
    },
  };
  const message = { type: "message", data: { formatted: issue.value } };
  const request = issue.request && {
    type: "request",
    data: { ...issue.request, query: [], headers: [], cookies: [], env: null, data: null },
  };
  return {
    id: issue.eventId,
    eventID: issue.eventId,
    groupID: issue.id,
    projectID: project?.id,
    title: titleOf(issue),
    message: issue.type === null ? issue.value : "",
    culprit: issue.culprit,
    platform: issue.platform,
    type: issue.type === null ? "default" : "error",
    metadata: metadataOf(issue),
    dateCreated: issue.lastSeen,
    dateReceived: issue.lastSeen,
    tags: tagsOf(issue).map(([key, value]) => ({ key, value })),
    user: null,
    contexts: contextsOf(issue),
    entries: [
      exception || message,
      { type: "breadcrumbs", data: { values: breadcrumbsOf(issue) } },
      ...(request ? [request] : []),
    ],
    release: { version: issue.release },
    errors: [],
    nextEventID: null,
    previousEventID: null,
  };
}

/** The latest event as the alert and error webhooks have it: other names, and links beside the data. */
export function webhookEvent(issue: SentryIssue, origin: string) {
  const links = linksOf(issue, origin);
  const project = projects.find((one) => one.slug === issue.project);
  return {
    event_id: issue.eventId,
    project: Number(project?.id),
    title: titleOf(issue),
    message: issue.type === null ? issue.value : "",
    culprit: issue.culprit,
    platform: issue.platform,
    level: issue.level,
    type: issue.type === null ? "default" : "error",
    metadata: metadataOf(issue),
    datetime: issue.lastSeen,
    timestamp: Date.parse(issue.lastSeen) / 1000,
    release: issue.release,
    tags: tagsOf(issue),
    user: null,
    contexts: contextsOf(issue),
    fingerprint: ["{{ default }}"],
    location: issue.frames?.at(-1)?.file ?? null,
    logger: "",
    ...(issue.type === null
      ? { logentry: { formatted: issue.value } }
      : {
          exception: {
            values: [
              {
                type: issue.type,
                value: issue.value,
                mechanism: { type: "generic", handled: false },
                stacktrace: issue.frames && { frames: issue.frames.map(webhookFrame) },
              },
            ],
          },
        }),
    ...(issue.request ? { request: { ...issue.request, query_string: [], headers: [] } } : {}),
    breadcrumbs: { values: breadcrumbsOf(issue) },
    url: links.eventApi,
    web_url: links.eventWeb,
    issue_url: links.api,
    issue_id: issue.id,
  };
}

function apiFrame(frame: Frame) {
  return {
    filename: frame.file,
    absPath: frame.file,
    module: frame.module,
    package: null,
    platform: null,
    instructionAddr: null,
    symbolAddr: null,
    function: frame.function,
    rawFunction: null,
    symbol: null,
    context: frame.source === null || frame.line === null ? [] : [[frame.line, frame.source]],
    lineNo: frame.line,
    colNo: frame.column,
    inApp: frame.inApp,
    trust: null,
    errors: null,
    vars: variablesOf(frame),
  };
}

function webhookFrame(frame: Frame) {
  return {
    filename: frame.file,
    abs_path: frame.file,
    module: frame.module,
    function: frame.function,
    lineno: frame.line,
    colno: frame.column,
    in_app: frame.inApp,
    context_line: frame.source,
    pre_context: null,
    post_context: null,
    vars: variablesOf(frame),
  };
}

/** Only what runs in the server tells of its variables, and as text. */
function variablesOf({ inApp, source }: Frame) {
  return inApp && source !== null ? { country: "'DE'", price: "<undefined>" } : null;
}

/** The newest events of an issue as the web API lists them in full, the latest first. */
export function eventViews(issue: SentryIssue, most: number) {
  const kept = Math.min(most, issue.events, 3);
  return Array.from({ length: kept }, (_, back) =>
    eventView({
      ...issue,
      eventId:
        back === 0 ? issue.eventId : createHash("md5").update(`${issue.eventId}-${back}`).digest("hex"),
      lastSeen: new Date(Date.parse(issue.lastSeen) - back * 60_000).toISOString(),
    }),
  );
}

/** What led to it. What Sentry could not read of an event stands there as null. */
function breadcrumbsOf({ request, lastSeen, platform }: SentryIssue) {
  const timestamp = new Date(Date.parse(lastSeen) - 1000).toISOString();
  return [
    null,
    {
      timestamp,
      type: "default",
      category: platform === "node" ? "console" : "ui.click",
      level: "info",
      message: "started",
      data: null,
    },
    ...(request
      ? [
          {
            timestamp,
            type: "http",
            category: "http",
            level: "info",
            message: null,
            data: { ...request, status_code: 500 },
          },
        ]
      : []),
  ];
}

function metadataOf({ type, value, frames }: SentryIssue) {
  if (type === null) return { title: value };
  const last = frames?.findLast((frame) => frame.inApp) ?? frames?.at(-1);
  return { type, value, filename: last?.file ?? "", function: last?.function ?? "" };
}

function tagsOf(issue: SentryIssue): [key: string, value: string][] {
  return [
    ["environment", "production"],
    ["level", issue.level],
    ["release", issue.release],
  ];
}

function contextsOf({ platform }: SentryIssue) {
  return platform === "node"
    ? { runtime: { type: "runtime", name: "node", version: "v24.21.0" } }
    : { browser: { type: "browser", name: "Chrome", version: "147.0.0" } };
}
