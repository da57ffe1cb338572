import { expect, test } from "vitest";
import { straight } from "../src/parts/straight";

test("marks that turn letters round go, the letters stay", () => {
  expect(straight("the mayor of \u202ANorthbank\u202C said")).toBe("the mayor of Northbank said");
  expect(straight("\u2067left\u2069 \u202Etxet\u200F")).toBe("left txet");
});

test("other text is what it was, in any alphabet", () => {
  for (const text of ["", "قالت الوزارة", "Мар’янка", "a\u00A0b\u200Dc 👩‍👩‍👧"]) expect(straight(text)).toBe(text);
});
