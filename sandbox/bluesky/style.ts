import { html } from "hono/html";

/** What its page has of Bluesky's look. */
export const style = html`<style>
  body {
    max-width: 38rem;
    background: light-dark(#fff, #000);
    --accent: #1083fe;
  }
  .profile {
    border-bottom: 1px solid var(--line);
  }
  .profile p {
    margin: 0.2rem 0 0.6rem;
  }
  .banner {
    height: 6rem;
    background: linear-gradient(120deg, #0a7aff, #59b9ff);
  }
  .avatar {
    display: grid;
    place-items: center;
    width: 2.7rem;
    height: 2.7rem;
    border-radius: 50%;
    background: #0a5dc2;
    color: #fff;
    font-weight: 700;
  }
  .avatar.large {
    width: 5rem;
    height: 5rem;
    margin: -2.6rem 0 0 0.8rem;
    border: 3px solid light-dark(#fff, #000);
    font-size: 2rem;
  }
  .handle {
    color: var(--soft);
  }
  article.post {
    display: grid;
    grid-template-columns: 2.7rem 1fr;
    gap: 0.8rem;
    margin: 0;
    padding: 0.8rem 0.4rem;
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
    justify-content: space-between;
    max-width: 22rem;
    margin: 0.6rem 0;
    color: var(--soft);
  }
  .post .card {
    display: block;
    margin-top: 0.6rem;
    border: 1px solid var(--line);
    border-radius: 0.75rem;
    overflow: hidden;
    color: inherit;
  }
  .card img {
    display: block;
    width: 100%;
    aspect-ratio: 1.91;
    object-fit: cover;
  }
  .card .inside {
    display: grid;
    gap: 0.2rem;
    padding: 0.6rem 0.8rem;
    font-size: 0.95rem;
  }
</style>`;
