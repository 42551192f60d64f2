import type { ManagePage } from '../../server/http/guest/page.ts';
import { address } from './address.ts';
import { NearestLinks } from './nearest-links.tsx';
import { useSetting } from './setting.ts';

/** Why a change wasn't made, and the nearest times for another try. */
export const ManageRefusal = ({ page }: { page: ManagePage }) => {
  const { texts } = useSetting();
  if (!page.refused) return null;
  const { code, nearest } = page.refused;
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
      {nearest.length > 0 && page.state === 'confirmed' && (
        <NearestLinks zone={page.zone} starts={nearest} startHref={start => address(page.path, { move: '1', start })} />
      )}
    </div>
  );
};
