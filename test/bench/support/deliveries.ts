import { z } from "zod";
import { waitFor } from "../../../scripts/stack/wait.ts";
import { callApi } from "./api.ts";
import type { System } from "./system.ts";

const withinMs = 120_000;
const taken = z.object({
  files: z.array(z.object({ documentId: z.string(), state: z.literal("read") })).length(1),
});
const begun = z.object({ taskId: z.string() });
const known = z.object({
  agreed: z.string().nullable(),
  requirements: z.object({ requirements: z.array(z.unknown()) }).nullable(),
});

/** Has a brief with so many requirements delivered up to the agreed plan: said yes to as soon as it is asked about. Returns the task's id. */
export async function agreedDelivery(system: System, requirements: number, name: string): Promise<string> {
  const { stack, outside } = system;
  const { taskId } = begun.parse(
    await callApi(stack, "/api/deliveries", {
      title: `Figures ${name}`,
      project: "default",
      documents: [await bring(system, requirements, name)],
      repository: { name: `acme/figures-${name}`, isNew: true },
    }),
  );
  const { id, digest } = await waitFor("the plan to be asked about", withinMs, async () => {
    const { task, approvals } = await outside.task(taskId);
    if (task.failure !== null) throw new Error(`${taskId} failed: ${task.failure.message}`);
    return approvals.find(({ kind, status }) => kind === "delivery_plan" && status === "pending");
  });
  await callApi(stack, `/api/approvals/${id}/decisions`, { digest, decision: "approved", reason: null });
  const agreed = await waitFor("the plan to be agreed on", withinMs, async () => {
    const delivery = known.parse(await callApi(stack, `/api/deliveries/${taskId}`));
    return delivery.agreed === null ? null : delivery;
  });
  const found = agreed.requirements?.requirements.length;
  if (found !== requirements)
    throw new Error(`${found} of ${requirements} requirements were found in the brief of ${name}`);
  return taskId;
}

const telling =
  "The house has many floors, and everybody who works there knows the way to the kitchen. Whoever is new is shown around on the first morning, and meets the others at lunch.";

/** Uploads a brief; returns the document's id. */
async function bring({ stack }: System, requirements: number, name: string): Promise<string> {
  const chapters = Array.from(
    { length: requirements },
    (_, n) =>
      `## ${n + 1}\n\n${telling}\n\nThe sheet ${n + 1} must show the figure ${n + 1}x to everybody.\n`,
  );
  const form = new FormData();
  form.append("files", new File([`# Figures ${name}\n\n${chapters.join("\n")}`], `${name}.md`));
  const response = await fetch(`${stack.urls.worker}/api/projects/default/documents`, {
    method: "POST",
    headers: { authorization: `Bearer ${stack.apiToken}` },
    body: form,
  });
  if (!response.ok) throw new Error(`the brief was answered ${response.status}: ${await response.text()}`);
  const [file] = taken.parse(await response.json()).files;
  return file?.documentId ?? "";
}
