import { html } from "hono/html";

/** What its page has of Threads' look. */
export const style = html`<style>
  body {
    max-width: 38rem;
    background: light-dark(#fff, #101010);
    --accent: light-dark(#0064d1, #85a1ff);
  }
  .profile {
    display: flex;
    justify-content: space-between;
    align-items: center;
    border-bottom: 1px solid var(--line);
  }
  .badge {
    background: color-mix(in srgb, currentColor 10%, transparent);
    border-radius: 1rem;
    padding: 0.15rem 0.6rem;
    font-size: 0.8rem;
  }
  .avatar {
    display: grid;
    place-items: center;
    width: 2.3rem;
    height: 2.3rem;
    border-radius: 50%;
    background: light-dark(#111, #eee);
    color: light-dark(#fff, #111);
    font-weight: 700;
  }
  .avatar.large {
    width: 5rem;
    height: 5rem;
    font-size: 2rem;
  }
  .soft {
    color: var(--soft);
  }
  article.post {
    display: grid;
    grid-template-columns: 2.3rem 1fr;
    gap: 0.8rem;
    margin: 0;
    padding: 0.9rem 0.2rem;
    border-width: 0 0 1px;
    border-radius: 0;
    background: none;
  }
  .post p {
    margin: 0;
  }
  .post a {
    text-decoration: none;
  }
  .post .row {
    display: flex;
    gap: 1.6rem;
    margin: 0.6rem 0;
  }
  .post .card {
    display: grid;
    margin-top: 0.6rem;
    padding: 0.7rem 0.9rem;
    border: 1px solid var(--line);
    border-radius: 0.75rem;
    color: inherit;
  }
</style>`;
