import type { ReactElement } from "react";
import { useApi } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { ApprovalView } from "./approval-view.tsx";

export function ApprovalDetail({ id, onDone }: { id: string; onDone: () => void }): ReactElement {
  const { data, error, refetch } = useApi("GET /api/approvals/{id}", { params: { id } });
  // What was read of it stays readable when reading it again fails; whether it is so still, the top of the page says.
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading lines={8} />;
  return <ApprovalView found={data} onDone={onDone} />;
}
