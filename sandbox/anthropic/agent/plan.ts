import { type Planned, plannedSchema } from "../../../shared/domain/plan.ts";
import { repositoryPath } from "../../../shared/domain/repository.ts";
import { parseJson } from "../../json.ts";
import { elements } from "../wire.ts";
import type { Conversation } from "./conversation.ts";
import type { Example } from "./examples/example.ts";
import { fileText, lineOf } from "./file-text.ts";

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;

/** The prepared plan, with the line where the faulty code was found, and with what people wanted changed. */
export function preparedPlan(conversation: Conversation, example: Example): Planned {
  const source = conversation.results.find((result) => readsFile(result.input, example.source));
  const line = source && lineOf(fileText(source.text), example.fix[0].before);
  if (!line) return noPlan(conversation, `The code that it knows is not in ${example.source}.`);
  const { discovery, plan } = example.planned;
  const fresh = {
    plan,
    discovery: { ...discovery, rootCause: discovery.rootCause.replace("{{line}}", String(line)) },
  };
  const feedback = elements(conversation.opening, "feedback").join(" ").trim();
  return feedback === "" ? fresh : revised(previousOf(conversation) ?? fresh, feedback, example);
}

const readsFile = (input: Record<string, unknown>, file: string): boolean =>
  String(input["file_path"]).endsWith(`/${file}`);

function previousOf({ opening }: Conversation): Planned | null {
  const parsed = plannedSchema.safeParse(parseJson(elements(opening, "previous")[0] ?? ""));
  return parsed.success ? parsed.data : null;
}

/** Takes the words up where people see it: in the summary, as a step, and as a risk. */
function revised({ discovery, plan }: Planned, feedback: string, example: Example): Planned {
  const words = cut(feedback.replace(/\s+/g, " "), 300);
  const asked = { type: "test" as const, file: example.test, action: `As the review asks: ${words}` };
  const verify = plan.steps.findIndex((step) => step.type === "verify");
  return {
    discovery,
    plan: {
      ...plan,
      summary: cut(`${example.planned.plan.summary}, revised: ${words}`, 120),
      steps: plan.steps.toSpliced(verify === -1 ? plan.steps.length : verify, 0, asked).slice(-20),
      risks: [...plan.risks, `From the review: ${words}`].slice(-10),
    },
  };
}

/** For what the stand-in doesn't know: an answer that says so and asks for a person. */
export function noPlan({ repository, cwd, results }: Conversation, why: string): Planned {
  const listed = results
    .filter((result) => result.tool === "Grep" && !result.failed)
    .flatMap((result) => result.text.split("\n"))
    .map((line) => line.replace(`${cwd}/`, "").trim())
    .find((line) => !/^(?:Found|No) /.test(line) && repositoryPath.safeParse(line).success);
  return {
    discovery: {
      repository: repository ?? "unknown/unknown",
      confidence: 0.2,
      affectedFiles: [listed ?? "README.md"],
      rootCause: "Unknown.",
      reasoning: `The sandbox's stand-in for Claude knows only the shipped examples and doesn't understand code. ${why}`,
      relatedFiles: [],
    },
    plan: {
      summary: "No plan: the sandbox's stand-in for Claude knows only the shipped examples",
      scope: "unknown",
      steps: [
        {
          type: "implement",
          file: null,
          action: "A person, or the real Claude, has to find the cause first.",
        },
        { type: "verify", file: null, action: "npm test" },
      ],
      testCommand: "npm test",
      estimatedMinutes: 60,
      riskLevel: "high",
      risks: ["Nobody has understood this bug yet."],
    },
  };
}
