/** What is seen at a path that no page has. */
export function NotFoundPage() {
  return (
    <>
      <h1>Page not found</h1>
      <a href="/">Back to the start</a>
    </>
  );
}
