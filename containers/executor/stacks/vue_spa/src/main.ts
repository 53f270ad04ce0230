import { createApp } from "vue";
import App from "./App.vue";

createApp(App, { path: window.location.pathname }).mount("#root");
