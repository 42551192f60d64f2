import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Notice } from './notice.tsx';
import { useSession } from './session.ts';

/** Around the field for the zone of copied times: what was chosen for one guest mustn't go unseen to the next. */
export const OwnZone = ({ children }: { children: ComponentChildren }) => {
  const { mailZone, zone, chooseMailZone, words } = useSession();
  const place = useRef<HTMLDivElement>(null);
  const useOwn = () => {
    // The button goes away, and focus with it.
    place.current?.querySelector('input')?.focus();
    chooseMailZone(zone.peek());
  };
  return (
    <div ref={place} class="own-zone">
      {children}
      {mailZone.value !== zone.value && (
        <Notice kind="warn">
          <span>{words.value.otherZone}</span>
          <button type="button" class="link-button" onClick={useOwn}>
            {words.value.useOwnZone}
          </button>
        </Notice>
      )}
    </div>
  );
};
