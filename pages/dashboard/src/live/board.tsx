import { useQueryClient } from "@tanstack/react-query";
import { useAgent } from "agents/react";
import {
  createContext,
  type ReactElement,
  type ReactNode,
  use,
  useCallback,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Board } from "../../../../shared/api/overview.ts";

export type Waiting = Board["waiting"];

export type Connection = "connecting" | "live" | "lost";

interface LiveBoard {
  connection: Connection;
  /** Null until the first state has arrived. */
  state: Board | null;
}

const BoardContext = createContext<LiveBoard>({ connection: "connecting", state: null });

/** However fast the ledger grows, pages are read again at most so often. */
const readAgainMs = 1000;

/**
 * Listens to the board for as long as it is shown. Whatever has been recorded makes the pages that are open read their
 * data again, so that everybody sees a decision as soon as it is made.
 */
export function BoardProvider({
  onEnded,
  children,
}: {
  /** The Worker has ended the session. */
  onEnded: () => void;
  children: ReactNode;
}): ReactElement {
  const [connection, setConnection] = useState<Connection>("connecting");
  const [state, setState] = useState<Board | null>(null);
  const refresh = useRefresh();
  useAgent<Board>({
    agent: "board-agent",
    name: "all",
    onStateUpdate: (next) => {
      setState(next);
      refresh();
    },
    onOpen: () => setConnection("live"),
    onClose: (event) => {
      setConnection("lost");
      if (event.code === sessionEnded) onEnded();
    },
  });
  const board = useMemo(() => ({ connection, state }), [connection, state]);
  return <BoardContext value={board}>{children}</BoardContext>;
}

/** The close code of a WebSocket whose session is over. */
const sessionEnded = 4401;

/** How things stand right now. */
export function useBoard(): LiveBoard {
  return use(BoardContext);
}

/** Reads everything that is shown again, soon, and once for all that happens until then. */
function useRefresh(): () => void {
  const queries = useQueryClient();
  const planned = useRef(false);
  const last = useRef(0);
  return useCallback(() => {
    if (planned.current) return;
    planned.current = true;
    setTimeout(
      () => {
        planned.current = false;
        last.current = Date.now();
        void queries.invalidateQueries();
      },
      Math.max(0, last.current + readAgainMs - Date.now()),
    );
  }, [queries]);
}
