import { readInside } from "./read-inside.ts";
import type { Suite } from "./suite.ts";
import type { Workspace } from "./workspace.ts";

interface Service {
  name: string;
  port: number;
  /** Images of containers. */
  image: RegExp;
  /** Beginnings of addresses in settings. */
  url: RegExp;
}

const services: readonly Service[] = [
  {
    name: "PostgreSQL",
    port: 5432,
    image: /(?:postgres|postgis|pgvector|timescale)/,
    url: /postgres(?:ql)?(?:\+\w+)?:\/\//,
  },
  { name: "MySQL", port: 3306, image: /(?:mysql|mariadb|percona)/, url: /(?:mysql|mariadb)(?:\+\w+)?:\/\// },
  { name: "Redis", port: 6379, image: /(?:redis|valkey)/, url: /rediss?:\/\// },
  { name: "MongoDB", port: 27_017, image: /mongo/, url: /mongodb(?:\+srv)?:\/\// },
  { name: "RabbitMQ", port: 5672, image: /rabbitmq/, url: /amqps?:\/\// },
  { name: "Elasticsearch", port: 9200, image: /(?:elastic|opensearch)/, url: /elasticsearch:\/\// },
  { name: "Kafka", port: 9092, image: /kafka|redpanda/, url: /kafka:\/\// },
];

/** Where a suite's services are named: containers for CI and for developers, and the settings of tests. */
const containersIn =
  /^(?:\.github\/workflows\/[^/]+|\.gitlab-ci|(?:[^/]+\/)*(?:docker-)?compose[^/]*)\.ya?ml$/;
const settingsIn =
  /(?:^|\/)(?:\.env\.(?:test|ci|example|sample)|conftest\.py|pytest\.ini|(?:vitest|jest)\.(?:config|setup)\.[cm]?[jt]s|setup[-.]?tests?\.[cm]?[jt]s|settings\/test(?:ing)?\.py|database\.yml)$/;
const mostRead = 40;

/** A service that a project's tests seem to need, and where that stands. */
interface NamedService {
  name: string;
  file: string;
}

/** The services that a repository's files name for its tests. None of them is here when the tests run. */
export async function servicesOf(workspace: Workspace): Promise<NamedService[]> {
  const found = new Map<string, string>();
  const files = (await workspace.files()).filter((path) => containersIn.test(path) || settingsIn.test(path));
  for (const file of files.slice(0, mostRead)) {
    const text = (await readInside(workspace.tree, file)) ?? "";
    const images = [...text.matchAll(/^\s*(?:-\s*)?(?:image|name):\s*["']?([\w./-]+)/gm)].map(
      ([, name = ""]) => name,
    );
    for (const { name, image, url } of services) {
      const isThere = containersIn.test(file)
        ? images.some((one) => image.test(one.split("/").at(-1) ?? ""))
        : url.test(text);
      if (isThere && !found.has(name)) found.set(name, file);
    }
  }
  return [...found].map(([name, file]) => ({ name, file }));
}

/** That services are named for tests which won't be there, in a sentence; empty: none is. */
export const serviceNotes = (named: readonly NamedService[]): string[] =>
  named.length === 0
    ? []
    : [
        `Tests may need ${named.map(({ name, file }) => `${name} (${file})`).join(", ")}: none is here when they run. Those that do fail before the fix as they do after it.`,
      ];

/** Why a suite can't be run: none of its tests passes, and a service is refused that they call. Null: it isn't that. */
export function missingService(suite: Suite): string | null {
  if (suite.tests.some(({ status }) => status === "passed")) return null;
  const said = [suite.problem ?? "", ...suite.tests.map(({ message }) => message)].join("\n");
  const refused = /ECONNREFUSED|connection refused|Can't connect to|could not connect|ConnectionError/i;
  if (!refused.test(said)) return null;
  const found = services.find(
    ({ port, name }) => new RegExp(`\\b${port}\\b`).test(said) || new RegExp(name, "i").test(said),
  );
  return found === undefined
    ? null
    : `its tests need ${found.name} on port ${found.port}, which isn't here: configure a test command that does without it, or starts one`;
}
