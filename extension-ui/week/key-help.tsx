import { useWeekWords } from './words.ts';

export interface Abilities {
  readonly add: boolean;
  readonly move: boolean;
  readonly remove: boolean;
  readonly open: boolean;
}

/** The keys in short, seen while the grid is used by keyboard; screen readers are told them in sentences. */
export const KeyHelp = ({ can }: { can: Abilities }) => {
  const { keyUse } = useWeekWords();
  const enter = can.add ? keyUse.add : keyUse.open;
  const keys = [
    ['↑ ↓ ← →', keyUse.go, true],
    ['Ctrl ↑ ↓', keyUse.items, true],
    ['PgUp PgDn', keyUse.weeks, true],
    ['Enter', enter, can.add || can.open],
    ['Alt ↑ ↓ ← →', keyUse.move, can.move],
    ['Alt Shift ↑ ↓', keyUse.length, can.move],
    ['Del', keyUse.remove, can.remove],
  ] as const;
  return (
    <p class="week-keys" aria-hidden="true">
      {keys.map(
        ([key, use, isThere]) =>
          isThere && (
            <span key={key}>
              <kbd>{key}</kbd> {use}
            </span>
          ),
      )}
    </p>
  );
};
