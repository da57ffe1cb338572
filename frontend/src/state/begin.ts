/** Asks for what the first page needs before the page is there to ask: the answers are kept, and the page finds them on their way. */
import { askGround } from "../views/map/base";
import type { Address } from "./address";
import { ask } from "./ask";
import { EACH } from "./desk";
import { isDay } from "./days";

export function begin(address: Address): void {
  const put = (path: string, params = {}) => {
    ask(path, params).catch(() => undefined); // the page asks again, and says what is wrong
  };
  put("about");
  if (address.view !== "map") return;
  const { on, as_of } = address.params;
  put("places", { on, as_of: as_of === EACH ? on : isDay(as_of) ? as_of : undefined });
  void askGround();
}
