import { repositoryName } from "../../../../../../shared/domain/repository.ts";
import { channelProblem } from "../../../parts/draft/channel-field.tsx";

/** What somebody says of a delivery on the form. */
export interface StartDraft {
  title: string;
  /** Ids of the documents, in the order in which they were chosen, separated by spaces. */
  documents: string;
  repository: string;
  channel: string;
  onceKey: string;
}

export const blankStart = (onceKey: string): StartDraft => ({
  title: "",
  documents: "",
  repository: "",
  channel: "",
  onceKey,
});

/** The ids of the documents that are chosen. */
export function chosenIn({ documents }: Pick<StartDraft, "documents">): string[] {
  return documents.split(" ").filter((id) => id !== "");
}

/** What keeps a delivery from being started, by field; empty when nothing does. */
export function startProblems(
  draft: StartDraft,
): Partial<Record<"title" | "documents" | "repository" | "channel", string>> {
  return {
    ...(draft.title.trim() === "" ? { title: "Say in a line what it is to be" } : {}),
    ...(chosenIn(draft).length === 0 ? { documents: "Choose the documents that it is made of" } : {}),
    ...(repositoryName.safeParse(draft.repository.trim()).success
      ? {}
      : { repository: "A repository such as acme/room-booking" }),
    ...channelProblem(draft.channel),
  };
}
