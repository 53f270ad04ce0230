import { connectedServices } from "../../../../../shared/domain/connection.ts";
import { serviceNames } from "../../../../../shared/domain/service.ts";
import type { Trouble } from "../../../../../shared/domain/trouble.ts";

/** The settings that a service's token or address comes from. */
const settings: Partial<Record<Trouble["service"], string>> = {
  anthropic: "ANTHROPIC_API_KEY",
  slack: "SLACK_BOT_TOKEN",
  pages: "PAGES_TOKEN",
  mail: "RESEND_API_KEY (or GRAPH_CLIENT_SECRET, where mail goes by Graph)",
  jira: "JIRA_USER and JIRA_API_TOKEN",
  github: "GITHUB_APP_ID and GITHUB_APP_KEY",
  sentry: "SENTRY_AUTH_TOKEN",
  outlook: "GRAPH_CLIENT_SECRET",
  recall: "RECALL_API_KEY",
  elevenlabs: "ELEVENLABS_API_KEY",
  liveavatar: "LIVEAVATAR_API_KEY",
  asana: "ASANA_TOKEN",
};

export interface TroubleWords {
  /** "Slack is down": since when follows. */
  what: string;
  mend: string;
  /** The room to look at, and what leads there. */
  href: string;
  link: string;
}

/** A service's trouble in words, and what is to be done about it. */
export function troubleWords({ service, kind }: Trouble): TroubleWords {
  const name = capital(serviceNames[service]);
  const services = { href: "/", link: "Services" };
  const isAccount = connectedServices.some((one) => one === service);
  switch (kind) {
    case "down":
      return service === "executor"
        ? { what: `${name} is down`, mend: "Fixes wait for it; see EXECUTOR_URL and its log.", ...services }
        : { what: `${name} is down`, mend: "What needs it waits, and goes on by itself.", ...services };
    case "broken":
    case "refused": {
      if (isAccount)
        return {
          what: kind === "broken" ? `${name} needs to be connected anew` : `${name} refuses the token`,
          mend: "Nothing goes out there until then.",
          href: "/accounts",
          link: "Accounts",
        };
      const mend = `Nothing there succeeds before somebody mends ${settings[service] ?? "its setting"}.`;
      return { what: `${name} refuses the token`, mend, ...services };
    }
  }
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
