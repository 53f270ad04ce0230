import { noRedactor, type Redactor } from "../../shared/domain/delivery/redaction/redactor.ts";
import type { DeliveredDocument } from "../../shared/domain/delivery/stage.ts";
import { redactorFor } from "../../shared/jobs/delivery/documents/redactor-for.ts";
import type { DurableRun } from "../durable-run.ts";

/** What a model is shown of documents. */
export interface Shown {
  /** Whether personal data is replaced, as the rules said when the delivery began to read. */
  isRedacted: boolean;
  /** All that were read so far, in their order: what is replaced is counted through them. */
  documents: DeliveredDocument[];
}

/** What replaces personal data in what a model is shown. */
export async function redactorOf(run: DurableRun, { isRedacted, documents }: Shown): Promise<Redactor> {
  return isRedacted ? redactorFor(run.spine, documents) : noRedactor;
}
