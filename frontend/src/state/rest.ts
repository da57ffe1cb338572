/** While days pass, the picture comes first: what is slower to show follows when a day has come to rest, all of it in one frame. */
import { useEffect, useRef, useState } from "preact/hooks";

/** Milliseconds without another day after which one has come to rest. */
const REST = 120;

const waiting = new Map<object, () => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Do this when the day has come to rest; `key` says whose wish it is, of which the last counts. */
export function atRest(key: object, act: () => void): void {
  waiting.set(key, act);
  clearTimeout(timer);
  timer = setTimeout(() => {
    const acts = [...waiting.values()];
    waiting.clear();
    for (const each of acts) each();
  }, REST);
}

export function notAtRest(key: object): void {
  waiting.delete(key);
}

/** The value as it was when it last came to rest; at once where `atOnce` says that the one before is of no use. */
export function useRested<Value>(value: Value, atOnce: (rested: Value, value: Value) => boolean = () => false): Value {
  const [rested, setRested] = useState(value);
  const key = useRef({}).current;
  const isOther = rested !== value && atOnce(rested, value);
  useEffect(() => {
    if (rested === value) return;
    const rest = () => {
      setRested(() => value);
    };
    if (isOther) rest();
    else atRest(key, rest);
    return () => {
      notAtRest(key);
    };
  }, [value]);
  return isOther ? value : rested;
}
