import { useDraftWords } from './words/words.ts';

interface WaysOptions {
  readonly busy?: boolean;
  readonly takeMine: () => void;
  readonly showTheirs: () => void;
}

/** What can be done where somebody else has saved what is being edited. */
export const StaleWays = ({ busy = false, takeMine, showTheirs }: WaysOptions) => {
  const words = useDraftWords();
  return (
    <span class="notice-ways">
      <button type="button" class="link-button" aria-disabled={busy} onClick={() => !busy && takeMine()}>
        {words.takeMine}
      </button>
      <button type="button" class="link-button" onClick={showTheirs}>
        {words.showTheirs}
      </button>
    </span>
  );
};
