import { type ComponentType, h } from 'preact';
import { useSession } from '../shared/session.ts';
import type { View } from '../shared/view.ts';

interface WayOptions {
  readonly icon: ComponentType;
  readonly label: string;
  readonly to: View;
}

/** To a part of the scheduler that has a view of its own. */
export const Way = ({ icon, label, to }: WayOptions) => {
  const { go } = useSession();
  return (
    <button type="button" class="scheduler-way" onClick={() => go(to)}>
      {h(icon, {})}
      {label}
    </button>
  );
};
