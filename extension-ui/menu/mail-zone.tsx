import { useSignal } from '@preact/signals';
import { h } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { Notice } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { useToasts } from '../shared/toast.tsx';
import { zoneName } from '../shared/zone-name.ts';
import { useMenuWords } from './words/words.ts';

type ZoneField = typeof import('../shared/zone-field.tsx')['ZoneField'];

/** In which zone copied times are told, and the way to another; its field is read when it is wanted. */
export const MailZone = () => {
  const { mailZone, zone: ownZone, chooseMailZone, locale, words } = useSession();
  const own = useMenuWords();
  const toasts = useToasts();
  const field = useSignal<ZoneField | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const change = useRef<HTMLButtonElement>(null);
  const at = useMemo(() => Date.now(), []);
  const name = zoneName(mailZone.value, locale.value, at);

  const open = () => {
    import('../shared/zone-field.tsx').then(
      loaded => {
        field.value = loaded.ZoneField;
      },
      () => toasts.show(words.value.failed),
    );
  };
  const choose = (zone: string) => {
    chooseMailZone(zone);
    field.value = null;
    toasts.say(own.zoneChosen(zoneName(zone, locale.value, at)));
  };
  const wasOpen = useRef(false);
  useLayoutEffect(() => {
    // With the field gone, before anything is painted: the focus is nowhere in between.
    if (wasOpen.current && field.value === null) change.current?.focus();
    wasOpen.current = field.value !== null;
  }, [field.value]);
  /** The button that chose it is gone, and focus with it. */
  const wasOwn = useRef(false);
  useLayoutEffect(() => {
    if (wasOwn.current) change.current?.focus();
    wasOwn.current = false;
  }, [mailZone.value]);
  useEffect(() => {
    // Whoever asked for the field wants to type into it.
    const input = place.current?.querySelector('input');
    input?.focus();
    input?.click();
  }, [field.value]);

  if (field.value !== null) {
    return (
      <div ref={place} class="mail-zone">
        {h(field.value, { label: own.mailZone, value: mailZone.value, at, onChange: choose })}
      </div>
    );
  }
  const told = (
    <>
      {own.timesGoOut} <strong>{name}</strong>
    </>
  );
  const way = (
    <button ref={change} type="button" class="link-button" aria-label={own.changeZoneLong} onClick={open}>
      {own.changeZone}
    </button>
  );
  if (mailZone.value === ownZone.value) {
    return (
      <p class="mail-zone">
        {told} {way}
      </p>
    );
  }
  const useOwn = () => {
    choose(ownZone.peek());
    wasOwn.current = true;
  };
  return (
    <div class="mail-zone">
      <Notice kind="warn">
        <span>{told}</span>
        <div class="notice-ways">
          <button type="button" class="link-button" onClick={useOwn}>
            {words.value.useOwnZone}
          </button>
          {way}
        </div>
      </Notice>
    </div>
  );
};
