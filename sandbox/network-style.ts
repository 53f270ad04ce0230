import { html } from "hono/html";
import type { Html } from "./people-page.ts";

/** What the pages of the networks have in common: a profile, and posts with a face, a row of signs and a card. */
export const networkStyle: Html = html`<style>
  .profile {
    border-bottom: 1px solid var(--line);
  }
  .avatar {
    display: grid;
    place-items: center;
    width: var(--face);
    height: var(--face);
    border-radius: 50%;
    background: var(--face-color);
    color: var(--face-text, #fff);
    font-weight: 700;
  }
  .avatar.large {
    --face: 5rem;
    font-size: 2rem;
  }
  .soft {
    color: var(--soft);
  }
  article.post.thread {
    display: grid;
    grid-template-columns: var(--face) 1fr;
    gap: 0.8rem;
    margin: 0;
    padding: 0.8rem 0.4rem;
    border-width: 0 0 1px;
    border-radius: 0;
    background: none;
  }
  .thread p {
    margin: 0;
  }
  .post a {
    text-decoration: none;
  }
  .post .row {
    display: flex;
    gap: 1.6rem;
    margin: 0.6rem 0;
    color: var(--soft);
  }
  .post .text {
    white-space: pre-wrap;
  }
  .post .card {
    display: grid;
    gap: 0.2rem;
    margin-top: 0.6rem;
    padding: 0.7rem 0.9rem;
    border: 1px solid var(--line);
    border-radius: 0.75rem;
    color: inherit;
    overflow: hidden;
  }
</style>`;
