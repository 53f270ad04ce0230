import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactElement, type ReactNode, use, useEffect, useMemo } from "react";
import { type Answer, type ApiError, call } from "../api/client.ts";
import { useApi } from "../api/use-api.ts";
import { Failure } from "../parts/failure.tsx";
import { Loading } from "../parts/loading.tsx";
import { SignIn } from "./sign-in.tsx";

export type SessionInfo = Answer<"GET /api/session">;

interface Session extends SessionInfo {
  /** Whether the person has at least this role. */
  may: (role: SessionInfo["person"]["role"]) => boolean;
  /** Finds out anew who is signed in: after the Worker has said that nobody is. */
  check: () => void;
  signOut: () => Promise<void>;
}

const SessionContext = createContext<Session | null>(null);

const ranks = { viewer: 0, approver: 1, operator: 2 } as const;

/** Shows its children to whoever is signed in, and the way in to everybody else. */
export function SessionGate({ children }: { children: ReactNode }): ReactElement {
  const queries = useQueryClient();
  const { data, error, refetch } = useApi("GET /api/session");
  const check = useMemo(() => () => void refetch(), [refetch]);
  useAtTime(data?.expiresAt ?? null, check);
  const session = useMemo<Session | null>(
    () =>
      data === undefined
        ? null
        : {
            ...data,
            may: (role) => ranks[data.person.role] >= ranks[role],
            check,
            signOut: async () => {
              await call("DELETE /api/session");
              // Nothing of what this person saw may be shown to the next.
              queries.clear();
              check();
            },
          },
    [data, check, queries],
  );
  if (isSignedOut(error)) return <SignIn onSignedIn={check} />;
  if (session === null) return error === null ? <Loading /> : <Failure error={error} onRetry={check} />;
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** Who is signed in. Only below a `SessionGate`. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error("useSession needs a SessionGate above it");
  return session;
}

function isSignedOut(error: ApiError | null): boolean {
  return error !== null && (error.status === 401 || error.status === 403);
}

/** The longest that a browser's timer can wait, milliseconds. */
const longestTimer = 2 ** 31 - 1;

function useAtTime(at: string | null, act: () => void): void {
  useEffect(() => {
    if (at === null) return undefined;
    const timer = setTimeout(act, Math.min(Math.max(0, Date.parse(at) - Date.now()) + 500, longestTimer));
    return () => clearTimeout(timer);
  }, [at, act]);
}
