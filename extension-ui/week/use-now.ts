import { useEffect, useState } from 'preact/hooks';

const EVERY_MS = 20_000;

/** The clock, often enough for minutes. */
export const useNow = (): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
};
