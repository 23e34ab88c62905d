// Copy buttons.
import { on, word } from "./dom";
import { say } from "./toast";

export function startCopying(): void {
  on("click", "[data-copy]", async (button) => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy ?? "");
      say(word("copied"), "is-good");
    } catch {
      // Without a secure connection there is no clipboard; the text stays on the page to be copied by hand.
      say(word("failed"), "is-now");
    }
  });
}
