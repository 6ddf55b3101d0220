// <print-button text="Print"> prints the page. Without it the page says how the
// browser does.
import { make } from "./ask.js";

class PrintButton extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    const button = make("button", { type: "button", textContent: this.getAttribute("text") });
    button.addEventListener("click", () => print());
    this.append(button);
  }
}

customElements.define("print-button", PrintButton);
