import { useState } from "react";

/** What is seen first. */
export function HomePage() {
  const [greeted, setGreeted] = useState(false);
  return (
    <>
      <h1>Welcome</h1>
      <button type="button" onClick={() => setGreeted(true)}>
        Say hello
      </button>
      {greeted && <p role="status">Hello!</p>}
    </>
  );
}
