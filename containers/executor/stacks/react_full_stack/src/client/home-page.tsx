import { useState } from "react";

/** What is seen first. */
export function HomePage() {
  const [health, setHealth] = useState<string | null>(null);
  async function ask(): Promise<void> {
    const answer = await fetch("/api/health");
    setHealth(answer.ok ? "The server is well." : "The server doesn't answer.");
  }
  return (
    <>
      <h1>Welcome</h1>
      <button type="button" onClick={() => void ask()}>
        Ask the server
      </button>
      {health !== null && <p role="status">{health}</p>}
    </>
  );
}
