import type { Artefact, ArtefactKind } from "../../../domain/artefacts/artefact.ts";
import { entriesThatMatter, type Shown } from "../../../domain/artefacts/entries-that-matter.ts";
import type { Person } from "../../../domain/person.ts";
import type { WatchItem } from "../../../domain/watch/watch-signal.ts";
import type { ProjectRules } from "../../../policy/rules.ts";
import { cleanLine } from "../../../quarantine/clean/clean.ts";
import type { OwnPlaces } from "../../../quarantine/places.ts";
import type { Reading } from "./reading.ts";

/** Somebody whom the project may write to. */
export interface Recipient {
  /** "p1": what a model calls them. */
  ref: string;
  name: string;
  address: string;
  /** On the project's list of stakeholders, rather than only among the team. */
  stakeholder: boolean;
  /** Known only by having written, from a stakeholders' domain: whether mail goes there a person decides. */
  fromSignal: boolean;
}

/** The project's own records, as far as a model is shown them: whatever it names must be among these. */
export interface Known {
  project: string;
  /** As 2026-11-21, where the project is. */
  today: string;
  /** The key of its Jira project; null: no ticket can be made. */
  jiraProject: string | null;
  recipients: readonly Recipient[];
  tickets: ReadonlyMap<string, WatchItem>;
  /** The names of statuses and of types that its tickets have. */
  statuses: readonly string[];
  types: readonly string[];
  entries: Readonly<Record<ArtefactKind, Shown>>;
  places: OwnPlaces;
}

export interface Records {
  project: string;
  today: string;
  jiraProject: string | null;
  rules: Pick<ProjectRules, "stakeholders">;
  people: readonly Person[];
  items: readonly WatchItem[];
  /** As `owner/name`. */
  repositories: readonly string[];
  githubUrl: string;
  artefacts: Readonly<Record<ArtefactKind, Artefact>>;
}

/** What a model is shown of a project's tickets at most. */
const mostTickets = 60;

/** Picks out of the records what a model is shown while it thinks about some signals. */
export function knownOf(records: Records, readings: readonly Reading[], words: readonly string[]): Known {
  const { project, today, jiraProject, items, artefacts } = records;
  const present = items.filter(({ removed }) => !removed);
  const recipients = recipientsOf(records, readings);
  const distinct = (values: readonly (string | null)[]): string[] =>
    [...new Set(values.filter((value) => value !== null))].slice(0, 30);
  const matter = { tickets: readings.map(({ signal }) => signal.item), words: words.join("\n"), today };
  return {
    project,
    today,
    jiraProject,
    recipients,
    tickets: new Map(ticketsThatMatter(present, readings, words, today).map((item) => [item.key, item])),
    statuses: distinct(present.map(({ status }) => status)),
    types: distinct(present.map(({ type }) => type)),
    entries: {
      raid_log: entriesThatMatter(artefacts.raid_log, matter, { entries: 40, characters: 12_000 }),
      delivery_state: entriesThatMatter(artefacts.delivery_state, matter, { entries: 15, characters: 4000 }),
      backlog_summary: entriesThatMatter(artefacts.backlog_summary, matter, {
        entries: 10,
        characters: 2000,
      }),
      decision_log: entriesThatMatter(artefacts.decision_log, matter, { entries: 20, characters: 6000 }),
    },
    places: placesOf(records, present, recipients),
  };
}

function recipientsOf({ rules, people }: Records, readings: readonly Reading[]): Recipient[] {
  const names = new Map(
    people.flatMap(({ email, name }) => (email === undefined ? [] : [[email, name] as const])),
  );
  const listed = rules.stakeholders.filter((one) => !one.startsWith("@"));
  const isStakeholder = (address: string): boolean =>
    listed.includes(address) || rules.stakeholders.includes(address.slice(address.lastIndexOf("@")));
  const known = new Set([...listed, ...names.keys()]);
  const writers = readings.flatMap(({ signal: { author } }) => author.address?.toLowerCase() ?? []);
  const fromSignals = writers.filter((address) => isAddress(address) && isStakeholder(address));
  return [...new Set([...known, ...fromSignals])].slice(0, 60).map((address, n) => ({
    ref: `p${n + 1}`,
    name: names.get(address) ?? nameIn(address),
    address,
    stakeholder: isStakeholder(address),
    fromSignal: !known.has(address),
  }));
}

function isAddress(text: string): boolean {
  return /^[a-z0-9._+-]{1,64}@[a-z0-9.-]{1,200}$/.test(text);
}

/** "Lena Fischer" of lena.fischer@example.com. */
function nameIn(address: string): string {
  return address
    .slice(0, address.lastIndexOf("@"))
    .split(/[._-]+/)
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join(" ");
}

/** The tickets that signals are of, then those that their words name, then what is blocked, late or new. */
function ticketsThatMatter(
  items: readonly WatchItem[],
  readings: readonly Reading[],
  words: readonly string[],
  today: string,
): WatchItem[] {
  const own = new Set(readings.map(({ signal }) => signal.item));
  const named = new Set(words.flatMap((text) => text.match(/\b[A-Z][A-Z0-9]+-\d+\b/g) ?? []));
  const rank = (item: WatchItem): number => {
    if (own.has(item.key)) return 0;
    if (named.has(item.key)) return 1;
    if (item.phase === "done") return 4;
    return item.blocked || (item.due !== null && item.due < today) ? 2 : 3;
  };
  return items.toSorted((a, b) => rank(a) - rank(b) || b.updatedAt - a.updatedAt).slice(0, mostTickets);
}

function placesOf(
  { rules, repositories, githubUrl }: Records,
  items: readonly WatchItem[],
  recipients: readonly Recipient[],
): OwnPlaces {
  const hosts = rules.stakeholders.flatMap((one) => (one.startsWith("@") ? [one.slice(1)] : []));
  return {
    links: new Set(items.flatMap(({ url }) => (url === null ? [] : [url.toLowerCase()]))),
    prefixes: repositories.map((name) => `${githubUrl}/${name}/`.toLowerCase()),
    addresses: new Set(recipients.flatMap(({ address, fromSignal }) => (fromSignal ? [] : [address]))),
    hosts: new Set(hosts),
  };
}

/** A title as a model that acts is shown it: a stranger's words, so none that give orders. */
export function titleShown(title: string): string {
  const { text, suspicious } = cleanLine(title, 160);
  return suspicious.length > 0 ? "[title withheld]" : text;
}
