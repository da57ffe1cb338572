/** Starts the desk in the page. */
import { render } from "preact";
import { readAddress } from "./state/address";
import { begin } from "./state/begin";
import { Shell } from "./shell";
import "./style/tokens.css";
import "./style/frame.css";
import "./style/map.css";
import "./style/place.css";
import "./style/report.css";

// What the first page will ask for is asked at once, while its words are still being put together.
begin(readAddress(location.hash));
const root = document.getElementById("desk");
if (root !== null) render(<Shell />, root);
