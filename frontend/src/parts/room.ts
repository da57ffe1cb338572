/** The room that a drawing has. */
import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** How wide the frame is, in sixteenths of the page's letter size: letters stay letters on a phone and on a wall. */
export function useRoom(): [RefObject<HTMLDivElement | null>, number] {
  const frame = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(960);
  useLayoutEffect(() => {
    const div = frame.current;
    if (div === null) return;
    const measure = () => {
      const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
      setRoom(Math.max(280, Math.round(div.clientWidth / unit)));
    };
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(div);
    return () => {
      watcher.disconnect();
    };
  }, []);
  return [frame, room];
}
