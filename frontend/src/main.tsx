/** Starts the desk in the page. */
import { render } from "preact";
import { Shell } from "./shell";
import "./style/tokens.css";
import "./style/frame.css";
import "./style/map.css";
import "./style/place.css";
import "./style/report.css";

const root = document.getElementById("desk");
if (root !== null) render(<Shell />, root);
