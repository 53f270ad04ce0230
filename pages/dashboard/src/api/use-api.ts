import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { ApiRoute } from "../../../../shared/api/contract.ts";
import { type Answer, type ApiError, type Args, call, type GetRoute } from "./client.ts";

/** Reads a call's answer and keeps it fresh: whatever the ledger gains is read again while it is shown. */
export function useApi<R extends GetRoute>(route: R, args: Args<R> = {}, enabled = true) {
  return useQuery<Answer<R>, ApiError>({
    queryKey: [route, args],
    queryFn: async ({ signal }) => call(route, args, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}

interface Page {
  nextCursor: string | number | null;
}

/** Reads a list page by page. `load` is given the cursor of the page; `key` names the list and what it is filtered by. */
export function useList<P extends Page>(
  key: readonly unknown[],
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<P>,
) {
  return useInfiniteQuery<
    P,
    ApiError,
    InfiniteData<P, string | undefined>,
    readonly unknown[],
    string | undefined
  >({
    queryKey: key,
    queryFn: async ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor }) => (nextCursor === null ? undefined : String(nextCursor)),
    placeholderData: keepPreviousData,
  });
}

/** What is done with a call's end; also when whoever made the call has gone on to something else by then. */
export interface Ends<R extends ApiRoute> {
  onAnswer?: (answer: Answer<R>, args: Args<R>) => void;
  onRefusal?: (error: ApiError) => void;
  /** Calls of one such name are made one after the other, each when what the one before has changed was read again. */
  inTurn?: string;
}

/** Makes a call that changes something; what is shown is read again afterwards, whether it went well or not. */
export function useSend<R extends Exclude<ApiRoute, GetRoute>>(
  route: R,
  { onAnswer, onRefusal, inTurn }: Ends<R> = {},
) {
  const queries = useQueryClient();
  return useMutation<Answer<R>, ApiError, Args<R>>({
    ...(inTurn === undefined ? {} : { scope: { id: inTurn } }),
    mutationFn: async (args) => call(route, args),
    onSuccess: (answer, args) => onAnswer?.(answer, args),
    onError: (error) => onRefusal?.(error),
    onSettled: async () => queries.invalidateQueries(),
  });
}
