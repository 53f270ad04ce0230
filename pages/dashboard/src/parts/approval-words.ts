import type { ApprovalStatus, Channel } from "../../../../shared/domain/approval.ts";

const where: Record<Channel, string> = {
  slack: "in Slack",
  dashboard: "on the dashboard",
  api: "through the API",
  github: "on GitHub",
  jira: "in Jira",
};

interface Ended {
  status: ApprovalStatus;
  /** Ids; with "and" between two. */
  decidedBy: string | null;
  channel: Channel | null;
}

/** How an approval stands, in a line. */
export function endWords({ status, decidedBy, channel }: Ended, nameOf: (id: string) => string): string {
  const names = decidedBy?.split(" and ").map(nameOf).join(" and ");
  const by = `${names === undefined ? "" : ` by ${names}`}${channel === null ? "" : ` ${where[channel]}`}`;
  switch (status) {
    case "pending":
      return "It still waits";
    case "approved":
      return `Approved${by}`;
    case "released":
      return "Released: its window is over and nobody objected";
    case "rejected":
      return `Rejected${by}`;
    case "revised":
      return `A revision was asked for${by}`;
    case "superseded":
      return "A newer version has taken its place";
    case "expired":
      return "Closed: nobody decided in time";
    case "withdrawn":
      return "Withdrawn: its task has ended without it";
  }
}
