import { html } from "hono/html";
import { networkStyle } from "../network-style.ts";

/** What its page has of Bluesky's look. */
export const style = html`${networkStyle}
  <style>
    body {
      max-width: 38rem;
      background: light-dark(#fff, #000);
      --accent: #1083fe;
      --face: 2.7rem;
      --face-color: #0a5dc2;
    }
    .profile p {
      margin: 0.2rem 0 0.6rem;
    }
    .banner {
      height: 6rem;
      background: linear-gradient(120deg, #0a7aff, #59b9ff);
    }
    .avatar.large {
      margin: -2.6rem 0 0 0.8rem;
      border: 3px solid light-dark(#fff, #000);
    }
    .post .row {
      justify-content: space-between;
      max-width: 22rem;
    }
    .post .card {
      display: block;
      padding: 0;
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
