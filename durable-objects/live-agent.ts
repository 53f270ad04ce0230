import { Agent, type Connection, type ConnectionContext } from "agents";

/** In this header the door tells an agent when the listener has to show again who they are, epoch milliseconds. */
export const expiresAtHeader = "x-signalbox-expires-at";

/** The code that a WebSocket is closed with when its session is over: who still listens signs in again. */
const sessionOver = 4401;

/** What an agent remembers of a listener, also while it sleeps. */
interface Listener {
  expiresAt: number;
}

/**
 * An agent that people look on at over WebSockets. Listeners are read-only, and none outlives its session: an alarm
 * closes it at that time, and one that the alarm should miss is closed instead of being told anything.
 */
export abstract class LiveAgent<State> extends Agent<Env, State> {
  /** Listeners look on; only the records move what they see. */
  override shouldConnectionBeReadonly(): boolean {
    return true;
  }

  override async onConnect(connection: Connection, { request }: ConnectionContext): Promise<void> {
    const header = request.headers.get(expiresAtHeader);
    if (header === null) return;
    const expiresAt = Number(header);
    connection.setState({ expiresAt } satisfies Listener);
    // Alarms are set in whole seconds, rounded down; one serves all listeners of a session.
    await this.schedule(new Date(expiresAt + 999), "closeExpired", expiresAt, { idempotent: true });
  }

  /** Closes the listeners whose session is over. Also the alarm of a session's end. */
  closeExpired(): void {
    const now = Date.now();
    for (const listener of this.getConnections<Listener>())
      if (listener.state !== null && listener.state.expiresAt <= now)
        listener.close(sessionOver, "the session is over");
  }

  /** Sets the state, for those alone who may still see it. */
  protected show(state: State): void {
    this.closeExpired();
    this.setState(state);
  }

  protected isListenedTo(): boolean {
    this.closeExpired();
    for (const _listener of this.getConnections()) return true;
    return false;
  }
}
