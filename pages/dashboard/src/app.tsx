import { Anchor } from "@mantine/core";
import { lazy, type ReactElement, Suspense } from "react";
import { Link, Route, Switch } from "wouter";
import { allPanels } from "./jobs/registry.ts";
import { BoardProvider } from "./live/board.tsx";
import { Empty } from "./parts/empty.tsx";
import { Loading } from "./parts/loading.tsx";
import { Room } from "./parts/room.tsx";
import { Overview } from "./rooms/overview/overview.tsx";
import { SessionGate, useSession } from "./session/session.tsx";
import { Shell } from "./shell/shell.tsx";

const Inbox = lazy(async () => ({ default: (await import("./rooms/inbox/inbox.tsx")).Inbox }));
const Holds = lazy(async () => ({ default: (await import("./rooms/holds/holds.tsx")).Holds }));
const Tasks = lazy(async () => ({ default: (await import("./rooms/tasks/tasks.tsx")).Tasks }));
const Task = lazy(async () => ({ default: (await import("./rooms/tasks/task.tsx")).Task }));
const Run = lazy(async () => ({ default: (await import("./rooms/tasks/run.tsx")).Run }));
const Signals = lazy(async () => ({ default: (await import("./rooms/signals/signals.tsx")).Signals }));
const Ledger = lazy(async () => ({ default: (await import("./rooms/ledger/ledger.tsx")).Ledger }));
const Memory = lazy(async () => ({ default: (await import("./rooms/memory/memory.tsx")).Memory }));
const Voices = lazy(async () => ({ default: (await import("./rooms/voices/voices.tsx")).Voices }));
const Voice = lazy(async () => ({ default: (await import("./rooms/voices/voice.tsx")).Voice }));
const DeadLetters = lazy(async () => ({
  default: (await import("./rooms/dead-letters/dead-letters.tsx")).DeadLetters,
}));
const Budgets = lazy(async () => ({ default: (await import("./rooms/budgets/budgets.tsx")).Budgets }));
const Autonomy = lazy(async () => ({ default: (await import("./rooms/autonomy/autonomy.tsx")).Autonomy }));
const Stops = lazy(async () => ({ default: (await import("./rooms/stops/stops.tsx")).Stops }));
const Accounts = lazy(async () => ({ default: (await import("./rooms/accounts/accounts.tsx")).Accounts }));
const ComeBack = lazy(async () => ({ default: (await import("./rooms/accounts/come-back.tsx")).ComeBack }));
const Settings = lazy(async () => ({ default: (await import("./rooms/settings/settings.tsx")).Settings }));

const jobRooms = allPanels.flatMap(({ rooms }) => Object.entries(rooms));

/** The way in, the frame around every room, and which address leads into which room. */
export function App(): ReactElement {
  return (
    <SessionGate>
      <Inside />
    </SessionGate>
  );
}

function Inside(): ReactElement {
  const { check } = useSession();
  return (
    <BoardProvider onEnded={check}>
      <Shell>
        <Suspense fallback={<Loading />}>
          <Switch>
            <Route path="/" component={Overview} />
            {/* A link that was opened by somebody who is signed in already. */}
            <Route path="/sign-in" component={Overview} />
            <Route path="/inbox">
              <Inbox />
            </Route>
            <Route path="/inbox/:id">{({ id }) => <Inbox selected={id} />}</Route>
            <Route path="/holds" component={Holds} />
            <Route path="/tasks" component={Tasks} />
            <Route path="/tasks/new" component={Run} />
            <Route path="/tasks/:id">{({ id }) => <Task id={id} key={id} />}</Route>
            {jobRooms.map(([path, room]) => (
              <Route path={path} component={room} key={path} />
            ))}
            <Route path="/signals" component={Signals} />
            <Route path="/ledger" component={Ledger} />
            <Route path="/memory" component={Memory} />
            <Route path="/voices" component={Voices} />
            <Route path="/voices/:id">{({ id }) => <Voice id={id} key={id} />}</Route>
            <Route path="/dead-letters" component={DeadLetters} />
            <Route path="/budgets" component={Budgets} />
            <Route path="/autonomy" component={Autonomy} />
            <Route path="/stops" component={Stops} />
            <Route path="/accounts" component={Accounts} />
            <Route path="/accounts/:service">
              {({ service }) => <ComeBack from={service} key={service} />}
            </Route>
            <Route path="/settings" component={Settings} />
            <Route component={NotFound} />
          </Switch>
        </Suspense>
      </Shell>
    </BoardProvider>
  );
}

function NotFound(): ReactElement {
  return (
    <Room title="Nothing here">
      <Empty title="There is no such page">
        <Anchor component={Link} href="/">
          Back to the overview
        </Anchor>
      </Empty>
    </Room>
  );
}
