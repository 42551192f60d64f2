import type { ManagePage } from '../../../server/http/guest/page.ts';
import { NearestLinks } from '../nearest-links.tsx';
import { useSetting } from '../setting.ts';

interface ManageRefusalProps extends Pick<ManagePage, 'refused'> {
  readonly zone: string;
  /** Where another time leads to; absent: nowhere. */
  readonly startHref?: ((start: string) => string) | undefined;
}

/** Why a change wasn't made, and the nearest times for another try. */
export const ManageRefusal = ({ refused, zone, startHref }: ManageRefusalProps) => {
  const { texts } = useSetting();
  if (!refused) return null;
  const { code, nearest, ends } = refused;
  const known = {
    slot_taken: texts.slotTaken,
    not_offered: texts.notOffered,
    booking_over: texts.messages.booking_over.title,
    crm_unknown: texts.messages.crm_unknown.title,
    link_gone: texts.messages.link_gone.title,
  };
  const isKnown = (code: string): code is keyof typeof known => Object.hasOwn(known, code);
  return (
    // biome-ignore lint/a11y/noAutofocus: the answer to a submitted form
    <div class="notice" role="alert" tabIndex={-1} autoFocus>
      <p>{isKnown(code) ? known[code] : texts.messages.invalid.title}</p>
      {nearest.length > 0 && startHref && (
        <NearestLinks
          zone={zone}
          starts={nearest}
          endOf={start => ends[nearest.indexOf(start)]}
          startHref={startHref}
        />
      )}
    </div>
  );
};
