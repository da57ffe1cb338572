import { expect, test } from "vitest";
import { wordsIn } from "../src/state/words";

const uk = wordsIn("uk", { places: {}, units: { "Upper Oblast": "Горішня область" } });
const ru = wordsIn("ru");

test("a reason that the table has is said in the reader's language, with what stands in its holes", () => {
  expect(uk.reason("the same words in the same order")).toBe("ті самі слова в тому самому порядку");
  expect(uk.reason("each puts it on another side (shell)")).toBe("кожне покладає це на іншу сторону (обстріл)");
  expect(ru.reason("published 4 days earlier")).toBe("опубликовано раньше, дней: 4");
  expect(uk.reason("Upper Oblast is a region here, not “county”.")).toBe("Горішня область тут — область, а не «county».");
});

test("days are said as days", () => {
  expect(uk.reason("capture at Horishnie on 2031-10-01")).toMatch(/^взяття, Horishnie, 1\u00a0жовт\. 2031/);
  expect(ru.reason("capture at Horishnie on 2031-10-01..2031-10-03, done by AA")).toMatch(/^взятие, Horishnie, 1[–-]3\u00a0окт\. 2031.*; совершает: AA$/u);
});

test("a reason of parts is said part by part, and one within another", () => {
  expect(uk.reason("84% of the lesser report's word links are the other's (21); 50% of the fewer names and numbers; hardly three words run together")).toBe(
    "84% зв’язків слів коротшого повідомлення є і в іншому (21); 50% тих назв і чисел, яких менше; навряд чи три слова поспіль збігаються",
  );
  // The last sentence begins with a hole, which must not take the ones before it.
  expect(uk.reason("92% of the lesser report's word links are the other's (17); 75% of the fewer names and numbers; 0 changes in 100 words where the texts run together")).toBe(
    "92% зв’язків слів коротшого повідомлення є і в іншому (17); 75% тих назв і чисел, яких менше; змін на 100 слів там, де тексти збігаються: 0",
  );
  expect(ru.reason("One source says so and another that it is not so (Horishnie): “they left” and “they did not leave”.")).toBe(
    "Один источник говорит, что это так, другой — что нет (Horishnie): «they left» и «they did not leave».",
  );
});

test("what is not known is not said in part", () => {
  expect(uk.reason("nobody has ever written this")).toBeNull();
  expect(uk.reason("Nobody wrote this: “a” and “b”.")).toBeNull();
  expect(uk.reason("the same words in the same order; nobody has ever written this")).toBeNull();
  expect(uk.reason("")).toBeNull();
  expect(uk.reason("“a” and ".repeat(5000))).toBeNull();
  expect(wordsIn("en").reason("nobody has ever written this")).toBe("nobody has ever written this");
});

test("what looks like a rule of the pattern is text", () => {
  expect(uk.reason("each puts it on another side (.*)")).toBe("кожне покладає це на іншу сторону (.*)");
  expect(uk.reason("“$& {words}” does not say who reports it.")).toBe("«$& {words}» не каже, хто це повідомляє.");
});
